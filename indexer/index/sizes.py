"""What a generation takes on disk, by what its files are for."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from indexer.index.manifest import FileSeal

VECTORS, FILTERS, TEXTS, LEXICAL, LENS = "vectors", "filters", "texts", "lexical", "lens"
PARTS = (VECTORS, FILTERS, TEXTS, LEXICAL, LENS)
STEMS = {  # what a file's name begins with, without its folder
    "vectors": VECTORS,
    "texts": TEXTS,
    "views": TEXTS,
    "passages": TEXTS,
    "posts": TEXTS,
    "starts": TEXTS,
    "lens": LENS,
}
OF_A_LANGUAGE = ("_means", "_scales")


def measure_parts(files: Mapping[str, FileSeal]) -> dict[str, int]:
    """Return the bytes of each of PARTS; they add up to those of all files.

    Vectors are one a creator; texts are the vectors and digests of posts and views; filters are all columns.
    """
    parts = dict.fromkeys(PARTS, 0)
    for name, file in files.items():
        parts[name_part(name)] += file.bytes
    return parts


def name_part(name: str) -> str:
    """Return which of PARTS a file of a generation belongs to, by its path from there."""
    path = PurePosixPath(name)
    if LEXICAL in path.parts:
        return LEXICAL
    if path.stem.endswith(OF_A_LANGUAGE):
        return LENS
    return next((part for stem, part in STEMS.items() if re.split("[-_.]", path.stem)[0] == stem), FILTERS)
