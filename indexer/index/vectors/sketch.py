"""Vectors in a few bytes each: where the best are looked for before they are scored in full.

Twice, for two ways of looking: 32 bytes a vector in blocks from which only whole lists can be read, very fast; and
96 bytes a vector, a row each, for vectors here and there.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt

from indexer.index.arrays import map_array, write_arrays
from indexer.index.bits import Bits, Places
from indexer.index.vectors.scan import Codes, Scan, multiply
from matcher.lens import Rows

BLOCKS, ROWS = "vectors-blocks.faiss", "vectors-rows"
PARTS = ("vectors-asking", "vectors-centres", "vectors-kept", "vectors-errors", "vectors-ranges")
LEVELS = (10, 100)  # of the best: how many of the sketch's best prove them is measured
EXACT = 2  # times as many as are looked for: scoring all of them in full is then as fast as sifting them first
Index = Any  # faiss.IndexIVFPQFastScan, of which faiss's stubs lack half


@dataclass(frozen=True, slots=True)
class Looks:
    """What looked best, in any order."""

    scores: Rows  # (found,) by the sketch
    places: Places
    error: float  # how much higher a score can be
    whole: bool  # whether nothing was left out

    def prove(self, score: float) -> bool:
        """Say whether nothing that was left out can have a higher score than this."""
        return self.whole or score >= float(self.scores.min()) + self.error


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is mapped of one segment. Several threads may look."""

    asking: Rows  # (short, d): makes queries short
    centres: Rows  # (lists, short)
    kept: npt.NDArray[np.int64]  # (2,) how many of its best prove the best 10 and the best 100, mostly
    errors: Rows  # (2,) how much higher a score can be than it looks, in the blocks and in the rows
    blocks: Index  # short vectors by list
    rows: Codes  # short vectors by place

    def shorten(self, query: Rows) -> Rows:
        """Return a (d,) query in the few numbers that it is looked for with."""
        return multiply(self.asking, query)

    def compare(self, short: Rows) -> Rows:
        """Return how near each list is to a short query."""
        return multiply(self.centres, short)

    def widen(self, k: int) -> int:
        """Return how many of the sketch's best prove the best k; from 10 to 100 and beyond they grow evenly."""
        (few, many), (low, high) = LEVELS, (int(kept) for kept in self.kept)
        return max(low + (k - few) * (high - low) // (many - few), 2 * k)

    def look(self, short: Rows, nearness: Rows, chosen: npt.NDArray[np.intp], bits: Bits | None, k: int) -> Looks:
        """Return what looks best in these lists, k of them or all there are.

        Args:
            short: the query.
            nearness: (lists,) of all lists to it.
            chosen: which lists.
            bits: who passes; None: everybody.
            k: above 0.
        """
        among = faiss.SearchParametersIVF(nprobe=len(chosen))  # type: ignore[call-arg]
        if bits is not None:
            octets = bits.words.view(np.uint8)
            among.sel = faiss.IDSelectorBitmap(len(octets), faiss.swig_ptr(octets))
        scores, places = np.empty(k, np.float32), np.empty(k, np.int64)
        asked = (np.ascontiguousarray(short), chosen.astype(np.int64), nearness[chosen])
        query, lists, near = (faiss.swig_ptr(each) for each in asked)
        found = (faiss.swig_ptr(scores), faiss.swig_ptr(places))
        self.blocks.search_preassigned_c(1, query, k, lists, near, *found, False, among, None)
        there = places >= 0
        return Looks(scores[there], places[there], float(self.errors[0]), whole=not there.all())

    def sift(self, short: Rows, places: Places, k: int) -> Looks:
        """Return what looks best among these places, k of them, or all where they are few."""
        if len(places) <= EXACT * k:
            return Looks(np.empty(0, np.float32), places, 0.0, whole=True)
        scan = Scan(self.rows, short, k)
        scan.gather(places)
        return Looks(*scan.found(), float(self.errors[1]), whole=False)

    def score(self, short: Rows, places: Places) -> Rows:
        """Return the scores of these places by their rows."""
        scan = Scan(self.rows, short, len(places))
        scan.gather(places)
        scores, found = scan.found()
        return scores[np.argsort(found)][np.argsort(np.argsort(places))]


def write_sketch(folder: Path, sketch: Sketch) -> None:
    """Write the files that `map_sketch` maps, but for the rows, which are there."""
    faiss.write_index(sketch.blocks, str(folder / BLOCKS))
    ranges = faiss.vector_to_array(sketch.rows.quantizer.trained)
    write_arrays(
        folder, dict(zip(PARTS, (sketch.asking, sketch.centres, sketch.kept, sketch.errors, ranges), strict=True))
    )


def map_sketch(folder: Path) -> Sketch:
    """Map a sketch; its codes stay on disk until they are used, and processes share them.

    Raises:
        OSError, RuntimeError, ValueError: a file is missing or damaged.
    """
    asking, centres, kept, errors, ranges = (np.array(map_array(folder, part)) for part in PARTS)
    quantizer = open_ranges(len(asking))
    faiss.copy_array_to_vector(ranges, quantizer.trained)
    blocks = faiss.read_index(str(folder / BLOCKS), faiss.IO_FLAG_MMAP_IFC)
    return Sketch(asking, centres, kept, errors, blocks, Codes.read_by(quantizer, map_array(folder, ROWS)))


def open_ranges(width: int) -> faiss.ScalarQuantizer:
    """Return what turns short vectors into rows of codes: 6 bits a number, between the ends of its range."""
    return faiss.ScalarQuantizer(width, faiss.ScalarQuantizer.QT_6bit)
