"""Who of a segment is still there, and who of those passes a filter."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from indexer.index.bits import Bits, seal
from indexer.index.columns import Mask
from indexer.index.segment import Segment
from matcher.domain import Filter, Range

REMEMBERED_FILTERS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Living:
    """A segment without the creators that were deleted, or that a later segment holds anew."""

    segment: Segment
    alive: Mask | None  # by row; None: everybody
    passing: Callable[[Filter], Bits]  # who passes all fields of a filter, by place

    def holds(self, creators: npt.NDArray[np.int64]) -> Mask:
        """Say of each creator whether it is here and alive."""
        columns = self.segment.columns
        held = columns.holds(creators)
        if self.alive is not None:
            held[held] = self.alive[columns.rows(creators[held])]
        return held

    def keep(self, mask: Mask, must: Filter) -> npt.NDArray[np.intp]:
        """Return the rows of a mask that pass a filter."""
        filters = self.segment.filters
        return filters.rows(filters.of_rows(mask) & self.passing(must))


def living(segment: Segment, dead: npt.NDArray[np.int64]) -> Living:
    """Leave out the creators with these ids."""
    alive = ~np.isin(segment.columns.ids, dead) if len(dead) else None
    there = None if alive is None else segment.filters.of_rows(alive)

    @lru_cache(maxsize=REMEMBERED_FILTERS)
    def passing(must: Filter) -> Bits:
        bits = segment.filters.passing(replace(must, must=(), must_not=(), exclude=frozenset()))
        if must.authenticity != Range() and segment.trust is not None:
            bits = bits & seal(segment.trust.find(must.authenticity))
        if must.disclosure != Range() and segment.disclosed is not None:
            bits = bits & seal(segment.disclosed.find(must.disclosure))
        others = _find_others(segment, must)
        bits = bits if others is None else bits & segment.filters.of_rows(others)
        return bits if there is None else bits & there

    return Living(segment=segment, alive=alive, passing=passing)


def _find_others(segment: Segment, must: Filter) -> Mask | None:
    """Say of each row whether it passes the fields that are no columns; None: there are none."""
    if not (must.must or must.must_not or must.exclude or must.sponsors_not):
        return None
    mask = np.ones(len(segment.columns.ids), dtype=bool)
    for word in must.must:
        mask &= segment.lexical.saying(word)
    for word in must.must_not:
        mask &= ~segment.lexical.saying(word)
    excluded = np.fromiter(must.exclude, dtype=np.int64)
    mask[segment.columns.rows(excluded[segment.columns.holds(excluded)])] = False
    if segment.disclosed is not None:
        mask[segment.disclosed.find_sponsored(must.sponsors_not)] = False
    return mask
