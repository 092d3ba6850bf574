"""How real each creator's audience is: one column of a segment, judged anew whenever the weights change.

The signals lie with the segment's other facts and never change; the column lies in a folder of its own beside it.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from indexer.authenticity.benches import measure_bench
from indexer.authenticity.signals import read_signals
from indexer.index.arrays import map_array, write_arrays
from indexer.index.bits import Words
from indexer.index.filters import PLACES
from indexer.index.filters_ranges import Ranges, write_ranges
from matcher.authenticity.creator import Bench, judge_creator
from matcher.authenticity.nouns import Authenticity
from matcher.authenticity.signals import Signals
from matcher.authenticity.weights import Weights
from matcher.domain import Range

SIGNALS, ENDS = "signals", "signals_ends"  # of a segment: JSON one after the other, and where each creator's ends
COLUMN = "authenticity"
UNKNOWN = -1.0
NOTHING = Signals(platform="", followers=None)  # of a creator who shows nothing to judge by


class SignalsReader:
    """The signals of one segment, mapped."""

    def __init__(self, segment: Path) -> None:
        """Map the files of a segment's folder.

        Raises:
            OSError, ValueError: a file is missing or damaged.
        """
        self._bytes, self._ends = (np.asarray(map_array(segment, name)) for name in (SIGNALS, ENDS))

    def __len__(self) -> int:
        return len(self._ends)

    def read(self, row: int) -> Signals | None:
        """Return the signals of a row; None where there is nothing to judge by."""
        start = int(self._ends[row - 1]) if row else 0
        return read_signals(self._bytes[start : int(self._ends[row])].tobytes())

    def read_all(self) -> Iterator[Signals]:
        """Give the signals of all who have some."""
        return (signals for row in range(len(self)) if (signals := self.read(row)) is not None)


def folder_of(segment: str) -> str:
    """Return the name of the folder that the column of a segment lies in."""
    return f"{segment}-trust"


def measure_segment(segment: Path, weights: Weights) -> Bench:
    """Measure what is usual among the creators of a segment."""
    return measure_bench(SignalsReader(segment).read_all, weights)


def write_trust(folder: Path, segment: str, bench: Bench) -> None:
    """Judge every creator of a segment of a generation's folder, and write the column and its bitmaps."""
    signals, order = SignalsReader(folder / segment), map_array(folder / segment, PLACES)
    real = np.full(len(signals), UNKNOWN)
    for row in range(len(signals)):
        one = signals.read(row)
        found = None if one is None else judge_creator(one, bench).real
        real[row] = UNKNOWN if found is None else found
    placed = np.full(len(order), UNKNOWN)
    placed[order >= 0] = real[order[order >= 0]]
    target = folder / folder_of(segment)
    target.mkdir()
    write_arrays(target, {COLUMN: real})
    write_ranges(target, COLUMN, placed)


class Trust:
    """The column of one segment, mapped, and what it was judged by."""

    def __init__(self, folder: Path, segment: str, bench: Bench) -> None:
        """Map what `write_trust` wrote.

        Raises:
            OSError, ValueError: a file is missing or damaged.
        """
        self._signals, self._bench = SignalsReader(folder / segment), bench
        self.real: npt.NDArray[np.float64] = np.asarray(map_array(folder / folder_of(segment), COLUMN))
        self._ranges = Ranges(folder / folder_of(segment), COLUMN)
        if len(self.real) != len(self._signals):
            raise ValueError("The column of authenticity was written for other creators.")

    def find(self, within: Range) -> Words:
        """Return the words of the places of all whose audience is known to be real with such a probability."""
        return self._ranges.find(within)

    def judge(self, row: int) -> Authenticity:
        """Return all that is said of a creator."""
        return judge_creator(self._signals.read(row) or NOTHING, self._bench)
