"""A text cut into the words that briefs ask with: numbers, bounds, currencies, cues; the rest is "other".

Each kind of word has a letter, so that what a brief says is a short string of letters, and a grammar is a regular
expression over it. The words themselves are in `data/*.tsv`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from matcher.reading.letters import fold, is_latin
from matcher.reading.numerals import NUMERAL, read_numeral
from matcher.reading.scripts import tell_script
from matcher.reading.vocabulary import Vocabulary, read_vocabulary

KINDS = {
    "number": "q", "multiplier": "x", "tilde": "T", "dash": "D", "to": "R", "up_to": "U", "between": "W", "and": "A",
    "at_most_before": "a", "at_most_after": "b", "at_most": "c",
    "at_least_before": "d", "at_least_after": "e", "at_least": "f", "about": "g",
    "people": "h", "percent": "i", "currency": "j", "creators": "k", "link": "l", "in": "p", "each": "v",
    "budget": "B", "followers": "F", "engagement": "E", "tier": "K", "platform": "N", "hint": "n",
    "age": "y", "age_unit": "Y", "ages": "Z", "part": "P", "gender": "G", "role": "H", "generation": "J",
    "for": "t", "for_whom": "I",
    "language": "L", "speaks": "S", "spoken": "V", "recent": "O", "time": "M", "active": "Q",
    "month": "m", "relative": "r", "without": "X", "excluded": "w",
    "separator": "s", "other": "o",
}  # fmt: skip
MULTIPLIERS = 2  # of one number: 3千万
SEPARATORS = ",.;!?\n！？；。"


class Token(NamedTuple):  # a tuple, since a brief of 10,000 letters has thousands
    """A word of a brief: `kind` is a letter of KINDS, `value` what the word means, places count code points."""

    kind: str
    value: str
    start: int
    end: int
    number: Decimal = Decimal(0)  # of numbers, with their multipliers
    scale: int = 1  # the multipliers alone


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text with its folded form, its tokens, and the letters of their kinds."""

    text: str
    folded: str
    tokens: tuple[Token, ...]
    kinds: str
    script: str | None  # the language that the text's script gives away


def read_sentence(text: str) -> Sentence:
    """Cut a text into tokens; white space is none."""
    folded = fold(text)
    tokens = tuple(_join_numbers(list(_cut(text, folded, read_vocabulary()))))
    return Sentence(text, folded, tokens, "".join(token.kind for token in tokens), tell_script(folded))


def _cut(text: str, folded: str, vocabulary: Vocabulary) -> Iterator[Token]:
    place, other = 0, None
    while place < len(text):
        token = _read_word(text, folded, place, vocabulary) or _read_number(folded, place)
        if token is None and not folded[place].isspace():
            other = place if other is None else other
            place = _skip(folded, place)
            continue
        if other is not None:
            yield Token(KINDS["other"], "", other, place)
            other = None
        if token is not None:
            yield token
        place = place + 1 if token is None else token.end
    if other is not None:
        yield Token(KINDS["other"], "", other, place)


def _skip(folded: str, place: int) -> int:
    """Return the place behind a letter, or behind the whole word in the Latin alphabet."""
    place += 1
    while is_latin(folded[place - 1]) and place < len(folded) and is_latin(folded[place]):
        place += 1
    return place


def _read_word(text: str, folded: str, place: int, vocabulary: Vocabulary) -> Token | None:
    letter = folded[place]
    if letter in SEPARATORS and not (letter in ".," and folded[place + 1 : place + 2].isdigit()):
        return Token(KINDS["separator"], "", place, place + 1)
    if place and is_latin(letter) and is_latin(folded[place - 1]):
        return None
    for head in (folded[place : place + 2], letter):
        for word in vocabulary.get(head, ()):
            if folded.startswith(word.folded, place):
                end = place + len(word.folded)
                is_exact = word.exact is None or word.exact == text[place:end]
                if is_exact and _stands_alone(folded, place, end):
                    return Token(KINDS[word.kind], word.value, place, end)
    return None


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """Say whether letters and digits of the alphabet end where the word ends: "k" is in "5k", not in "kg"."""
    if folded[start].isdigit() and start and folded[start - 1].isdigit():
        return False
    return end == len(folded) or not (is_latin(folded[end - 1]) and (is_latin(folded[end]) or folded[end] in "'’"))


def _read_number(folded: str, place: int) -> Token | None:
    found = NUMERAL.match(folded, place)
    if found is None:
        return None
    return Token(KINDS["number"], found.group(), place, found.end(), read_numeral(found.group()))


def _join_numbers(tokens: list[Token]) -> Iterator[Token]:
    """Join numbers with their multipliers: 3 千 万 is 30 million, 1 만 5 천 is 15,000."""
    place = 0
    while place < len(tokens):
        token = tokens[place]
        place += 1
        if token.kind != KINDS["number"]:
            yield token
            continue
        token, place = _multiply(token, tokens, place)
        while token.scale > 1 and place + 1 < len(tokens) and tokens[place].start <= token.end + 1:
            smaller, behind = _multiply(tokens[place], tokens, place + 1)
            if smaller.kind != KINDS["number"] or smaller.number >= token.scale or smaller.scale == 1:
                break
            token = Token(token.kind, "", token.start, smaller.end, token.number + smaller.number, token.scale)
            place = behind
        yield token


def _multiply(token: Token, tokens: list[Token], place: int) -> tuple[Token, int]:
    scale, end, last = 1, token.end, place + MULTIPLIERS
    while (
        place < min(last, len(tokens)) and tokens[place].kind == KINDS["multiplier"] and tokens[place].start <= end + 1
    ):
        scale, end = scale * int(tokens[place].value), tokens[place].end
        place += 1
    if scale == 1:
        return token, place
    return Token(token.kind, token.value, token.start, end, token.number * scale, scale), place
