"""The form in which texts and words are compared: pieces with spaces between them.

A piece is a word of an alphabet, a run of characters of a script without spaces (or of Hangul, whose particles join the
word), or a sign that matters. A word is met where its pieces stand in a text one after the other: those of alphabets
and signs whole, a run at either end of the word as part of a longer run.
"""

import re
from itertools import pairwise

from indexer.index.folding import fold
from matcher.reading.hashtags import MARKS

MOST_CHARACTERS = 20_000  # of one text; what comes after is not met
MOST_LETTERS = 200  # of one word; longer ones are told apart by these
# Thai and Lao, Burmese, Hangul, Khmer, kana, Bopomofo, Han
UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e5b\u0e81-\u0edf\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007"
    "\u303b\u3041-\u309a\u309d-\u309f\u30fc-\u30ff\u3105-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
LETTER = rf"[^\W_{UNSPACED}]"
PIECES = re.compile(
    rf"[{UNSPACED}]+|{LETTER}+(?:[{MARKS}]+{LETTER}*)*"
    rf"|(?<=[^\W_])\++|(?<={LETTER})#(?!\w)"  # C++, Disney+, C#; not the sign before a hashtag
    "|[\U0001f1e6-\U0001f1ff]{2}|[\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"  # flags, emoji
)
IS_UNSPACED = re.compile(f"[{UNSPACED}]").match
MENTION = re.compile(r"(?<![A-Za-z0-9._%+-])[@＠](?=([A-Za-z0-9._-]*))([\w.\-]{2,})")


def cut(text: str | None) -> str:
    """Return the pieces of a text, folded, with one space between them."""
    found = PIECES.findall(fold((text or "")[:MOST_CHARACTERS]))
    return " ".join(piece if IS_UNSPACED(piece) else piece[:MOST_LETTERS] for piece in found)


def stands_in(word: str, text: str) -> bool:
    """Say whether a word is met in a text, both cut."""
    if not word:
        return False
    before = "" if IS_UNSPACED(word[0]) else " "
    after = "" if IS_UNSPACED(word[-1]) else " "
    return f"{before}{word}{after}" in f" {text} "


def pair(cut_text: str) -> str:
    """Return the terms that a cut text is indexed by: each character of a run with the next one, all else as it is."""
    return " ".join(
        " ".join([*map("".join, pairwise(piece)), piece[-1]]) if IS_UNSPACED(piece[0]) else piece
        for piece in cut_text.split()
    )


def name_tag(tag: str) -> str:
    """Return the key of a hashtag, with its sign or without: "Oat Milk", "#OatMilk" and "#oat_milk" are one."""
    return cut(tag.lstrip("#＃ ")).replace(" ", "")


def name_handle(handle: str) -> str:
    """Return the key of a handle, with its sign or without; it is met whole."""
    return "".join(fold(handle.strip().lstrip("@＠")).split())


def find_mentions(text: str | None) -> set[str]:
    """Return the keys of the handles that a text mentions.

    Where a script without spaces follows a handle at once ("@haru_eatsさん"), it is given without and with that.
    """
    found = MENTION.finditer((text or "")[:MOST_CHARACTERS])
    names = {name.rstrip(".-") for mention in found for name in mention.groups()}
    return {name_handle(name) for name in names if len(name) > 1}
