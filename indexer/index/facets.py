"""How many creators each value of a filter would leave, given the rest of the filter."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from indexer.index.bits import Bits
from indexer.index.filters import NOT_KNOWN, Filters
from matcher.domain import Filter, Range
from matcher.reading.tiers import list_tiers

RATES = (0.01, 0.02, 0.03, 0.05, 0.1)
DAYS = (7, 30, 90, 180, 365)
Counted = tuple[tuple[str, int], ...]  # (code, how many creators), most frequent first


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What filters can choose from. A creator counts for each of its languages."""

    total: int  # creators that pass the whole filter
    languages: Counted
    regions: Counted
    platforms: Counted
    tiers: Counted  # by followers, smallest first; whose followers are hidden counts as "unknown"
    engagement_rate: Counted  # at least so much, as a share: "0.02"
    last_post_days: Counted  # at most so many days ago: "90"


def count_facets(segments: Sequence[tuple[Filters, Callable[[Filter], Bits]]], must: Filter, today: date) -> Facets:
    """Count every field over the creators that pass all other fields, so that another choice can be weighed.

    Each segment comes with what says who of it passes a filter; days are counted back from today.
    """
    languages, regions, platforms, tiers = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    rates, days = Counter[str](), Counter[str]()
    total = 0
    for filters, passing in segments:
        total += passing(must).count
        languages.update(filters.count_languages(passing(replace(must, languages=frozenset()))))
        without_regions = passing(replace(must, regions=frozenset()))
        regions.update(filters.count_regions(without_regions, must.inferred_regions))
        platforms.update(filters.count_platforms(passing(replace(must, platforms=frozenset()))))
        tiers.update(filters.count_tiers(passing(replace(must, followers=Range()))))
        rated = passing(replace(must, engagement_rate=Range()))
        rates.update(dict(zip(map(str, RATES), filters.count_from("engagement_rate", rated, RATES), strict=True)))
        posted = passing(replace(must, last_post=Range()))
        since = [today.toordinal() - ago for ago in DAYS]
        days.update(dict(zip(map(str, DAYS), filters.count_from("last_post", posted, since), strict=True)))
    names = (*(name for name, _ in list_tiers()), NOT_KNOWN)
    return Facets(
        total=total,
        languages=_order(languages),
        regions=_order(regions),
        platforms=_order(platforms),
        tiers=tuple((name, tiers[name]) for name in names if tiers[name]),
        engagement_rate=tuple((str(rate), rates[str(rate)]) for rate in RATES),
        last_post_days=tuple((str(ago), days[str(ago)]) for ago in DAYS),
    )


def _order(counted: Mapping[str, int]) -> Counted:
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
