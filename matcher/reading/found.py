"""One thing that was read in a text, and which of several are kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from re import Match, Pattern

from matcher.reading.tokens import Sentence, Token

MOST = 50  # places of a text that are looked at for one field; a brief has a handful


@dataclass(frozen=True, slots=True)
class Found:
    """A constraint and the place where a text names it, in code points."""

    field: str
    value: object
    start: int
    end: int


def place(field: str, value: object, tokens: tuple[Token, ...]) -> Found:
    """Return what neighbouring tokens say, from the first to the last of them that is no mere link."""
    kept = trim(tokens)
    return Found(field, value, kept[0].start, kept[-1].end)


def trim(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return tokens without links and separators at either end."""
    first, last = 0, len(tokens)
    while first < last - 1 and tokens[first].kind in "lps":
        first += 1
    while last > first + 1 and tokens[last - 1].kind in "lps":
        last -= 1
    return tokens[first:last]


def find_all(grammar: Pattern[str], letters: str) -> Iterator[Match[str]]:
    """Return what a grammar meets, the first MOST of it."""
    return islice(grammar.finditer(letters), MOST)


def tokens_of(found: Match[str], sentence: Sentence, group: str | int = 0) -> tuple[Token, ...]:
    """Return the tokens that a grammar matched."""
    return sentence.tokens[found.start(group) : found.end(group)]


def choose(found: Iterable[Found]) -> list[Found]:
    """Keep what does not overlap: the longer wins, then the earlier, then the one that came first."""
    kept: list[Found] = []
    ordered = sorted(found, key=lambda one: (one.start - one.end, one.start))
    taken = bytearray(max((one.end for one in ordered), default=0))
    for one in ordered:
        if not any(taken[one.start : one.end]):
            kept.append(one)
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
    return sorted(kept, key=lambda one: one.start)
