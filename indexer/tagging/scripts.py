"""Which scripts a text is written in, counted letter by letter in one pass."""

import re
from collections.abc import Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

Range = tuple[int, int]  # of code points, first and last

LATIN = ((0x41, 0x5A), (0x61, 0x7A), (0xAA, 0xAA), (0xBA, 0xBA), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x2AF))
RANGES: Mapping[str, tuple[Range, ...]] = {  # letters, with the vowel signs that stand on them
    "Latin": (*LATIN, (0x1E00, 0x1EFF)),
    "kana": ((0x3041, 0x3096), (0x309D, 0x309E), (0x30A1, 0x30FA), (0x30FD, 0x30FE)),
    "Han": ((0x3005, 0x3006), (0x3400, 0x4DBF), (0x4E00, 0x9FFF)),
    "hangul": ((0x1100, 0x11FF), (0x3131, 0x318E), (0xAC00, 0xD7A3)),
    "Thai": ((0xE01, 0xE3A), (0xE40, 0xE4E)),
    "Cyrillic": ((0x400, 0x481), (0x48A, 0x52F)),
    "Greek": ((0x370, 0x373), (0x376, 0x377), (0x386, 0x386), (0x388, 0x3FF), (0x1F00, 0x1FFC)),
    "Arabic": ((0x620, 0x64A), (0x66E, 0x6D3), (0x6D5, 0x6D5), (0x6EE, 0x6EF), (0x6FA, 0x6FC), (0x750, 0x77F)),
    "Hebrew": ((0x5D0, 0x5EA),),
    "Armenian": ((0x531, 0x556), (0x561, 0x587)),
    "Georgian": ((0x10A0, 0x10FF), (0x1C90, 0x1CBF)),
    "Devanagari": ((0x900, 0x963), (0x971, 0x97F)),
    "Bengali": ((0x980, 0x9E3),),
    "Gurmukhi": ((0xA01, 0xA4D), (0xA59, 0xA5E), (0xA70, 0xA75)),
    "Gujarati": ((0xA81, 0xAE3),),
    "Oriya": ((0xB01, 0xB63),),
    "Tamil": ((0xB82, 0xBD7),),
    "Telugu": ((0xC00, 0xC63),),
    "Kannada": ((0xC80, 0xCE3),),
    "Malayalam": ((0xD00, 0xD63),),
    "Sinhala": ((0xD81, 0xDDF),),
    "Lao": ((0xE81, 0xECD),),
    "Khmer": ((0x1780, 0x17D3),),
    "Myanmar": ((0x1000, 0x103F),),
    "Ethiopic": ((0x1200, 0x135A),),
}
NAMES = ("", *RANGES)  # the first counts all that is no letter
PLANE = 0x10000


def count_scripts(text: str) -> dict[str, int]:
    """Return how many letters of each script a text has, scripts without a letter left out.

    Letters beyond the Basic Multilingual Plane are not counted: emoji, and very rare letters.
    """
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    counted = np.bincount(_script_table()[units], minlength=len(NAMES)).tolist()
    return {name: count for name, count in zip(NAMES, counted, strict=True) if count and name}


def find_words(script: str, text: str) -> list[str]:
    """Return the words in this script, in the text's order; other letters and signs part them."""
    return _word_pattern(script).findall(text)


def is_word(script: str, text: str) -> bool:
    """Say whether a text is one word in this script and nothing else."""
    return _word_pattern(script).fullmatch(text) is not None


@cache
def _word_pattern(script: str) -> re.Pattern[str]:
    ranges = (f"{chr(first)}-{chr(last)}" for first, last in RANGES[script])
    return re.compile(f"[{''.join(ranges)}]+")


@cache
def _script_table() -> NDArray[np.uint8]:
    """Return the number of its script for every 16-bit unit."""
    table = np.zeros(PLANE, np.uint8)
    for number, name in enumerate(RANGES, start=1):
        for first, last in RANGES[name]:
            table[first : last + 1] = number
    return table
