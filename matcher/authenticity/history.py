"""Cleans a growth history: one count a day, in order, none of the future, with the step that it was rounded to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

LONGEST = 400  # days before the last one that are looked at
DIGITS = 3  # that a platform keeps of a large count where it rounds (YouTube since 2019)
LONE, ALIKE = 0.5, 0.05  # a count that lies so far from both its neighbours, which lie that near each other, is wrong
UNITS = 100  # times: a count that changes so much from one day to the next is told in other units
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What was seen of a creator on one day. None is unknown; views and videos are counted over its lifetime."""

    date: date
    followers: int | None
    views: int | None = None
    videos: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Days in order, each once, with known followers above 0."""

    days: Floats  # (n,) proleptic ordinals
    followers: Floats  # (n,)
    views: Floats  # (n,) NaN: unknown
    videos: Floats  # (n,) NaN: unknown
    step: Floats  # (n,) what a count may be below the truth, by rounding
    faults: tuple[str, ...] = ()  # "future", "repeated", "contradicting", "zero", "lone", "units": what was left out

    def day(self, place: int) -> date:
        """Return the date in a place."""
        return date.fromordinal(int(self.days[place]))


def clean_history(seen: Iterable[Day], today: date) -> History:
    """Return what of a history can be judged, in order of its dates.

    Days after `today` are left out; of days that are told twice the larger count stands, as a count that is cached
    lags behind; counts of 0 say nothing about growth, and a lone count far off its neighbours is wrong. Where one day
    is a hundred times the next, the counts are in different units and none of them is kept.
    """
    faults, by_day = [], dict[date, Day]()
    for day in sorted((day for day in seen if day.followers is not None), key=lambda day: day.date):
        if day.date > today:
            faults.append("future")
        elif day.date in by_day:
            faults.append("repeated" if by_day[day.date] == day else "contradicting")
            by_day[day.date] = max(by_day[day.date], day, key=lambda one: one.followers or 0)
        else:
            by_day[day.date] = day
    kept = [day for day in by_day.values() if day.followers]
    faults += ["zero"] * (len(kept) < len(by_day))
    kept = [day for day in kept if (kept[-1].date - day.date).days <= LONGEST]
    right = [day for place, day in enumerate(kept) if not _stands_alone(kept[max(place - 1, 0) : place + 2])]
    faults, kept = faults + ["lone"] * (len(right) < len(kept)), right
    if _mixes_units(kept):
        faults, kept = [*faults, "units"], []
    return _make(kept, tuple(dict.fromkeys(faults)))


def _stands_alone(days: list[Day]) -> bool:
    """Say whether the middle of three days is far off the other two, which agree."""
    if len(days) < 3:  # noqa: PLR2004 -- an end of the history
        return False
    before, count, after = (float(day.followers or 0) for day in days)
    return abs(after / before - 1) <= ALIKE and abs(count / before - 1) >= LONE


def _mixes_units(days: list[Day]) -> bool:
    counts = np.array([day.followers for day in days], dtype=np.float64)
    times = counts[1:] / counts[:-1]
    return bool(np.any((times >= UNITS) | (times <= 1 / UNITS)))


def _make(days: list[Day], faults: tuple[str, ...]) -> History:
    def column(name: str) -> Floats:
        return np.array([_number(getattr(day, name)) for day in days], dtype=np.float64)

    followers = column("followers")
    return History(
        days=np.array([day.date.toordinal() for day in days], dtype=np.float64),
        followers=followers,
        views=_known_views(column("views")),
        videos=column("videos"),
        step=find_steps(followers),
        faults=faults,
    )


def _number(count: int | None) -> float:
    return np.nan if count is None else float(count)


def _known_views(views: Floats) -> Floats:
    """Return the views with falls mended: a platform takes views back, which nobody then watched a second time."""
    changes = np.diff(views)
    changes[changes < 0] = 0
    return np.concatenate([views[:1], views[:1] + np.cumsum(changes)]) if len(views) else views


def find_steps(followers: Floats) -> Floats:
    """Return the step of each count: one, or that of three digits where no count of the history shows more."""
    digits = np.floor(np.log10(np.maximum(followers, 1))) + 1
    rounded = np.power(10.0, np.maximum(digits - DIGITS, 0))
    is_rounded = bool(np.all(followers % rounded == 0)) and bool(np.any(rounded > 1))
    return rounded if is_rounded else np.ones(len(followers))
