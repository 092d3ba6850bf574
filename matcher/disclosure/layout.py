"""Whether a word is set apart as a label, is negated, or just stands in a sentence."""

import unicodedata

from matcher.disclosure.patterns import Patterns
from matcher.disclosure.rules import Layout

OPEN, CLOSE = "【[(<〈《≪{〔", "】])>〉》≫}〕"
ENDS = "。!?.…"
BREAKS = ":|/-—–―~〜"  # set apart what comes before them
SIGNS = "*※•·→⇒▶►"
REACH = 40  # characters around a word that are looked at
HARD, LOOSE, NONE = 2, 1, 0


def is_label(text: str, start: int, end: int, layout: Layout) -> bool:
    """Say whether the word from start to end stands as a label: alone, in brackets, before a colon or its like."""
    left, right = _look_left(text, start, layout), _look_right(text, end, layout)
    if left == HARD and right == HARD:
        return True
    if left == LOOSE and (end == len(text) or text[end] in f"\n{CLOSE}"):
        return layout.loose or text[max(0, start - REACH) : start].rstrip()[-1:] in tuple(BREAKS)
    return layout.loose and left == HARD and right == LOOSE


def is_negated(text: str, start: int, end: int, layout: Layout, patterns: Patterns) -> bool:
    """Say whether what stands from start to end is said not to be so."""
    return text.startswith(layout.after, end) or bool(patterns.negated.search(text, max(0, start - REACH), start))


def is_quoted(text: str, start: int, end: int) -> bool:
    """Say whether the words are talked about: 「PR」, "ad"."""
    around = text[start - 1 : start] + text[end : end + 1]
    return around in ("「」", "『』", '""', "“”", "''")


def _look_left(text: str, start: int, layout: Layout) -> int:
    near = text[max(0, start - REACH) : start]
    before = near.rstrip(" \t")
    if not before or before[-1] == "\n":
        return HARD
    last = before[-1]
    if last in OPEN:
        return NONE if before[:-1].endswith(layout.glosses) else HARD
    if last in ENDS or _is_sign(last):
        return HARD
    return LOOSE if len(before) < len(near) or last in BREAKS else NONE


def _look_right(text: str, end: int, layout: Layout) -> int:
    if end == len(text) or text.startswith(layout.tails, end):
        return HARD
    following = text[end]
    if following in f"\n{CLOSE}{BREAKS}{ENDS}" or _is_sign(following):
        return HARD
    if following not in " \t":
        return NONE
    rest = text[end : end + REACH].lstrip(" \t")
    return HARD if not rest or rest[0] in f"\n#@{BREAKS}" or _is_sign(rest[0]) else LOOSE


def _is_sign(letter: str) -> bool:
    return letter in SIGNS or unicodedata.category(letter) in ("So", "Sk", "Me", "Mn")
