"""Bitmaps of everybody below each of some edges of a column of numbers, so that any range is two of them."""

from bisect import bisect_left, bisect_right
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.index.arrays import map_array, write_arrays
from indexer.index.bits import SHIFT, Bits, Words, clear_words, count_bits, flip_places
from matcher.domain import Range

EDGES = 256  # of the known values in their order; a bound lies within 1/512 of them from an edge


def write_ranges(folder: Path, name: str, column: npt.NDArray[Any]) -> None:
    """Write the bitmaps of (places,) numbers; what is below 0, or no number, is unknown."""
    known = np.flatnonzero(column >= 0)
    ranked = known[np.argsort(column[known], kind="stable")]
    step = max(-(-len(ranked) // EDGES), 1)
    words = clear_words(len(column))
    below = [words.copy()]
    for first in range(0, len(ranked), step):
        flip_places(words, ranked[first : first + step])
        below.append(words.copy())
    arrays: dict[str, npt.NDArray[Any]] = {
        "below": np.array(below),
        "ranked": ranked.astype(np.int32),
        "sorted": column[ranked],
    }
    write_arrays(folder, {f"filter-{name}-{part}": array for part, array in arrays.items()})


class Ranges:
    """The bitmaps of one column, mapped."""

    def __init__(self, folder: Path, name: str) -> None:
        """Map the files that `write_ranges` wrote.

        Raises:
            OSError: A file is missing.
            ValueError: A file is damaged.
        """
        self._below, self._ranked, self._sorted = (
            np.asarray(map_array(folder, f"filter-{name}-{part}")) for part in ("below", "ranked", "sorted")
        )
        self._step = max(-(-len(self._ranked) // EDGES), 1)
        if len(self._ranked) != len(self._sorted) or len(self._below) != -(-len(self._ranked) // self._step) + 1:
            raise ValueError(f"The bitmaps of {name} are damaged.")

    def find(self, within: Range) -> Words:
        """Return the words of all whose number is known and lies inside; they are the caller's."""
        first = 0 if within.min is None else bisect_left(self._sorted, within.min)
        end = len(self._sorted) if within.max is None else bisect_right(self._sorted, within.max)
        return self._find_ranks(first, end)

    def _find_ranks(self, first: int, end: int) -> Words:
        if end - first <= self._step:
            words, wrong = self._clear(), self._ranked[first:end]
        else:
            words, wrong = self._find_nearly(first, end)
        flip_places(words, wrong)
        return words

    def _find_nearly(self, first: int, end: int) -> tuple[Words, npt.NDArray[np.int32]]:
        """Return the words between the edges next to these ranks, and the places between edges and ranks."""
        edges = [(rank + self._step // 2) // self._step for rank in (first, end)]
        at = [min(edge * self._step, len(self._ranked)) for edge in edges]
        words: Words = self._below[edges[1]] ^ self._below[edges[0]]
        cuts = ((at[0], first), (at[1], end))
        return words, np.concatenate([self._ranked[min(cut) : max(cut)] for cut in cuts])

    def _clear(self) -> Words:
        return clear_words(self._below.shape[1] << SHIFT)

    def count_below(self, bits: Bits, bound: float) -> int:
        """Return how many of the places have a known number below the bound."""
        return count_bits(self._find_ranks(0, bisect_left(self._sorted, bound)) & bits.words)

    def count_known(self, bits: Bits) -> int:
        """Return how many of the places have a known number."""
        return count_bits(self._below[-1] & bits.words)
