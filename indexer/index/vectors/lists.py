"""Vectors put into lists of those that point the same way, and a file of them in the order of the lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.index.bits import WIDTH
from matcher.lens import Rows

Vectors = npt.NDArray[Any]  # (n, d), of half or single precision, mapped or not
WHOLE = 8192  # fewer vectors stay in one list: looking at all of them is exact, and no slower
LEAST = 320  # vectors in a list on average, or padding would cost too much
SAMPLE, ROUNDS = 64, 8  # vectors a list that centres are sought with, and how often they are moved
STEP = 8192  # vectors that are read at once


@dataclass(frozen=True, slots=True)
class Lists:
    """Which places belong to which list; every list begins at a multiple of 64 and has somebody in it."""

    centres: Rows  # (lists, d), of unit length
    starts: npt.NDArray[np.int64]  # (lists,)
    sizes: npt.NDArray[np.int64]  # (lists,); what follows until the next start is padding
    count: int  # the sum of the sizes

    def list_places(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return all places that are not padding, ascending, and the list of each."""
        shift = self.starts - (np.cumsum(self.sizes) - self.sizes)
        places = np.arange(self.count) + np.repeat(shift, self.sizes)
        return places, np.repeat(np.arange(len(self.sizes)), self.sizes)


def group_vectors(vectors: Vectors) -> tuple[Lists, npt.NDArray[np.int32]]:
    """Return the lists and the row of every place, -1 for padding; within a list rows ascend."""
    count = min(round(len(vectors) ** 0.5), len(vectors) // LEAST) if len(vectors) >= WHOLE else 1
    centres = _find_centres(vectors, count) if count > 1 else np.zeros((1, vectors.shape[1]), np.float32)
    chosen = np.zeros(len(vectors), dtype=np.int32)
    if count > 1:
        for first, some in read_steps(vectors):
            chosen[first : first + len(some)] = _choose(some, centres)
    sizes = np.bincount(chosen, minlength=count)
    used = np.flatnonzero(sizes) if len(vectors) else np.array([0])
    lists = Lists(centres[used], _start(sizes[used]), sizes[used], len(vectors))
    return lists, _order(lists, np.argsort(chosen, kind="stable"))


def read_steps(vectors: Vectors) -> Iterator[tuple[int, Rows]]:
    """Yield the first row and the vectors, of single precision, a step at a time."""
    for first in range(0, len(vectors), STEP):
        yield first, vectors[first : first + STEP].astype(np.float32)


def _start(sizes: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(-(-sizes // WIDTH) * WIDTH)[:-1]]).astype(np.int64)


def _order(lists: Lists, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
    """Return the rows, which come list by list, with padding between the lists."""
    order = np.full(int(lists.starts[-1] + -(-lists.sizes[-1] // WIDTH) * WIDTH), -1, dtype=np.int32)
    order[lists.list_places()[0]] = rows
    return order


def _find_centres(vectors: Vectors, count: int) -> Rows:
    """Return unit directions that evenly spread rows gather around (spherical k-means, from rows of theirs)."""
    rows = np.linspace(0, len(vectors) - 1, min(SAMPLE * count, len(vectors))).astype(np.int64)
    sample = _unit(vectors[rows].astype(np.float32))
    centres = sample[np.random.default_rng(0).permutation(len(sample))[:count]]
    for _ in range(ROUNDS):
        chosen = np.concatenate([_choose(some, centres) for _, some in read_steps(sample)])
        by_list = np.argsort(chosen, kind="stable")
        used, firsts = np.unique(chosen[by_list], return_index=True)
        centres[used] = _unit(np.add.reduceat(sample[by_list], firsts, axis=0))
    return centres


def _choose(vectors: Rows, centres: Rows) -> npt.NDArray[np.int64]:
    chosen: npt.NDArray[np.int64] = np.argmax(vectors @ centres.T, axis=1)
    return chosen


def _unit(vectors: Rows) -> Rows:
    """Return vectors of length 1; one of length 0 stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Rows = (vectors / np.where(lengths, lengths, 1)).astype(np.float32)
    return unit


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
