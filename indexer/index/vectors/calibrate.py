"""Where the best vectors of a query lie, list by list, measured on the vectors themselves."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.index.vectors.lists import STEP, Lists, Vectors
from matcher.lens import Rows

FIRST, QUARTER = 10, 4  # levels go from 10 by doubling up to a quarter of all vectors; and then there are all
ASKED, TOO_FEW = 128, 16  # queries that are asked at most, and that are too few to tell
LOOKED = 2**20  # vectors that are looked at
SURE = 4  # best ones a query at least, or chance decides where they are said to lie


@dataclass(frozen=True, slots=True)
class Best:
    """How many of the best m vectors of a query are to be expected in its nearest list, in the next one ..."""

    levels: npt.NDArray[np.int64]  # (levels,) the m, ascending; the last is all vectors
    counts: Rows  # (levels, lists); the sum of each row is its m


def measure_best(vectors: Vectors, lists: Lists, queries: Rows) -> Best:
    """Return the counts, on average over the queries.

    Of more than LOOKED vectors only some are looked at: of the best m of all, they hold a fair sample.

    Args:
        vectors: by place.
        lists: where the places are.
        queries: (q, d), such as will come; where there are too few, vectors of the lists stand for them.
    """
    places, owners = lists.list_places()
    levels = list_levels(len(places))
    if len(lists.sizes) == 1:
        return Best(levels, levels[:, None].astype(np.float32))
    every = max(-(-len(places) // LOOKED), 1)
    asked = _spread(queries if len(queries) >= TOO_FEW else vectors[_spread(places)]).astype(np.float32)
    scores = _score(asked, vectors, places[::every])
    bests = np.maximum(levels // every, SURE)
    shares = np.zeros((len(levels), len(lists.sizes)))
    for row, near in zip(scores, asked @ lists.centres.T, strict=True):
        shares += _locate(row, near, owners[::every], bests)
    return Best(levels, (levels[:, None] * shares / len(asked)).astype(np.float32))


def list_levels(count: int) -> npt.NDArray[np.int64]:
    """Return the numbers of best ones that are measured among so many, of which the last is all."""
    doubled = FIRST * 2 ** np.arange(64 - FIRST, dtype=np.int64)
    return np.append(doubled[doubled * QUARTER <= count], count).astype(np.int64)


def _score(asked: Rows, vectors: Vectors, places: npt.NDArray[np.int64]) -> Rows:
    """Return the inner products, (queries, places)."""
    scores = np.empty((len(asked), len(places)), dtype=np.float32)
    for first in range(0, len(places), STEP):
        some = slice(first, first + STEP)
        scores[:, some] = asked @ vectors[places[some]].astype(np.float32).T
    return scores


def _locate(
    scores: Rows, nearness: Rows, owners: npt.NDArray[np.int64], bests: npt.NDArray[np.int64]
) -> npt.NDArray[np.float64]:
    """Return for one query and each number of best ones which share of them each list has, nearest list first."""
    ranks = np.empty(len(nearness), dtype=np.int64)
    ranks[np.argsort(-nearness, kind="stable")] = np.arange(len(nearness))
    most = int(bests[-2])  # the last is all, in any order
    best = np.argpartition(-scores, most - 1)[:most]
    of_best = ranks[owners[best[np.argsort(-scores[best])]]]
    counts = [np.bincount(of_best[:few], minlength=len(nearness)) / few for few in bests[:-1].tolist()]
    return np.array([*counts, np.bincount(ranks[owners], minlength=len(nearness)) / len(owners)])


def _spread(items: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return some of the items, evenly spread."""
    return items[np.linspace(0, len(items) - 1, min(ASKED, len(items))).astype(np.int64)]
