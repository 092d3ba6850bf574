"""What a brief asks for as it is written: quoted phrases, hashtags, handles, and words that are names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from matcher.reading.hashtags import HASHTAG
from matcher.reading.literals_names import find_names

MOST_LETTERS = 60  # of a quoted phrase; a longer one is a sentence that nobody will repeat
PAIRS = [tuple(pair) for pair in "“” „“ ”” 「」 『』 《》 «» »« ‹›".split()]
STRAIGHT = r'(?<![A-Za-z0-9])["＂](?=\S)[^"＂\n]{{1,{most}}}(?<=\S)["＂](?![A-Za-z0-9])'
SINGLE = (
    r"(?<!\w)(?:'(?=\w)[^'\n]{{2,{most}}}(?<=\w)'|‘(?=\w)[^‘’\n]{{2,{most}}}(?<=\w)’)(?!\w)"  # ’ is an apostrophe, too
)
QUOTED = re.compile(
    "|".join(
        [
            *(rf"{start}[^{start}{end}\n]{{1,{MOST_LETTERS}}}{end}" for start, end in PAIRS),
            STRAIGHT.format(most=MOST_LETTERS),
            SINGLE.format(most=MOST_LETTERS),
        ]
    )
)
ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]+|\b[\w-]{1,63}\.(?:com|net|org|co|io|tv|me|jp)\b\S*", re.A
)
HANDLE = re.compile(r"(?<![A-Za-z0-9._%+-])[@＠](?:[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_])|\w{2,30})")

TIME = re.compile(r"\d+(?:[:.]\d+)?(?:am|pm|k|m)?", re.IGNORECASE)
GLUE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789&/")  # what a hashtag does not follow
BLANK = "\0"  # stands for what was found; no letter, and no space, so that nothing is joined over it


@dataclass(frozen=True, slots=True)
class Literal:
    """A part of a brief that is to be met as it stands."""

    kind: str  # "phrase", "hashtag", "handle" or "word"
    text: str  # without the quotes of a phrase; with the sign of a hashtag or handle
    start: int  # code points, quotes included
    end: int


def find_literals(text: str) -> tuple[Literal, ...]:
    """Return what a brief asks for as it stands, in its order, each once and none within another.

    Ordinary briefs give nothing: a word counts only where it is in another script than the brief, or is written as a
    name and no vocabulary holds it (`literals_names`). In doubt it is not asked for.
    """
    found: list[Literal] = []
    rest = text
    for find in (_find_phrases, _find_addresses, _find_hashtags, _find_handles, _find_words):
        more = list(find(rest))
        found += more
        rest = _blank(rest, more)
    asked: dict[tuple[str, str], Literal] = {}
    for literal in sorted(found, key=lambda literal: literal.start):
        if literal.kind != "address":
            asked.setdefault((literal.kind, literal.text.casefold()), literal)
    return tuple(asked.values())


def _find_phrases(text: str) -> Iterator[Literal]:
    for match in QUOTED.finditer(text):
        phrase = match.group()[1:-1].strip()
        if any(letter.isalnum() for letter in phrase):
            yield Literal("phrase", phrase, match.start(), match.end())


def _find_addresses(text: str) -> Iterator[Literal]:
    return (Literal("address", match.group(), match.start(), match.end()) for match in ADDRESS.finditer(text))


def _find_hashtags(text: str) -> Iterator[Literal]:
    """Find hashtags; C#, &#39; and #1 are none."""
    for match in HASHTAG.finditer(text):
        glued = match.start() and text[match.start() - 1] in GLUE
        if not glued and not match[1].isdecimal():
            yield Literal("hashtag", match.group(), match.start(), match.end())


def _find_handles(text: str) -> Iterator[Literal]:
    """Find handles; @5pm and @10 are none."""
    for match in HANDLE.finditer(text):
        if not TIME.fullmatch(match.group()[1:]):
            yield Literal("handle", match.group(), match.start(), match.end())


def _find_words(text: str) -> Iterator[Literal]:
    return (Literal("word", text[start:end], start, end) for start, end in find_names(text))


def _blank(text: str, found: Iterable[Literal]) -> str:
    """Return the text with what was found there covered, each letter in its place."""
    for literal in found:
        text = text[: literal.start] + BLANK * (literal.end - literal.start) + text[literal.end :]
    return text
