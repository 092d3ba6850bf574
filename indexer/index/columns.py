"""What filters see of every creator, as columns that lie in the generation."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.catalogue.nouns import INFERRED
from matcher.domain import Creator, Engagement, Filter, Range
from matcher.reading.codes import contains

UNKNOWN = -1  # stands for None in every column of numbers
NUMBERS = ("followers", "engagement_rate", "last_post")  # columns of which filters take a range
STORED = ("ids", *NUMBERS, "by_views", "rated", "platform", "region", "inferred", "language")  # those that are arrays
WHOLE = ("ids", "followers", "last_post", "by_views", "rated", "platform", "region", "inferred")  # gathered as integers
Ids = Sequence[int] | npt.NDArray[np.int64]  # of creators
Mask = npt.NDArray[np.bool_]  # (n,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """One row a creator, in the order of their ids."""

    ids: npt.NDArray[np.int64]
    followers: npt.NDArray[np.int64]
    engagement_rate: npt.NDArray[np.float64]
    last_post: npt.NDArray[np.int32]  # the day's ordinal
    by_views: npt.NDArray[np.bool_]  # the engagement rate is a share of views, not of followers
    rated: npt.NDArray[np.int16]  # posts that the engagement rate is the median of
    platform: npt.NDArray[np.int16]  # places in `platforms`
    region: npt.NDArray[np.int16]  # places in `regions`
    inferred: npt.NDArray[np.bool_]  # the region is nobody's word
    language: npt.NDArray[np.int16]  # (n, w) places in `languages`, most used first, then UNKNOWN
    platforms: tuple[str, ...]
    regions: tuple[str, ...]
    languages: tuple[str, ...]

    def passing(self, must: Filter) -> Mask:
        """Say of each creator whether it passes all fields but the words."""
        passes = np.ones(len(self.ids), dtype=bool)
        if must.platforms:
            passes &= np.isin(self.platform, _places(self.platforms, must.platforms))
        if must.regions:
            passes &= np.isin(self.visible_regions(must), _places(self.regions, must.regions))
        if must.languages:
            passes &= np.isin(self.language, _places(self.languages, must.languages)).any(axis=1)
        for name in NUMBERS:
            passes &= _lie_within(getattr(self, name), getattr(must, name))
        if must.exclude:
            passes &= ~np.isin(self.ids, np.fromiter(must.exclude, dtype=np.int64))
        return passes

    def visible_regions(self, must: Filter) -> npt.NDArray[np.int16]:
        """Return the regions that a filter sees: inferred ones are unknown to one that does not want them."""
        return self.region if must.inferred_regions else np.where(self.inferred, np.int16(UNKNOWN), self.region)

    def first_languages(self, rows: npt.NDArray[np.intp]) -> list[str | None]:
        """Return the language that each of these creators uses most; None is undetermined."""
        return [self.languages[place] if place != UNKNOWN else None for place in self.language[rows, 0].tolist()]

    def rows(self, creators: Ids) -> npt.NDArray[np.intp]:
        """Return the rows of creators that are known to be here."""
        return np.searchsorted(self.ids, np.array(creators, dtype=np.int64))

    def holds(self, creators: Ids) -> Mask:
        """Say of each creator whether it is here."""
        if not len(self.ids):
            return np.zeros(len(creators), dtype=bool)
        held: Mask = self.ids[np.minimum(self.rows(creators), len(self.ids) - 1)] == np.array(creators, dtype=np.int64)
        return held

    def show(self, creator: Creator) -> Creator:
        """Return the creator with the fields that filters see as they stood when the generation was built."""
        row = int(np.searchsorted(self.ids, creator.id))
        followers = int(self.followers[row])
        return replace(
            self._show_region(creator, row),
            followers=None if followers == UNKNOWN else followers,
            engagement=self._show_engagement(row),
            last_post=None if self.last_post[row] == UNKNOWN else date.fromordinal(int(self.last_post[row])),
            languages=tuple(self.languages[place] for place in self.language[row].tolist() if place != UNKNOWN),
        )

    def _show_engagement(self, row: int) -> Engagement | None:
        if self.engagement_rate[row] == UNKNOWN:
            return None
        of = "views" if self.by_views[row] else "followers"
        return Engagement(rate=float(self.engagement_rate[row]), of=of, posts=int(self.rated[row]))

    def _show_region(self, creator: Creator, row: int) -> Creator:
        """Return the creator with its region of then; where the catalogue says another one now, without its reasons."""
        place, inferred = int(self.region[row]), bool(self.inferred[row])
        region = None if place == UNKNOWN else self.regions[place]
        if (region, inferred) == (creator.region, creator.region_source == INFERRED):
            return creator
        stated = creator.region_source if region is not None and creator.region_source != INFERRED else None
        source = INFERRED if inferred else stated
        return replace(creator, region=region, region_source=source, region_confidence=None, region_evidence=())


class ColumnsBuilder:
    """Collects the columns of creators that come in the order of their ids; some 60 bytes of memory a creator."""

    def __init__(self) -> None:
        self._numbers = {name: array("q") for name in WHOLE}
        self._rates = array("d")
        self._spoken = array("q")  # places in `_combinations`
        self._combinations: dict[tuple[str, ...], int] = {}
        self._platforms: dict[str, int] = {}
        self._regions: dict[str, int] = {}

    def add(self, creator: Creator) -> None:
        """Append one creator."""
        platform = self._platforms.setdefault(creator.platform, len(self._platforms))
        region = self._regions.setdefault(creator.region, len(self._regions)) if creator.region else UNKNOWN
        engagement = creator.engagement
        row = {
            "ids": creator.id,
            "followers": UNKNOWN if creator.followers is None else creator.followers,
            "last_post": creator.last_post.toordinal() if creator.last_post else UNKNOWN,
            "by_views": engagement is not None and engagement.of == "views",
            "rated": engagement.posts if engagement else 0,
            "platform": platform,
            "region": region,
            "inferred": creator.region_source == INFERRED,
        }
        for name, column in self._numbers.items():
            column.append(row[name])
        self._rates.append(engagement.rate if engagement else UNKNOWN)
        self._spoken.append(self._combinations.setdefault(creator.languages, len(self._combinations)))

    def columns(self) -> Columns:
        """Return the columns of all creators added so far."""
        numbers = {name: np.array(column, dtype=np.int64) for name, column in self._numbers.items()}
        languages = tuple(dict.fromkeys(code for spoken in self._combinations for code in spoken))
        places = {code: place for place, code in enumerate(languages)}
        width = max(map(len, self._combinations), default=0) or 1
        spoken = [[*map(places.__getitem__, codes), *[UNKNOWN] * (width - len(codes))] for codes in self._combinations]
        return Columns(
            ids=numbers["ids"],
            followers=numbers["followers"],
            engagement_rate=np.array(self._rates),
            last_post=numbers["last_post"].astype(np.int32),
            by_views=numbers["by_views"].astype(np.bool_),
            rated=numbers["rated"].astype(np.int16),
            platform=numbers["platform"].astype(np.int16),
            region=numbers["region"].astype(np.int16),
            inferred=numbers["inferred"].astype(np.bool_),
            language=np.array(spoken, dtype=np.int16).reshape(-1, width)[np.array(self._spoken, dtype=np.int64)],
            platforms=tuple(self._platforms),
            regions=tuple(self._regions),
            languages=languages,
        )


def _lie_within(column: npt.NDArray[Any], within: Range) -> Mask:
    """Say of each number whether it is known and lies inside; of all where the range is open on both sides."""
    if within == Range():
        return np.ones(len(column), dtype=bool)
    low = 0 if within.min is None else max(within.min, 0)
    inside: Mask = (column >= low) if within.max is None else (column >= low) & (column <= within.max)
    return inside


def _places(codes: tuple[str, ...], wanted: frozenset[str]) -> list[int]:
    """Return the places of all codes that one of the wanted ones contains."""
    return [place for place, code in enumerate(codes) if any(contains(wider, code) for wider in wanted)]
