"""Words of a brief that are names: in another script than the brief, or written as names and in no vocabulary."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from matcher.reading.hashtags import MARKS
from matcher.reading.literals_vocabulary import LONGEST_ACRONYM, SHORTEST_NAME, is_of_trade, is_ordinary, tell_languages
from matcher.reading.regions import find_regions

Span = tuple[int, int]  # start and end of a word
LATIN, CHINESE_OR_JAPANESE = "LATIN", "CJK"
SAME = dict.fromkeys(("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC", "BOPOMOFO"), CHINESE_OR_JAPANESE)
BESIDE = {CHINESE_OR_JAPANESE: ("en", "ja", "zh"), "HANGUL": ("en", "ko")}  # lists that hold the Latin words used there
DENSE, DENSITY = frozenset({CHINESE_OR_JAPANESE, "HANGUL"}), 2.5  # two letters are a word, where others need five
LETTERS = rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])*"
LATIN_LETTER = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
WORD = re.compile(rf"(?<![{LATIN_LETTER}0-9_])[{LATIN_LETTER}][{LATIN_LETTER}0-9]*(?:['’&-][{LATIN_LETTER}0-9]+)*(?!_)")
INNER_CAPITAL = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ](?!n(?:nen)?$)")  # KünstlerInnen is no name
OPENS = re.compile(r"[.!?:;…\n\0•·*|/()\[\]–—-][\s\0“”\"'(\[*•–—-]*$")  # a sentence, an item, a title
LINE = re.compile(r"[^\n]+")
SHORTEST_TITLED = 5  # letters
LONGEST = 60  # letters of a word; longer ones are noise
MOST_LETTERS, MOST_WORDS = 10, 5  # of another script; beyond that the brief is in two languages


def find_names(text: str) -> Iterator[Span]:
    """Give the start and end of every such word, in order."""
    stretches = [stretch for match in re.finditer(LETTERS, text) for stretch in _split_scripts(text, *match.span())]
    if stretches:
        main = _tell_main_script([text[start:end] for start, end in stretches])
        yield from sorted([*_find_other_scripts(text, stretches, main), *_find_latin_names(text, main)])


@lru_cache(maxsize=4096)
def tell_script(letter: str) -> str | None:
    """Return the script of a letter or of a mark on one, as Unicode's names begin; None for all else."""
    if letter.isascii():
        return LATIN if letter.isalpha() else None
    letter = unicodedata.normalize("NFKC", letter)[0]
    if unicodedata.category(letter)[0] not in "LM":
        return None
    script = unicodedata.name(letter, "").split(" ")[0]
    return SAME.get(script, script) or None


def _tell_main_script(stretches: list[str]) -> str:
    """Return the script that most is written in.

    Latin words with capitals do not count: names and acronyms may be many in any brief.
    """
    weights: defaultdict[str, float] = defaultdict(float)
    for stretch in stretches:
        script = tell_script(stretch[0]) or LATIN
        counts = script != LATIN or stretch.islower()
        weights[script] += len(stretch) * counts * (DENSITY if script in DENSE else 1)
    return max(weights, key=lambda script: (weights[script], script))


def _find_other_scripts(text: str, stretches: list[Span], main: str) -> list[Span]:
    """Find words in other scripts than the brief's, but Latin ones; none where they are long or many."""
    found = []
    for start, end in stretches:
        script = tell_script(text[start])
        shortest = 2 if script in DENSE else SHORTEST_NAME
        counted = text[:start].rstrip()[-1:].isdecimal()  # 5000円 is an amount
        if script not in {main, LATIN, None} and end - start >= shortest and not counted:
            found.append((start, end))
    longest = max((end - start for start, end in found), default=0)
    return found if longest <= MOST_LETTERS and len(found) <= MOST_WORDS else []


def _split_scripts(text: str, start: int, end: int) -> Iterator[Span]:
    """Give the stretches of one script in a stretch of letters."""
    for place in range(start + 1, end + 1):
        if place == end or tell_script(text[place]) != tell_script(text[start]):
            yield start, place
            start = place


def _find_latin_names(text: str, main: str) -> list[Span]:
    """Find Latin words that are written as names and ordinary in no likely language, places left out."""
    languages = tell_languages(text) if main == LATIN else BESIDE.get(main, ("en",))
    words = _find_latin_words(text, 0, len(text))
    if main == LATIN:
        shaped = [(start, end) for start, end in words if _has_inner_capital(text[start:end])]
        told = languages and "de" not in languages  # German nouns have capitals, too
        others = _find_told_by_capitals(text) if told else []
    else:
        shaped, others = [], words
    rare = [(start, end) for start, end in others if _is_rare_name(text[start:end], languages)]
    places = find_regions(text) if rare else ()
    named = [
        (start, end) for start, end in rare if not any(place.start < end and start < place.end for place in places)
    ]
    return list(dict.fromkeys([*shaped, *named]))


def _find_latin_words(text: str, start: int, end: int) -> list[Span]:
    """Return the words of a stretch, without the 's of a genitive."""
    words = WORD.finditer(text, start, end)
    return [(word.start(), word.end() - 2 * (word.group()[-2:] in ("'s", "’s"))) for word in words]


def _find_told_by_capitals(text: str) -> list[Span]:
    """Return the words in whose places a capital means something: within sentences, in lines that are no titles.

    In a title, all words of five letters and more have one.
    """
    told = []
    for line in LINE.finditer(text):
        words = _find_latin_words(text, *line.span())
        if any(end - start >= SHORTEST_TITLED and text[start:end].islower() for start, end in words):
            told += [(start, end) for start, end in words if start and not OPENS.search(text, max(0, start - 9), start)]
    return told


def _has_inner_capital(word: str) -> bool:
    """Say whether a word is written as iPhone and PlayStation5 are, and is no word of the trade as YouTube is."""
    long_enough = SHORTEST_NAME <= sum(letter.isalpha() for letter in word) <= LONGEST
    return long_enough and INNER_CAPITAL.search(word) is not None and not is_of_trade(word)


def _is_rare_name(word: str, languages: tuple[str, ...]) -> bool:
    """Say whether a part of a word has a capital, is no acronym, and is ordinary in none of the languages."""
    for part in re.split(r"['’&-]", word):
        letters = "".join(letter for letter in part if letter.isalpha())
        acronym = letters.isupper() and len(letters) <= LONGEST_ACRONYM
        if SHORTEST_NAME <= len(letters) <= LONGEST and letters[0].isupper() and not acronym:
            if not is_of_trade(word) and not is_ordinary(letters, languages):
                return True
    return False
