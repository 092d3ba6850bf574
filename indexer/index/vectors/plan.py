"""Which lists to look at for one query, given who passes."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indexer.index.bits import LAST, SHIFT, Bits, Places, list_places
from indexer.index.vectors.calibrate import Best
from indexer.index.vectors.lists import Lists

LEAST, MOST = 0.992, 0.9995  # share of the best that the lists are expected to hold: at any cost, and at little cost
LITTLE = 1.5  # times as many lists as for the least
ENOUGH, TINY = 0.999, 1e-9  # of k: what should be just k may be a little less after rounding
NEAR, AGAINST = 16, 0.25  # if so few of the lists nearby pass, against all lists, the filter is against the topic
MANY = 30_000  # places that may all be looked at where the filter is against the topic
Chosen = npt.NDArray[np.intp]  # numbers of lists


@dataclass(frozen=True, slots=True)
class Plan:
    """The lists to look at, nearest first, and how many of their places pass."""

    lists: Chosen
    passing: int
    places: int


def choose_lists(nearness: npt.NDArray[np.float32], counts: npt.NDArray[np.int64], k: int, best: Best) -> Plan:
    """Return as few lists as hold the best k of those that pass, so far as one can tell beforehand.

    Where the best m of all lie is known; of those in a list, the share passes that passes of the whole list. What
    passes a filter against the topic lies further away, and averages say little about it: then all are looked at, or
    nearly all.

    Args:
        nearness: (lists,) of their centres to the query.
        counts: (2, lists): how many pass, and how many there are.
        k: how many are wanted, above 0; no more than pass.
        best: what `measure_best` found.
    """
    ranking = np.argsort(-nearness)
    passing, there = counts[:, ranking]
    held, summed = np.cumsum(_expect(best, passing / there, k)), np.cumsum(passing)
    nearby = int(there[:NEAR].sum()) * int(summed[-1])
    against = int(summed[:NEAR][-1]) * int(there.sum()) < AGAINST * nearby
    end = max(_cut(held, against, int(summed[-1])), int(np.searchsorted(summed, k)) + 1)
    return Plan(ranking[:end], int(summed[end - 1]), int(there[:end].sum()))


def _expect(best: Best, rates: npt.NDArray[np.float64], k: int) -> npt.NDArray[np.float64]:
    """Return how many of the best k that pass are to be expected in each list, nearest first."""
    found = (best.counts @ rates.astype(np.float32)).tolist()
    level = next((level for level, hits in enumerate(found) if hits >= k * ENOUGH), len(found) - 1)
    spread = best.counts[level]
    if level:
        within = (k - found[level - 1]) / max(found[level] - found[level - 1], TINY)
        spread = best.counts[level - 1] + np.float32(within) * (spread - best.counts[level - 1])
    expected: npt.NDArray[np.float64] = spread * rates
    return expected


def _cut(held: npt.NDArray[np.float64], against: bool, passing: int) -> int:
    """Return how many lists are enough, of those that hold so many hits together."""
    if against and passing <= MANY:
        return len(held)
    least, most = np.searchsorted(held, np.array([LEAST, MOST]) * held[-1]).tolist()
    end = most if against else min(most, int(least * LITTLE))
    return int(min(end, len(held) - 1)) + 1


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
