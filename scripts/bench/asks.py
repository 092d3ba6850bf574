"""Filters that pass a wanted share of all creators, and filters that go against what is asked for."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.index.columns import UNKNOWN, Columns
from matcher.domain import Filter, Range
from matcher.lens import Rows
from scripts.bench.people import HOMES

SHARES = {"100 %": 1.0, "50 %": 0.5, "10 %": 0.1, "1 %": 0.01, "0.1 %": 0.001, "0.01 %": 0.0001}
AGAINST = "against"
AGAINST_SHARE = 0.8  # of the followers' range that a filter against the topic keeps
Counts = npt.NDArray[np.int64]


class Asker:
    """Draws filters for one set of creators."""

    def __init__(self, columns: Columns, seed: int) -> None:
        self._columns = columns
        self._rng = np.random.default_rng([seed, 4])
        self._shape = (len(columns.languages), len(columns.regions), len(columns.platforms))
        fields = (columns.language[:, 0], columns.region, columns.platform)
        self._code = np.ravel_multi_index(fields, self._shape)
        self._counts = np.bincount(self._code, minlength=int(np.prod(self._shape))).reshape(self._shape)

    def ask(self, share: float) -> Filter:
        """Return language AND region AND platform AND a range of followers that pass about a share of all."""
        if share == 1:
            return Filter()
        wanted = round(share * len(self._code))
        kept = self._keep_values(share)
        allowed = np.zeros(self._shape, dtype=bool)
        allowed[np.ix_(*kept)] = True
        names = (self._columns.languages, self._columns.regions, self._columns.platforms)
        language, region, platform = (
            frozenset(name[place] for place in places) if len(places) < len(name) else frozenset()
            for name, places in zip(names, kept, strict=True)
        )
        found = self._columns.followers[allowed.ravel()[self._code]]
        return Filter(
            languages=language, regions=region, platforms=platform, followers=self._narrow(found, max(wanted, 1))
        )

    def ask_against(self, homes: Rows, query: Rows) -> Filter:
        """Return a filter that passes about 1 %: those who live in the home that is least like the query.

        `homes` are the (h, d) means of the vectors of those who live in each of HOMES.
        """
        home = HOMES[int(np.argmin(homes @ query))]
        found = self._columns.followers[self._columns.region == self._columns.regions.index(home)]
        return Filter(
            regions=frozenset({home}), followers=self._narrow(found, max(round(AGAINST_SHARE * len(found)), 1))
        )

    def _keep_values(self, share: float) -> list[npt.NDArray[np.intp]]:
        """Return the places kept of each field; each of the three takes a quarter of the narrowing, in its logarithm.

        The last quarter is left to the followers.
        """
        kept = [np.arange(size) for size in self._shape]
        for turn, axis in enumerate(self._rng.permutation(3), start=1):
            least = share ** (turn / 4) * len(self._code)
            drawn = self._rng.permutation(self._shape[axis])
            others = [values if place != axis else drawn for place, values in enumerate(kept)]
            along = np.moveaxis(self._counts[np.ix_(*others)], axis, 0).reshape(len(drawn), -1).sum(1)
            enough = int(np.searchsorted(np.cumsum(along), least)) + 1
            kept[axis] = np.sort(drawn[:enough])
        return kept

    def _narrow(self, followers: Counts, wanted: int) -> Range:
        """Return a range that as many as wanted lie in, or all where they are fewer; its place is drawn."""
        known = np.sort(followers[followers != UNKNOWN])
        start = int(self._rng.integers(0, max(len(known) - wanted, 0) + 1))
        inside = known[start : start + wanted]
        return Range(min=int(inside[0]), max=int(inside[-1])) if len(inside) else Range(min=0)


def write_filter(must: Filter) -> dict[str, object]:
    """Return a filter as JSON can hold it."""
    return {
        "languages": sorted(must.languages),
        "regions": sorted(must.regions),
        "platforms": sorted(must.platforms),
        "followers": asdict(must.followers),
    }


def read_filter(held: Mapping[str, Any]) -> Filter:
    """Return the filter that `write_filter` wrote."""
    codes: dict[str, Any] = {field: frozenset(held[field]) for field in ("languages", "regions", "platforms")}
    return Filter(**codes, followers=Range(**held["followers"]))
