"""How many creators each value of a filter would leave, given the rest of the filter."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from indexer.index.columns import UNKNOWN, Columns, Mask
from matcher.domain import Filter, Range
from matcher.reading.tiers import list_tiers

Counted = tuple[tuple[str, int], ...]  # (code, how many creators), most frequent first
NOT_KNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What filters can choose from. A creator counts for each of its languages."""

    total: int  # creators that pass the whole filter
    languages: Counted
    regions: Counted
    platforms: Counted
    tiers: Counted  # by followers, smallest first; whose followers are hidden counts as "unknown"


def count_facets(columns: Columns, passing: Callable[[Filter], Mask], must: Filter) -> Facets:
    """Count every field over the creators that pass all other fields, so that another choice can be weighed."""
    without = {
        "languages": passing(replace(must, languages=frozenset())),
        "regions": passing(replace(must, regions=frozenset())),
        "platforms": passing(replace(must, platforms=frozenset())),
        "followers": passing(replace(must, followers=Range())),
    }
    return Facets(
        total=int(np.count_nonzero(passing(must))),
        languages=_count(columns.languages, columns.language[without["languages"]]),
        regions=_count(columns.regions, columns.visible_regions(must)[without["regions"]]),
        platforms=_count(columns.platforms, columns.platform[without["platforms"]]),
        tiers=_count_tiers(columns.followers[without["followers"]]),
    )


def _count(codes: tuple[str, ...], places: npt.NDArray[np.int16]) -> Counted:
    """Count known places of an array of any shape; codes that nobody has left are left out."""
    counts = np.bincount(places[places != UNKNOWN].astype(np.int64), minlength=len(codes)).tolist()
    return _order((code, count) for code, count in zip(codes, counts, strict=True) if count)


def _order(counted: Iterable[tuple[str, int]]) -> Counted:
    return tuple(sorted(counted, key=lambda pair: (-pair[1], pair[0])))


def _count_tiers(followers: npt.NDArray[np.int64]) -> Counted:
    counts = [
        (name, int(np.count_nonzero((followers >= least) & (followers < most))))
        for (name, least), (_, most) in pairwise([*list_tiers(), ("", np.iinfo(np.int64).max)])
    ]
    unknown = int(np.count_nonzero(followers == UNKNOWN))
    return tuple((name, count) for name, count in [*counts, (NOT_KNOWN, unknown)] if count)
