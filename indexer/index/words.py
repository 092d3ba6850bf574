"""Which creators say a word: literal search for the filters `must` and `must_not`.

Text and word are folded alike (NFKC, case). In alphabets a word is met whole; in scripts without spaces, and in Korean,
whose particles join the word, it is met wherever it stands.
"""

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indexer.index.columns import Mask

# A letter or digit of an alphabet in UTF-8: ASCII, or two bytes from U+00C0 to U+05FF (Latin, Greek, Cyrillic, Hebrew).
BEFORE = rb"(?<![0-9a-z])(?<![\xc3-\xd7][\x80-\xbf])"
AFTER = rb"(?![0-9a-z]|[\xc3-\xd7][\x80-\xbf])"
LAST_LETTER = "\u05ff"
END = b"\0"  # ends the text of each creator, so that nothing is met across two


@dataclass(frozen=True, slots=True)
class Words:
    """The folded texts of all creators, one after the other."""

    text: npt.NDArray[np.uint8]
    starts: npt.NDArray[np.int64]  # (n + 1,) where each creator's text starts, and the end

    def saying(self, word: str) -> Mask:
        """Say of each creator whether the word stands in its texts."""
        says = np.zeros(len(self.starts) - 1, dtype=bool)
        places = [found.start() for found in _pattern(word).finditer(self.text.data)]
        says[np.searchsorted(self.starts, places, side="right") - 1] = True
        return says


def fold(text: str) -> bytes:
    """Return the text as it is searched: full- and half-width alike, capital and small alike."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).encode()


def pack(text: str) -> bytes:
    """Return one creator's folded text with its end."""
    return fold(text).replace(END, b" ") + END


def _pattern(word: str) -> re.Pattern[bytes]:
    folded = fold(word.strip())
    before = BEFORE if _in_alphabet(folded.decode()[:1]) else b""
    after = AFTER if _in_alphabet(folded.decode()[-1:]) else b""
    return re.compile(before + re.escape(folded) + after)


def _in_alphabet(character: str) -> bool:
    return character.isalnum() and character <= LAST_LETTER
