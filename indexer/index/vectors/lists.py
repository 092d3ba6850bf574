"""Vectors put into lists of kin, and a file of them in the order of the lists."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.index.bits import WIDTH
from matcher.lens import Rows

Vectors = npt.NDArray[Any]  # (n, d), of half or single precision, mapped or not
LEAST = 320  # vectors in a list on average, or padding would cost too much
SAMPLE, ROUNDS = 64, 8  # vectors a list that centres are sought with, and how often they are moved
STEP = 8192  # vectors that are read at once


@dataclass(frozen=True, slots=True)
class Lists:
    """Which places belong to which list; every list begins at a multiple of 64 and has somebody in it."""

    starts: npt.NDArray[np.int64]  # (lists,)
    sizes: npt.NDArray[np.int64]  # (lists,); what follows until the next start is padding
    count: int  # the sum of the sizes

    def list_places(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return all places that are not padding, ascending, and the list of each."""
        shift = self.starts - (np.cumsum(self.sizes) - self.sizes)
        places = np.arange(self.count) + np.repeat(shift, self.sizes)
        return places, np.repeat(np.arange(len(self.sizes)), self.sizes)


def count_lists(vectors: int) -> int:
    """Return how many lists so many vectors are put into."""
    return max(min(round(math.sqrt(vectors)), vectors // LEAST), 1)


def find_centres(sample: Rows, count: int) -> Rows:
    """Return points that the vectors of a sample gather around (k-means, begun from some of them)."""
    centres = sample[np.random.default_rng(0).permutation(len(sample))[:count]]
    for _ in range(ROUNDS):
        chosen = np.concatenate([choose_centres(some, centres) for some in read_steps(sample)])
        by_list = np.argsort(chosen, kind="stable")
        used, firsts, sizes = np.unique(chosen[by_list], return_index=True, return_counts=True)
        centres[used] = np.add.reduceat(sample[by_list], firsts, axis=0) / sizes[:, None]
    return centres


def choose_centres(vectors: Rows, centres: Rows) -> npt.NDArray[np.int32]:
    """Return the number of the nearest centre of each vector."""
    nearness = vectors @ centres.T - np.einsum("ld,ld->l", centres, centres) / 2
    chosen: npt.NDArray[np.int32] = np.argmax(nearness, axis=1).astype(np.int32)
    return chosen


def lay_out(chosen: npt.NDArray[np.int32]) -> tuple[Lists, npt.NDArray[np.int32]]:
    """Return lists of the rows that have the same number, and the row of every place, -1 for padding.

    Within a list rows ascend. Numbers that nobody has get no list; where there is nobody, one list is empty.
    """
    counts = np.bincount(chosen, minlength=1)
    sizes = counts[counts > 0] if len(chosen) else counts
    starts = np.concatenate([[0], np.cumsum(-(-sizes // WIDTH) * WIDTH)]).astype(np.int64)
    lists = Lists(starts[:-1], sizes, len(chosen))
    order = np.full(int(starts[-1]), -1, dtype=np.int32)
    order[lists.list_places()[0]] = np.argsort(chosen, kind="stable")
    return lists, order


def read_steps(vectors: Vectors) -> Iterator[Rows]:
    """Yield the vectors, of single precision, a step at a time."""
    for first in range(0, len(vectors), STEP):
        yield vectors[first : first + STEP].astype(np.float32)


def pick_rows(vectors: Vectors, most: int) -> Rows:
    """Return some of the vectors, evenly spread, of single precision."""
    rows: Rows = vectors[np.linspace(0, len(vectors) - 1, min(most, len(vectors))).astype(np.int64)]
    return rows.astype(np.float32)


def write_half(path: Path, vectors: Vectors, order: npt.NDArray[np.int32]) -> None:
    """Write the vectors by place, of half precision, a step at a time; padding is zero."""
    with path.open("wb") as file:
        shape = (len(order), vectors.shape[1])
        np.lib.format.write_array_header_1_0(file, {"descr": "<f2", "fortran_order": False, "shape": shape})
        for first in range(0, len(order), STEP):
            rows = order[first : first + STEP]
            some = np.zeros((len(rows), shape[1]), dtype=np.float16)
            some[rows >= 0] = vectors[rows[rows >= 0]]
            file.write(some.data)
