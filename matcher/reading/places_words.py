"""How names of places are spelled and compared: alphabets without case and accents, other scripts as they stand."""

import re
import unicodedata

from matcher.reading.hashtags import MARKS

HAN = r"\u3400-\u4dbf\u4e00-\u9fff々"
KANA = r"\u3041-\u3096\u30a1-\u30fa\u30fc"
KATAKANA = r"\u30a1-\u30fa\u30fc"
HANGUL = r"\uac00-\ud7a3"
THAI = r"\u0e01-\u0e3a\u0e40-\u0e4e"

UNSPACED = re.compile(f"[{HAN}{KANA}{HANGUL}{THAI}]")  # scripts whose names stand inside a run of letters
IS_KATAKANA, IS_HANGUL, IS_THAI = (re.compile(f"[{script}]") for script in (KATAKANA, HANGUL, THAI))
HAN_ONLY = re.compile(f"[{HAN}]+")
LETTER = rf"[^\W\d_{HAN}{KANA}{HANGUL}{THAI}]"
WORD = re.compile(rf"{LETTER}(?:{LETTER}|[{MARKS}])*")
PIECES = re.compile(r"[\[\]/;,*]|\([^)]*\)|（[^）]*）")
LETTERS = str.maketrans("đĐłŁøØıßæ’‘", "dDlLoOisa''")


def fold(name: str) -> str:
    """Return a name of an alphabet without case, accents and punctuation: "São Paulo" is "sao paulo"."""
    bare = unicodedata.normalize("NFKD", name.translate(LETTERS))
    return " ".join(word.group() for word in WORD.finditer("".join(c for c in bare if not _is_accent(c)).casefold()))


def is_unspaced(name: str) -> bool:
    """Say whether a name is written in a script that is looked up letter by letter."""
    return UNSPACED.search(name) is not None


def make_key(name: str) -> str:
    """Return what a name is looked up by."""
    plain = unicodedata.normalize("NFC", name).strip()
    return plain if is_unspaced(plain) else fold(plain)


def split_names(listed: str) -> list[str]:
    """Return the names that ISO lists in one field: "Catalunya [Cataluña]" is two."""
    return [piece.strip() for piece in PIECES.split(listed) if piece.strip()]


def _is_accent(character: str) -> bool:
    return unicodedata.combining(character) != 0 and character < "\u0370"  # vowel signs of other scripts stay
