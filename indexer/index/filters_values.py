"""One bitmap for every value of a column of codes."""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from indexer.index.arrays import map_array, write_arrays
from indexer.index.bits import LAST, SHIFT, Bits, Words, clear_words, count_bits, flip_places, pack_mask, pack_places
from matcher.reading.codes import contains

RARE = 256  # a value that fewer than one place in so many has is kept as a list of places


def list_wider(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return every code that contains some of the codes without being the only one it contains: zh of zh-Hans."""
    cut = {"-".join(code.split("-")[:parts]) for code in codes for parts in range(1, code.count("-") + 1)}
    return tuple(sorted(cut))


def write_values(folder: Path, name: str, codes: tuple[str, ...], column: npt.NDArray[np.int16]) -> None:
    """Write the bitmaps of (places,) or (places, w) places in `codes`; what is below 0 is nobody's.

    A code that contains others has a second bitmap, with all whom a filter by it would find. Where each place has one
    code at most, whoever has any is written, too.
    """
    crowds: list[Words] = []
    lists: list[npt.NDArray[np.int32]] = []
    kinds, ends = [], [0]
    for places in _gather(codes, column):
        common = len(places) * RARE >= len(column) > 0
        kinds.append(len(crowds) if common else -1)
        if common:
            crowds.append(pack_places(places, len(column)))
        else:
            lists.append(places)
        ends.append(ends[-1] + (0 if common else len(places)))
    arrays = {
        "crowds": np.array(crowds, dtype=np.uint64).reshape(len(crowds), len(clear_words(len(column)))),
        "lists": np.concatenate([np.empty(0, np.int32), *lists]),
        "kinds": np.array(kinds, dtype=np.int32),
        "ends": np.array(ends, dtype=np.int64),
        "known": pack_mask(column >= 0) if column.ndim == 1 else clear_words(0),
    }
    write_arrays(folder, {f"filter-{name}-{part}": array for part, array in arrays.items()})


def _gather(codes: tuple[str, ...], column: npt.NDArray[np.int16]) -> Iterable[npt.NDArray[np.int32]]:
    """Yield the places, ascending, that have each code, then those that each wider code finds."""
    flat = column.reshape(-1)
    by_code = np.argsort(flat, kind="stable")
    cuts = np.searchsorted(flat[by_code], np.arange(len(codes) + 1))
    owners = (by_code // (column.shape[1] if column.ndim > 1 else 1)).astype(np.int32)
    groups = [owners[first:end] for first, end in pairwise(cuts.tolist())]
    yield from groups
    for wider in list_wider(codes):
        yield np.unique(np.concatenate([groups[at] for at, code in enumerate(codes) if contains(wider, code)]))


class Values:
    """The bitmaps of one column, mapped."""

    def __init__(self, folder: Path, name: str, codes: tuple[str, ...]) -> None:
        """Map the files that `write_values` wrote for the same codes.

        Raises:
            OSError: A file is missing.
            ValueError: A file is damaged, or was written for other codes.
        """
        parts = ("crowds", "lists", "kinds", "ends", "known")
        self._crowds, self._lists, self._kinds, self._ends, self._known = (
            np.asarray(map_array(folder, f"filter-{name}-{part}")) for part in parts
        )
        self._codes = codes
        wider = list_wider(codes)
        if len(self._kinds) != len(codes) + len(wider) or len(self._ends) != len(self._kinds) + 1:
            raise ValueError(f"The bitmaps of {name} were written for other codes.")
        self._entries = {code: entry for entry, code in enumerate((*codes, *wider))}  # the wider one goes first

    def find(self, wanted: Iterable[str]) -> Words:
        """Return the words of all who have a code that one of the wanted ones contains; they are the caller's."""
        found = [self._entries[code] for code in wanted if code in self._entries]
        if 2 * len(found) > len(self._codes) > max(found) and len(self._known):  # the others are fewer
            return self._known & ~self._join(list(set(range(len(self._codes))) - set(found)))
        return self._join(found)

    def _join(self, entries: list[int]) -> Words:
        """Return whom any of these codes finds."""
        if not entries:
            return clear_words(self._crowds.shape[1] << SHIFT)
        if len(entries) == 1:
            return self._read(entries[0]).copy()
        words = self._read(entries[0]) | self._read(entries[1])
        for entry in entries[2:]:
            words |= self._read(entry)
        return words

    def _read(self, entry: int) -> Words:
        """Return whom one code finds; a bitmap of the file is not copied."""
        kind = self._kinds[entry]
        if kind >= 0:
            crowd: Words = self._crowds[kind]
            return crowd
        listed = clear_words(self._crowds.shape[1] << SHIFT)
        flip_places(listed, self._lists[self._ends[entry] : self._ends[entry + 1]])
        return listed

    def count(self, bits: Bits) -> dict[str, int]:
        """Return how many of the places have each code, just as it stands; codes that none has are left out."""
        counts = np.zeros(len(self._codes), dtype=np.int64)
        listed = np.concatenate([[0], np.cumsum(_test(bits.words, self._lists))])
        for entry in range(len(self._codes)):
            kind = self._kinds[entry]
            if kind >= 0:
                counts[entry] = count_bits(self._crowds[kind] & bits.words)
            else:
                counts[entry] = listed[self._ends[entry + 1]] - listed[self._ends[entry]]
        return {code: count for code, count in zip(self._codes, counts.tolist(), strict=True) if count}


def _test(words: Words, places: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """Return 1 for every place that is set, else 0."""
    bits = words[places >> SHIFT] >> (places & LAST).astype(np.uint64)
    tested: npt.NDArray[np.int64] = np.bitwise_and(bits, np.uint64(1)).astype(np.int64)
    return tested
