"""Which lists to look at for one query, given who passes."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indexer.index.bits import LAST, SHIFT, Bits, Places, list_places
from indexer.index.vectors.calibrate import Shares
from indexer.index.vectors.lists import Lists

RECALL = 0.995  # share of the best that the lists must be expected to hold
ENOUGH = 0.999  # of k: what was expected to be k may be a little less after rounding
Chosen = npt.NDArray[np.intp]  # numbers of lists


@dataclass(frozen=True, slots=True)
class Plan:
    """The lists to look at, nearest first, and how many of their places pass."""

    lists: Chosen
    passing: int
    places: int


def choose_lists(nearness: npt.NDArray[np.float32], counts: npt.NDArray[np.int64], k: int, expected: Shares) -> Plan:
    """Return as few lists as hold the best k of those that pass, so far as one can tell beforehand.

    Of the best m of all, as many are expected to pass as their shares of the lists say, times the share of each list
    that passes. So a filter against the topic, which passes nobody near the query, looks further away.

    Args:
        nearness: (lists,) of their centres to the query.
        counts: (2, lists): how many pass, and how many there are.
        k: how many are wanted, above 0; no more than pass.
        expected: what `measure_shares` found.
    """
    ranking = np.argsort(-nearness)
    passing, there = counts[:, ranking]
    rates = (passing / there).astype(np.float32)
    hits = expected.shares @ rates * expected.levels
    level = int(np.argmax(hits >= min(k * ENOUGH, hits[-1])))
    held = np.cumsum(expected.shares[level] * rates)
    summed = np.cumsum(passing)
    enough = (held >= RECALL * held[-1]) & (summed >= k)
    enough[-1] = True
    end = int(np.argmax(enough)) + 1
    return Plan(ranking[:end], int(summed[end - 1]), int(there[:end].sum()))


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
