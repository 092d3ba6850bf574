"""Where the best vectors of a query lie, list by list, measured on the vectors themselves."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from indexer.index.vectors.lists import STEP, Lists, Vectors
from indexer.index.vectors.sketch import LEVELS, Sketch
from matcher.lens import Rows

FIRST, QUARTER = 10, 4  # levels go from 10 by doubling up to a quarter of all vectors; and then there are all
LOOKED = 2**20  # vectors that are looked at
SURE = 4  # best ones a query at least, or chance decides where they are said to lie
DEPTH = 2000  # of the sketch's best that are scored in full to see which of them are the best
SURELY, MOSTLY = 0.995, 0.9  # shares of the best whose error is smaller, and of the queries that are proved at once


@dataclass(frozen=True, slots=True)
class Best:
    """How many of the best m vectors of a query are to be expected in its nearest list, in the next one ..."""

    levels: npt.NDArray[np.int64]  # (levels,) the m, ascending; the last is all vectors
    counts: Rows  # (levels, lists); the sum of each row is its m


def measure_best(vectors: Vectors, lists: Lists, asked: Rows, nearness: Rows) -> Best:
    """Return the counts, on average over the queries.

    Of more than LOOKED vectors only some are looked at: of the best m of all, they hold a fair sample.

    Args:
        vectors: by place.
        lists: where the places are.
        asked: (q, d) queries such as will come.
        nearness: (q, lists) of the lists to them.
    """
    places, owners = lists.list_places()
    levels = list_levels(len(places))
    every = max(-(-len(places) // LOOKED), 1)
    scores = _score(asked, vectors, places[::every])
    bests = np.maximum(levels // every, SURE)
    shares = np.zeros((len(levels), len(lists.sizes)))
    for row, near in zip(scores, nearness, strict=True):
        shares += _locate(row, near, owners[::every], bests)
    return Best(levels, (levels[:, None] * shares / len(asked)).astype(np.float32))


def list_levels(count: int) -> npt.NDArray[np.int64]:
    """Return the numbers of best ones that are measured among so many, of which the last is all."""
    doubled = FIRST * 2 ** np.arange(64 - FIRST, dtype=np.int64)
    return np.append(doubled[doubled * QUARTER <= count], count).astype(np.int64)


def measure_sketch(sketch: Sketch, vectors: Vectors, asked: Rows) -> Sketch:
    """Return the sketch with how far off its scores are, and how many of its best therefore prove an answer.

    Args:
        sketch: of the vectors.
        vectors: by place.
        asked: (q, d) queries such as will come.
    """
    everywhere = np.arange(len(sketch.centres))
    errors, seen = [], []
    for query in asked:
        short = sketch.shorten(query)
        looks = sketch.look(short, sketch.compare(short), everywhere, None, DEPTH)
        if len(looks.places) < max(LEVELS):
            continue  # where all vectors are alike, the blocks tell nothing
        scores = vectors[looks.places].astype(np.float32) @ query
        best = np.argsort(-scores, kind="stable")[: max(LEVELS)]
        errors.append((scores[best] - looks.scores[best], scores[best] - sketch.score(short, looks.places[best])))
        seen.append((scores[best], looks.scores))
    if not seen:
        return replace(sketch, kept=np.array(LEVELS, np.int64))
    bounds = np.quantile(np.array(errors), SURELY, axis=(0, 2)).astype(np.float32)
    needed = [[int((looked >= best[level - 1] - bounds[0]).sum()) for level in LEVELS] for best, looked in seen]
    kept = np.quantile(np.array(needed), MOSTLY, axis=0) + 1
    return replace(sketch, kept=kept.astype(np.int64), errors=bounds)


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
