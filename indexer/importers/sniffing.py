"""Tells in what encoding a text is written, and by what its columns are separated."""

import codecs
import csv
from itertools import islice
from pathlib import Path

from indexer.importers.lines import read_lines

UTF_16 = "utf-16"
ENCODINGS = {  # what can be chosen, by Python's names
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "cp932": "Shift_JIS (Windows)",
    "euc_jp": "EUC-JP",
    "gb18030": "GB 18030",
    "cp950": "Big5",
    "cp949": "EUC-KR",
    "cp1252": "Windows-1252",
}
TRIED = ("utf-8", "cp932", "cp1252")  # in this order; cp1252 takes nearly everything
DELIMITERS = (",", ";", "\t", "|")
PIECE = 1 << 20  # bytes
PROBED = 4_096  # bytes
ROWS = 20  # lines that the separator is told by


def sniff_encoding(path: Path) -> str:
    """Return one of ENCODINGS: by its mark, by its zeros, else the first of TRIED that reads the whole file."""
    with path.open("rb") as file:
        start = file.read(PROBED)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return UTF_16
    zeros = [start[at::2].count(0) * 10 > len(start) for at in (0, 1)]  # a fifth of the letters are Latin
    if any(zeros) and not all(zeros):
        return "utf-16-be" if zeros[0] else "utf-16-le"
    return next((encoding for encoding in TRIED if _reads(path, encoding)), "utf-8")


def sniff_delimiter(path: Path, encoding: str) -> str:
    """Return what separates most columns alike in the first lines; a comma where nothing does."""
    lines = [line.text for line in islice(read_lines(path, to_codec(encoding)), ROWS)]
    return max(DELIMITERS, key=lambda sign: (_count_columns(lines, sign), -DELIMITERS.index(sign)))


def to_codec(encoding: str) -> str:
    """Return what reads an encoding, without the mark that programs put before UTF-8."""
    return "utf-8-sig" if encoding == "utf-8" else encoding


def _reads(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _count_columns(lines: list[str], delimiter: str) -> int:
    """Return how many columns the header has, plus how many rows have as many; 0 where it has one alone."""
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
    except csv.Error:
        return 0
    return widths[0] + widths.count(widths[0]) if widths and widths[0] > 1 else 0
