"""Whether a disclosure is hidden: behind "more", or among hashtags."""

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, replace

from matcher.disclosure.marks import Mark, Read
from matcher.disclosure.rules import Hashtags, Platform, RulePack

FOLD, CROWD = "below_fold", "among_hashtags"
JOINTS = 3  # characters, at most, between two hashtags of one row


@dataclass(frozen=True, slots=True)
class Row:
    """Hashtags that follow each other with nothing but spaces between."""

    start: int
    end: int
    count: int
    opens: bool  # nothing stands before it


def find_fold(text: str, platform: str | None, rules: RulePack) -> int:
    """Return how many letters of a spelt text a reader sees at once.

    On a platform that the rules do not know it is what the most generous of those they know shows.
    """
    if platform is not None and platform in rules.platforms:
        return _find_fold(text, rules.platforms[platform])
    return max((_find_fold(text, known) for known in rules.platforms.values()), default=len(text))


def find_rows(read: Read) -> list[Row]:
    """Return the rows of hashtags, in the order of the text; one hashtag is a row, too."""
    rows: list[Row] = []
    for start, end in read.tags:
        if rows and start - rows[-1].end <= JOINTS and not read.text[rows[-1].end : start].strip():
            rows[-1] = replace(rows[-1], end=end, count=rows[-1].count + 1)
        else:
            rows.append(Row(start, end, 1, opens=not rows and not read.text[:start].strip()))
    return rows


def is_crowded(mark: Mark, read: Read, rows: list[Row], hashtags: Hashtags) -> bool:
    """Say whether a mark drowns in a row of hashtags: as one of them, or right behind them."""
    place = bisect_right(rows, mark.start, key=lambda row: row.start) - 1
    if place < 0 or rows[place].count < hashtags.many:
        return False
    row = rows[place]
    if mark.is_tag:
        return mark.start > row.start + 1 or not (row.opens or hashtags.first_counts)
    return mark.start - row.end <= JOINTS and not read.text[row.end : mark.start].strip(" \n\t([【")


def _find_fold(text: str, platform: Platform) -> int:
    room, lines = platform.visible, 1
    for place, letter in enumerate(text):
        lines += letter == "\n"
        room -= platform.wide if unicodedata.east_asian_width(letter) in "WF" else 1
        if room < 0 or (platform.lines is not None and lines > platform.lines):
            return place
    return len(text)
