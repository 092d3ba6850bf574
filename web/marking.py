"""Where a post says the words of a brief: they are marked, and everything is escaped."""

import re
import unicodedata
from collections.abc import Iterable

from markupsafe import Markup, escape

from matcher.domain import Brief
from matcher.reading.literals import find_literals
from matcher.reading.widening import find_words

SHORTEST = 4  # letters of a word in an alphabet; shorter ones are in every text
ENDINGS = 4  # letters that may follow the beginning of a word: travel, travels, travelling
COMMON = frozenset(
    "about also been content creator creators each from have influencer influencers into like likes make makes many "
    "more most must only other people post posts share shares should some such than that their them they this those "
    "video videos want what when where which will with would your クリエイター インフルエンサー 投稿 紹介".split()
)


def find_marks(brief: Brief) -> tuple[str, ...]:
    """Return the words of a brief that are worth marking, folded, longest first."""
    literals = [literal.text.lstrip("#＃@＠") for literal in find_literals(brief.text)]
    words = [_fold(word.text) for word in find_words(brief.text)]
    telling = [
        _cut_ending(word) for word in words if word not in COMMON and (len(word) >= SHORTEST or not word.isascii())
    ]
    return tuple(sorted({*telling, *map(_fold, literals)} - {""}, key=lambda word: (-len(word), word)))


def mark_words(text: str, words: Iterable[str]) -> Markup:
    """Return the text, escaped, with each of the folded words in <mark>, whatever its width and case."""
    patterns = [_write_pattern(word) for word in words]
    if not patterns:
        return escape(text)
    folded, places = _fold_in_place(text)
    parts, end = [], 0
    for found in re.finditer("|".join(patterns), folded):
        first, last = places[found.start()], places[found.end() - 1] + 1
        if first >= end:
            parts += [escape(text[end:first]), Markup("<mark>{}</mark>").format(text[first:last])]
            end = last
    return Markup("").join([*parts, escape(text[end:])])


def _write_pattern(word: str) -> str:
    literal = re.escape(word)
    return rf"\b{literal}\w{{0,{ENDINGS}}}\b" if word.isascii() and word.isalpha() else literal


def _cut_ending(word: str) -> str:
    return word[:-1] if word.isascii() and word.endswith("s") else word


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _fold_in_place(text: str) -> tuple[str, list[int]]:
    """Return the folded text, and for each of its characters the place of the one that it was made from."""
    pieces = [_fold(character) for character in text]
    return "".join(pieces), [place for place, piece in enumerate(pieces) for _ in piece]
