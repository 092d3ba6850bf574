"""Reads a text file line by line in bounded memory, whatever bytes it holds."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

LONGEST_LINE = 10_000_000  # characters
PIECE = 65_536
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line with its end, or as much of it as can be shown and what is wrong with it."""

    number: int  # from 1
    text: str
    read: int  # bytes of the file that were read so far
    problem: str | None = None


def read_lines(path: Path, encoding: str | None = None) -> Iterator[Line]:
    """Give the lines of a text in an encoding; None: UTF-8, or UTF-16 where it begins with a byte order mark.

    Only a line feed ends a line. A line that is too long or not in the encoding comes with its problem, and the next
    ones follow as if nothing had happened.
    """
    named = encoding or ("utf-16" if _begins_wide(path) else "utf-8-sig")
    errors = "replace" if named.startswith("utf-16") else "surrogateescape"
    shown = "UTF-8" if named.startswith("utf-8") else named
    with path.open("rb") as bytes_, TextIOWrapper(bytes_, named, errors, newline="\n") as file:
        number = 0
        while text := file.readline(LONGEST_LINE + 1):
            number += 1
            problem = _drop_rest(file, text) or _find_bad_byte(text, shown)
            if problem:
                text = text[:PIECE].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            yield Line(number=number, text=text, read=bytes_.tell(), problem=problem)


def _begins_wide(path: Path) -> bool:
    with path.open("rb") as probe:
        return probe.read(2) in UTF_16


def _drop_rest(file: TextIO, text: str) -> str | None:
    if len(text) <= LONGEST_LINE or text.endswith("\n"):
        return None
    while (piece := file.readline(PIECE)) and not piece.endswith("\n"):
        pass
    return f"The line is longer than {LONGEST_LINE:,} characters."


def _find_bad_byte(text: str, encoding: str) -> str | None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        byte = ord(text[error.start]) - 0xDC00  # how "surrogateescape" marks what it could not read
        return f"Byte 0x{byte:02X} after character {error.start} is not {encoding}."
    return None
