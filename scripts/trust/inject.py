"""Injects purchases into growth histories: the truth inside the rounding is drawn, followers added, rounded again."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.authenticity.history import Day

DIGITS = 3
DROP_OFF = 0.10  # of what was bought is gone after a month
MONTH = 30
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """What is bought."""

    share: float  # of the followers of the day before
    days: int  # over which it is delivered
    start: int  # the place of its first day
    views: float = 0.0  # share of the lifetime's views that is bought with it


def inject(history: list[Day], purchase: Purchase) -> list[Day]:
    """Return the history as it would have been seen, had its creator bought followers; drop-off included."""
    days = np.array([day.date.toordinal() for day in history], dtype=np.float64)
    seen = np.array([day.followers for day in history], dtype=np.float64)
    begun = np.clip((days - days[purchase.start - 1]) / purchase.days, 0, 1)
    since = np.maximum(days - days[purchase.start - 1] - purchase.days, 0)
    bought = purchase.share * seen[purchase.start - 1] * begun * (1 - DROP_OFF) ** (since / MONTH)
    followers = truncate(draw_truth(days, seen) + bought)
    return [
        Day(
            date=day.date,
            followers=int(followers[place]),
            views=_add_views(day.views, purchase, float(begun[place])),
            videos=day.videos,
        )
        for place, day in enumerate(history)
    ]


def draw_truth(days: Floats, seen: Floats) -> Floats:
    """Return counts inside the rounding steps: a line between the days on which the shown count changed."""
    changes = [0, *(np.flatnonzero(np.diff(seen)) + 1), len(seen) - 1]
    places = sorted(set(changes))
    truth: Floats = np.interp(days, days[places], seen[places])
    return np.clip(truth, seen, seen + step_of(seen) - 1)


def step_of(counts: Floats) -> Floats:
    """Return what a platform that keeps three digits rounds to."""
    digits = np.floor(np.log10(np.maximum(counts, 1))) + 1
    steps: Floats = np.power(10.0, np.maximum(digits - DIGITS, 0))
    return steps


def truncate(counts: Floats) -> Floats:
    """Return the counts as such a platform shows them."""
    steps = step_of(counts)
    shown: Floats = np.floor(counts / steps) * steps
    return shown


def _add_views(views: int | None, purchase: Purchase, begun: float) -> int | None:
    return None if views is None else round(views * (1 + purchase.views * begun))
