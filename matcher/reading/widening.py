"""The words of a brief, for those who ask to have them looked for as they stand."""

import re

from matcher.reading.literals import Literal

MOST_WORDS = 20
# Runs of Han letters, katakana, Hangul or Thai, and words of three letters or more in other scripts.
WORD = re.compile(
    r"[\u3400-\u9fff々]{2,}|[\u30a1-\u30fa\u30fc]{2,}|[가-힣]{2,}|[\u0e01-\u0e4e]{3,}|[^\W\d_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff가-힣]{3,}"
)


def find_words(text: str) -> tuple[Literal, ...]:
    """Return the words of a text in their order, each once, at most 20."""
    found: dict[str, Literal] = {}
    for match in WORD.finditer(text):
        found.setdefault(match.group().casefold(), Literal("word", match.group(), match.start(), match.end()))
    return tuple(found.values())[:MOST_WORDS]
