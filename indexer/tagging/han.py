"""Chinese or Japanese, where a text has Han letters and hardly any kana: told by words and by the forms of letters.

Each language has a word model: the chance of the letters is summed over all ways to cut them into words, whose
frequencies are wordfreq's. Chinese is looked up simplified and weighs both of its scripts. Which forms of a letter
a country writes comes from OpenCC's tables: a form that a language does not use speaks strongly against it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from math import log

from indexer.tagging.words import read_words

HAN = re.compile(r"[\u4e00-\u9fff々]+")
LONGEST_WORD = 4
MOST_LETTERS = 24  # more do not change the answer
LONG, SURE = 8, 6.0  # with more letters than that, forms alone decide if they say so much
LONE = 0.02  # a letter on its own: the share of its frequency inside words
LONE_JAPANESE = 0.25  # the share of Han-only words in Japanese: a text of one letter would most likely have kana
RAREST = 1e-7  # a letter that no word has
HANS_SHARE = 0.8  # of Chinese texts, before any letter is seen
FOREIGN_CHINESE = 0.001  # how likely a Chinese text holds a form of the other script or of Japan
FOREIGN_JAPANESE = 0.01  # a Japanese text, a form of either Chinese script: names and old forms
MOST_FOREIGN = 3  # more such forms say no more
LARGEST = 4.0  # the most that one text says where texts are pooled
KOKUJI = (
    "込働峠畑辻枠匂榊栃凪凧俣噺笹籾糀鋲鰯鱈鰹麿杢栂椛樫椚躾襷裃雫屶硲鴫鰺鯱鱚畠搾塀扨迚辷遖凩叺怺毟"  # made in Japan
)


@dataclass(frozen=True, slots=True)
class HanEvidence:
    """What Han letters say."""

    japanese: float  # ln P(letters | Japanese) - ln P(letters | Chinese)
    script: str  # "zh-Hans", "zh-Hant"; "zh": written alike in both


HELD = 1 << 8  # a mark has room for so many, so that the sum of the letters' marks counts each kind
HANS, HANT, JAPAN, SIMPLE, KYUJITAI = (HELD**place for place in range(5))  # what the form of a letter is a mark of


def weigh_han(letters: str) -> HanEvidence:
    """Weigh Han letters, given without anything between them: their forms, and their words where forms leave doubt."""
    letters = letters[:MOST_LETTERS]
    found = sum(map(_read_marks().get, letters, repeat(0)))
    hans, hant, japan, simple, kyujitai = (found // form % HELD for form in (HANS, HANT, JAPAN, SIMPLE, KYUJITAI))
    chinese = HANS_SHARE * FOREIGN_CHINESE ** min(MOST_FOREIGN, hant + japan)
    chinese += (1 - HANS_SHARE) * FOREIGN_CHINESE ** min(MOST_FOREIGN, simple + japan)
    japanese = log(FOREIGN_JAPANESE ** min(MOST_FOREIGN, hans + kyujitai) / chinese)
    if len(letters) <= LONG or abs(japanese) < SURE:
        japanese += _weigh_words(letters)
    return HanEvidence(japanese, "zh" if hant == simple else "zh-Hant" if hant > simple else "zh-Hans")


def _weigh_words(letters: str) -> float:
    japanese = _chance(letters, *_read_words("ja"))
    japanese *= 1 if letters[1:] else LONE_JAPANESE
    return log(japanese / _chance(letters.translate(_read_simplified()), *_read_words("zh")))


def clip(japanese: float) -> float:
    """Return what one text may say where many are summed, so that no text decides alone."""
    return max(-LARGEST, min(LARGEST, japanese))


def _chance(letters: str, words: Mapping[str, float], lone: Mapping[str, float]) -> float:
    """Return the chance of the letters, summed over all ways to cut them into words."""
    before = [1.0]  # the chance of the first n letters
    for end, letter in enumerate(letters, start=1):
        chance = before[-1] * lone.get(letter, LONE * RAREST)
        for start in range(max(0, end - LONGEST_WORD), end - 1):
            word = letters[start:end]
            if word in words:
                chance += before[start] * words[word]
        before.append(chance)
    return before[-1]


@cache
def _read_words(language: str) -> tuple[dict[str, float], dict[str, float]]:
    """Return the frequencies of words of two and more Han letters, and of letters on their own."""
    words = {word: share for word, share in read_words(language, "best").items() if _is_han(word)}
    total = sum(words.values())
    inside: dict[str, float] = {}
    for word, frequency in words.items():
        for letter in word:
            inside[letter] = inside.get(letter, 0.0) + frequency
    letters = sum(inside.values())
    lone = {
        letter: max(words.get(letter, 0.0) / total, LONE * (share / letters + RAREST))
        for letter, share in inside.items()
    }
    return {word: frequency / total for word, frequency in words.items() if len(word) > 1}, lone


def _is_han(word: str) -> bool:
    return len(word) <= LONGEST_WORD and HAN.fullmatch(word) is not None


@cache
def _read_simplified() -> dict[int, str]:
    """Return the simplified form of every traditional letter, for str.translate."""
    return {ord(letter): simple for letter, simple in _convert("t2s").items() if letter != simple}


@cache
def _read_marks() -> dict[str, int]:
    """Sort letters by who writes them: by OpenCC's tables and the charsets of everyday letters."""
    s2t, t2s, jp2t, t2jp = map(_convert, ("s2t", "t2s", "jp2t", "t2jp"))
    kyujitai = {letter for letter in t2jp if t2jp[letter] != letter}
    shinjitai = {letter for letter in jp2t if jp2t[letter] != letter}
    simple = {letter for letter in s2t if s2t[letter] != letter == t2s[letter] and not _is_taiwanese(letter)}
    own = {letter for letter in shinjitai - simple if not (_is_in(letter, "gb2312") or _is_taiwanese(letter))}
    forms = {
        HANS: simple - shinjitai - {t2jp[letter] for letter in kyujitai},
        HANT: {letter for letter in t2s if t2s[letter] != letter and not _is_in(letter, "gb2312")},
        JAPAN: own | set(KOKUJI),
        SIMPLE: simple,
        KYUJITAI: kyujitai,
    }
    letters = set[str]().union(*forms.values())
    return {letter: sum(form for form, those in forms.items() if letter in those) for letter in letters}


def _convert(table: str) -> dict[str, str]:
    from opencc import OpenCC  # noqa: PLC0415 -- read together with the words

    letters = [chr(code) for code in range(0x4E00, 0xA000)]
    return dict(zip(letters, OpenCC(table).convert("\n".join(letters)).split("\n"), strict=True))


def _is_in(letter: str, charset: str) -> bool:
    return bool(letter.encode(charset, "ignore"))


def _is_taiwanese(letter: str) -> bool:
    """Say whether Big5 has the letter among its 5,401 everyday ones, so that no form of it is a mark of simplifying."""
    return b"\xa4" <= letter.encode("big5", "ignore") < b"\xc6\xa2"
