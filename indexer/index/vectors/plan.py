"""Which lists to look at for one query, given who passes."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indexer.index.bits import LAST, SHIFT, Bits, Places, list_places
from indexer.index.vectors.calibrate import Best
from indexer.index.vectors.lists import Lists
from matcher.lens import Rows

RECALL = 0.995  # share of the best that the lists must be expected to hold
ENOUGH = 0.999  # of k: what should be just k may be a little less after rounding
Chosen = npt.NDArray[np.intp]  # numbers of lists


@dataclass(frozen=True, slots=True)
class Plan:
    """The lists to look at, nearest first, and how many of their places pass."""

    lists: Chosen
    passing: int
    places: int


def choose_lists(nearness: npt.NDArray[np.float32], counts: npt.NDArray[np.int64], k: int, best: Best) -> Plan:
    """Return as few lists as hold the best k of those that pass, so far as one can tell beforehand.

    Where the best m of all lie is known; of those in a list, the share passes that passes of the whole list. So those
    who pass a filter against the topic are looked for further away.

    Args:
        nearness: (lists,) of their centres to the query.
        counts: (2, lists): how many pass, and how many there are.
        k: how many are wanted, above 0; no more than pass.
        best: what `measure_best` found.
    """
    ranking = np.argsort(-nearness)
    passing, there = counts[:, ranking]
    expected = _expect(best, (passing / there).astype(np.float32), k)
    held, summed = np.cumsum(expected), np.cumsum(passing)
    enough = (held >= RECALL * held[-1]) & (summed >= k)
    enough[-1] = True
    end = int(np.argmax(enough)) + 1
    return Plan(ranking[:end], int(summed[end - 1]), int(there[:end].sum()))


def _expect(best: Best, rates: Rows, k: int) -> Rows:
    """Return how many of the best k that pass are to be expected in each list."""
    found: Rows = best.counts @ rates
    level = int(np.argmax(found >= min(k * ENOUGH, found[-1])))
    first: Rows = best.counts[0] * rates
    if level == 0:
        return first
    within = (k - float(found[level - 1])) / float(
        found[level] - found[level - 1]
    )  # on the way from one level to the next
    below, above = best.counts[level - 1 : level + 1]
    expected: Rows = (below + within * (above - below)) * rates
    return expected


def count_lists(bits: Bits, lists: Lists) -> npt.NDArray[np.int64]:
    """Return (2, lists): how many places of each list pass, and how many it has."""
    ones = np.bitwise_count(bits.words).astype(np.int64)
    return np.stack([np.add.reduceat(ones, lists.starts >> SHIFT), lists.sizes])


def pick_places(bits: Bits, lists: Lists, chosen: Chosen) -> Places:
    """Return the places of the chosen lists that pass, ascending."""
    chosen = np.sort(chosen)
    firsts, widths = lists.starts[chosen] >> SHIFT, (lists.sizes[chosen] + LAST) >> SHIFT
    numbers = np.arange(int(widths.sum())) + np.repeat(firsts - (np.cumsum(widths) - widths), widths)
    picked = list_places(bits.words[numbers])
    places: Places = (numbers[picked >> SHIFT] << SHIFT) + (picked & LAST)
    return places
