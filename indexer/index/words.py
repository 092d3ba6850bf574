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

# A letter or digit of an alphabet in UTF-8: ASCII; two bytes from U+00C0 to U+05FF (Latin, Greek, Cyrillic, Hebrew)
# but the signs × and ÷; three bytes from U+1E00 to U+1FFF (most of Vietnamese, old Greek).
ONE, TWO, THREE = rb"[0-9a-z]", rb"(?!\xc3[\x97\xb7])[\xc3-\xd7][\x80-\xbf]", rb"\xe1[\xb8-\xbf][\x80-\xbf]"
BEFORE = rb"(?<!%b)(?<!%b)(?<!%b)" % (ONE, TWO, THREE)
AFTER = rb"(?!%b|%b|%b)" % (ONE, TWO, THREE)
ALPHABETS = re.compile("[\0-\u05ff\u1e00-\u1fff]")
END = b"\0"  # ends the text of each creator, so that nothing is met across two


@dataclass(frozen=True, slots=True)
class Words:
    """The folded texts of all creators, one after the other."""

    text: npt.NDArray[np.uint8]
    starts: npt.NDArray[np.int64]  # (n + 1,) where each creator's text starts, and the end

    def saying(self, word: str) -> Mask:
        """Say of each creator whether the word stands in its texts; nobody says a word of nothing but space."""
        says = np.zeros(len(self.starts) - 1, dtype=bool)
        folded = fold(word).strip()
        places = [found.start() for found in _pattern(folded).finditer(self.text.data)] if folded else []
        says[np.searchsorted(self.starts, places, side="right") - 1] = True
        return says


def fold(text: str) -> bytes:
    """Return the text as it is searched: full- and half-width alike, capital and small alike."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return folded.encode().replace(END, b" ")


def pack(text: str) -> bytes:
    """Return one creator's folded text with its end."""
    return fold(text) + END


def _pattern(folded: bytes) -> re.Pattern[bytes]:
    before = BEFORE if _in_alphabet(folded.decode()[:1]) else b""
    after = AFTER if _in_alphabet(folded.decode()[-1:]) else b""
    return re.compile(before + re.escape(folded) + after)


def _in_alphabet(character: str) -> bool:
    return character.isalnum() and ALPHABETS.match(character) is not None
