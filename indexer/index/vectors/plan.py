"""Which lists to look at for one query, given who passes."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indexer.index.bits import LAST, SHIFT, Bits, Places, list_places
from indexer.index.vectors.calibrate import Best
from indexer.index.vectors.lists import Lists
from indexer.index.vectors.scan import multiply
from matcher.lens import Rows

LEAST, MOST = 0.997, 0.9995  # share of the best that the lists are expected to hold: at any cost, and at little cost
FREE, LITTLE = 2, 5  # lists more than for the least that cost little: so many and a quarter, or at most so many
MEANT = 100  # of more than these, those to be judged again, the others are as good as these lists have them
ENOUGH, TINY = 0.999, 1e-9  # of k: what should be just k may be a little less after rounding
NEAR, AGAINST = 16, 0.25  # if so few of the lists nearby pass, against all lists, the filter is against the topic
MANY = 30_000  # places that may all be looked at where the filter is against the topic
Chosen = npt.NDArray[np.intp]  # numbers of lists
Counts = npt.NDArray[np.int64]  # (lists,)


@dataclass(frozen=True, slots=True)
class Plan:
    """The lists to look at, and how many of their places pass."""

    lists: Chosen
    passing: int
    places: int


def choose_lists(lists: Lists, best: Best, nearness: Rows, passing: Counts, k: int) -> Plan:
    """Return as few lists, nearest first, as hold the best k of those that pass, so far as one can tell beforehand.

    Where the best m of all lie is known; of those in a list, the share passes that passes of the whole list. What
    passes a filter against the topic lies further away, and averages say little about it: then all are looked at, or
    nearly all. The lists hold more than k that pass, if so many pass at all, so that ties at the border can be seen.

    Args:
        lists: all of them.
        best: what `measure_best` found.
        nearness: (lists,) of their centres to the query.
        passing: (lists,) places that pass.
        k: above 0; no more than pass.
    """
    ranking = np.argsort(-nearness)
    rates = (passing / lists.sizes).astype(np.float32)[ranking]
    held, summed = np.cumsum(_expect(best, rates, min(k, MEANT))), np.cumsum(passing[ranking])
    least, end = int(summed.searchsorted(k, side="right")) + 1, len(ranking)
    against = _is_against(lists, ranking, summed)
    if summed[-1] > MANY or not against:
        end = min(max(_cut(held, against), least), end)
    chosen = ranking[:end]
    return Plan(chosen, int(summed[end - 1]), int(lists.sizes[chosen].sum()))


def count_nearest(best: Best, k: int) -> int:
    """Return how many of the nearest lists hold the best k where everybody passes, whatever the query."""
    everybody = np.ones(best.counts.shape[1], dtype=np.float32)
    return _cut(np.cumsum(_expect(best, everybody, min(k, MEANT))), against=False)


def choose_nearest(lists: Lists, nearness: Rows, count: int) -> Plan:
    """Return the nearest lists, in no order, where everybody passes."""
    chosen = np.argpartition(-nearness, count - 1)[:count]
    places = int(lists.sizes[chosen].sum())
    return Plan(chosen, places, places)


def _expect(best: Best, rates: Rows, k: int) -> Rows:
    """Return how many of the best k that pass are to be expected in each list, nearest first."""
    found = multiply(best.counts, rates).tolist()
    level = next((level for level, hits in enumerate(found) if hits >= k * ENOUGH), len(found) - 1)
    spread: Rows = best.counts[level]
    if level:
        within = (k - found[level - 1]) / max(found[level] - found[level - 1], TINY)
        spread = best.counts[level - 1] + np.float32(within) * (spread - best.counts[level - 1])
    return spread * rates


def _is_against(lists: Lists, ranking: Chosen, summed: Counts) -> bool:
    """Say whether far fewer pass near the query than elsewhere."""
    nearby = int(lists.sizes[ranking[:NEAR]].sum())
    return int(summed[:NEAR][-1]) * lists.count < AGAINST * nearby * int(summed[-1])


def _cut(held: Rows, against: bool) -> int:
    """Return how many lists are enough, of those that hold so many hits together."""
    least, most = (int(held.searchsorted(share * held[-1])) for share in (LEAST, MOST))
    return (most if against else min(most, least + min(FREE + least // 4, LITTLE))) + 1


def count_lists(bits: Bits, lists: Lists) -> Counts:
    """Return how many places of each list pass."""
    counts: Counts = np.add.reduceat(np.bitwise_count(bits.words).astype(np.int64), lists.starts >> SHIFT)
    return counts


def pick_places(bits: Bits, lists: Lists, chosen: Chosen) -> Places:
    """Return the places of the chosen lists that pass, ascending."""
    if len(chosen) == len(lists.sizes):
        return bits.places()
    chosen = np.sort(chosen)
    firsts, widths = lists.starts[chosen] >> SHIFT, (lists.sizes[chosen] + LAST) >> SHIFT
    numbers = np.arange(int(widths.sum())) + np.repeat(firsts - (np.cumsum(widths) - widths), widths)
    picked = list_places(bits.words[numbers])
    places: Places = (numbers[picked >> SHIFT] << SHIFT) + (picked & LAST)
    return places
