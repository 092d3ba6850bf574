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


def read_lines(path: Path) -> Iterator[Line]:
    """Give the lines of a UTF-8 file, or of a UTF-16 file that begins with a byte order mark.

    Only a line feed ends a line. A line that is too long or not UTF-8 comes with its problem, and the next ones
    follow as if nothing had happened.
    """
    with path.open("rb") as probe:
        wide = probe.read(2) in UTF_16
    encoding, errors = ("utf-16", "replace") if wide else ("utf-8-sig", "surrogateescape")
    with path.open("rb") as bytes_, TextIOWrapper(bytes_, encoding, errors, newline="\n") as file:
        number = 0
        while text := file.readline(LONGEST_LINE + 1):
            number += 1
            problem = _drop_rest(file, text) or _find_bad_byte(text)
            if problem:
                text = text[:PIECE].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            yield Line(number=number, text=text, read=bytes_.tell(), problem=problem)


def _drop_rest(file: TextIO, text: str) -> str | None:
    if len(text) <= LONGEST_LINE or text.endswith("\n"):
        return None
    while (piece := file.readline(PIECE)) and not piece.endswith("\n"):
        pass
    return f"The line is longer than {LONGEST_LINE:,} characters."


def _find_bad_byte(text: str) -> str | None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        byte = ord(text[error.start]) - 0xDC00  # how "surrogateescape" marks what it could not read
        return f"Byte 0x{byte:02X} after character {error.start} is not UTF-8."
    return None
