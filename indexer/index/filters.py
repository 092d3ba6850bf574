"""What filters see of the creators of one segment, as bitmaps over the places of their vectors."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.index.arrays import map_array, write_arrays
from indexer.index.bits import Bits, Words, count_bits, pack_mask, seal
from indexer.index.columns import NUMBERS, UNKNOWN, Columns, Mask
from indexer.index.filters_ranges import Ranges, write_ranges
from indexer.index.filters_values import Values, write_values
from matcher.domain import Filter
from matcher.reading.tiers import list_tiers

VALUES = {"platform": "platforms", "region": "regions", "language": "languages"}  # column: its codes, and their field
PLACES, VALID, INFERRED = "filter-order", "filter-valid", "filter-inferred"
NOT_KNOWN = "unknown"  # the tier of creators whose followers are not known
FEW = 16  # one row in so many: sorting them is faster than marking all


def write_filters(folder: Path, columns: Columns, order: npt.NDArray[np.int32]) -> None:
    """Write the bitmaps of all columns; `order` has the row of every place, -1 for padding."""
    for column, codes in VALUES.items():
        write_values(folder, column, getattr(columns, codes), _place(getattr(columns, column), order, UNKNOWN))
    for column in NUMBERS:
        write_ranges(folder, column, _place(getattr(columns, column), order, UNKNOWN))
    inferred = pack_mask(_place(columns.inferred, order, False))
    write_arrays(folder, {PLACES: order, VALID: pack_mask(order >= 0), INFERRED: inferred})


def _place(column: npt.NDArray[Any], order: npt.NDArray[np.int32], padding: float) -> npt.NDArray[Any]:
    """Return the column by place; padding holds what is known of nobody."""
    placed = np.full((len(order), *column.shape[1:]), padding, dtype=column.dtype)
    placed[order >= 0] = column[order[order >= 0]]
    return placed


class Filters:
    """The bitmaps of one segment, mapped."""

    def __init__(self, folder: Path, columns: Columns) -> None:
        """Map the files that `write_filters` wrote for the same columns.

        Raises:
            OSError: A file is missing.
            ValueError: A file is damaged, or was written for other columns.
        """
        self._order, self._valid, self._inferred = (
            np.asarray(map_array(folder, name)) for name in (PLACES, VALID, INFERRED)
        )
        self._values = {column: Values(folder, column, getattr(columns, codes)) for column, codes in VALUES.items()}
        self._ranges = {column: Ranges(folder, column) for column in NUMBERS}
        self._rows = len(columns.ids)
        if count_bits(self._valid) != self._rows:
            raise ValueError("The bitmaps were written for other creators.")

    def passing(self, must: Filter) -> Bits:
        """Return the places that pass all fields but the words and the excluded ids; padding never passes."""
        words = [
            self._find_values(column, wanted, must)
            for column, codes in VALUES.items()
            if (wanted := getattr(must, codes))
        ]
        for column, ranges in self._ranges.items():
            within = getattr(must, column)
            if within.min is not None or within.max is not None:
                words.append(ranges.find(within))
        return seal(_intersect(words)) if words else Bits(self._valid, self._rows)

    def _find_values(self, column: str, wanted: frozenset[str], must: Filter) -> Words:
        words = self._values[column].find(wanted)
        if column == "region" and not must.inferred_regions:
            words &= ~self._inferred
        return words

    def of_rows(self, mask: Mask) -> Bits:
        """Return the places of a mask by row."""
        return seal(pack_mask(np.append(mask, np.False_)[self._order]))  # padding takes the last

    def rows(self, bits: Bits) -> npt.NDArray[np.intp]:
        """Return the rows of the places, ascending."""
        rows = self._order[bits.places()]
        if len(rows) * FEW < self._rows:
            return np.sort(rows).astype(np.intp)
        mask = np.zeros(self._rows, dtype=np.bool_)
        mask[rows] = True
        return np.flatnonzero(mask)

    def count_platforms(self, bits: Bits) -> dict[str, int]:
        """Return how many of the places are on each platform that some of them are on."""
        return self._values["platform"].count(bits)

    def count_languages(self, bits: Bits) -> dict[str, int]:
        """Return how many of the places use each language; a creator counts for each of its languages."""
        return self._values["language"].count(bits)

    def count_regions(self, bits: Bits, inferred: bool) -> dict[str, int]:
        """Return how many of the places are in each region; without `inferred`, only by regions that were stated."""
        return self._values["region"].count(bits if inferred else seal(bits.words & ~self._inferred))

    def count_from(self, column: str, bits: Bits, least: Sequence[float]) -> list[int]:
        """Return how many of the places have a known number of at least each of these."""
        ranges = self._ranges[column]
        known = ranges.count_known(bits)
        return [known - ranges.count_below(bits, bound) for bound in least]

    def count_tiers(self, bits: Bits) -> dict[str, int]:
        """Return how many of the places are in each tier, smallest first, and last those of unknown followers."""
        ranges = self._ranges["followers"]
        below = [ranges.count_below(bits, least) for _, least in list_tiers()] + [ranges.count_known(bits)]
        counts = {
            name: after - before for (name, _), (before, after) in zip(list_tiers(), pairwise(below), strict=True)
        }
        counts[NOT_KNOWN] = bits.count - below[-1]
        return {name: count for name, count in counts.items() if count}


def _intersect(words: list[Words]) -> Words:
    """Return what is in all; the first is the caller's own."""
    found = words[0]
    for other in words[1:]:
        found &= other
    return found
