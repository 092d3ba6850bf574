"""Guesses what the columns of a table mean by what they are called, in Japanese and English."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from indexer.importers.layouts import FIELDS

BRACKETED = re.compile(r"[(\[【〔「].*?[)\]】〕」]")
SIGNS = re.compile(r"[\s_\-・/:.#*]+")


def guess_fields(names: Sequence[str]) -> tuple[str | None, ...]:
    """Return the field that each column is called like; of two columns for one field the first has it."""
    known, taken = _read_names(), set[str]()
    found: list[str | None] = []
    for name in names:
        field = known.get(make_plain(name))
        found.append(None if field in taken else field)
        if field is not None:
            taken.add(field)
    return tuple(found)


def make_plain(name: str) -> str:
    """Return a name as it is compared: without case, width, signs, spaces and what stands in brackets."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return SIGNS.sub("", BRACKETED.sub("", text)) or SIGNS.sub("", text)


def digest_header(names: Sequence[str]) -> str:
    """Return what a set of columns is remembered by, whatever their order."""
    return hashlib.sha256("\n".join(sorted(make_plain(name) for name in names)).encode()).hexdigest()


@cache
def _read_names() -> Mapping[str, str]:
    """Return the field of each plain name; our own field names are among them."""
    known = {make_plain(field): field for field in FIELDS}
    for line in Path(__file__).with_name("headers.tsv").read_text("utf-8").splitlines()[1:]:
        field, names = line.split("\t")
        known |= {make_plain(name): field for name in names.split(";")}
    return known
