"""Finds the stretches of a history that stand out: rises that nothing seen explains, and falls."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from matcher.authenticity.history import History
from matcher.authenticity.windows import NORMAL, ROUNDING, UNSEEN, Places, Stretches, measure_stretches

BLOCK = 60  # counts that are compared with each other; what was usual years ago is not usual now
MOST = 3  # rises told of one block
NOTED = 5.0  # z without views from which on a rise that the views explain is named, too
LEAST_FALL = 0.01  # of the followers
FALL_Z = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A stretch that stands out, as measured: no weight has a part in it."""

    date: date  # its first day
    days: int
    gain: int  # followers; below 0 in a fall
    expected: int  # what the other days and the views would bring at most
    z: float
    plain: float  # z without looking at the views
    views: float | None  # times the usual views, then or a day later; None: unknown
    short: bool  # within a few days
    before: int  # followers before


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """What a history says."""

    counts: int
    first: date
    last: date
    has_views: bool
    fast: float  # the largest z of a short stretch; UNSEEN: there is none
    slow: float  # and of a long one
    changes: tuple[Change, ...]  # by date
    grown: float  # share of its followers that the creator won within the history
    faults: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        """How many days lie between the first count and the last."""
        return (self.last - self.first).days


def measure_growth(history: History) -> Growth:
    """Measure a history that holds two counts at least."""
    fast, slow, changes = UNSEEN, UNSEEN, list[Change]()
    for begin, end in _list_blocks(len(history.days)):
        block = _cut(history, begin, end)
        highest, rises = _find_rises(block)
        fast, slow = max(fast, highest[0]), max(slow, highest[1])
        changes += rises + _find_falls(block)
    return Growth(
        counts=len(history.days),
        first=history.day(0),
        last=history.day(-1),
        has_views=bool(np.isfinite(history.views).all()),
        fast=float(fast),
        slow=float(slow),
        changes=tuple(sorted(changes, key=lambda change: (change.date, change.gain))),
        grown=float(1 - history.followers[0] / history.followers[-1]),
        faults=history.faults,
    )


def _list_blocks(counts: int) -> list[tuple[int, int]]:
    """Return where blocks of nearly equal size begin and end; they share the count between them."""
    parts = max(-(-(counts - 1) // BLOCK), 1)
    cuts = [round(part * (counts - 1) / parts) for part in range(parts + 1)]
    return [(begin, end + 1) for begin, end in pairwise(cuts)]


def _cut(history: History, begin: int, end: int) -> History:
    return History(
        **{name: getattr(history, name)[begin:end] for name in ("days", "followers", "views", "videos", "step")}
    )


def _find_rises(block: History) -> tuple[tuple[float, float], list[Change]]:
    """Return the largest z of short and long stretches, and the rises from the one that stands out most."""
    free = np.ones(len(block.days) - 1, dtype=np.bool_)
    stretches = measure_stretches(block, free)
    highest, rises = (_largest(stretches, short=True), _largest(stretches, short=False)), list[Change]()
    while len(rises) < MOST and (best := _find_best(stretches)) is not None:
        rises.append(_describe(block, stretches, best))
        free[stretches.first[best] : stretches.last[best]] = False
        stretches = measure_stretches(block, free)
    return highest, rises


def _find_best(stretches: Stretches) -> int | None:
    """Return the rise that stands out most; where none does, the one that would without its views; None: none."""
    for z, least in ((stretches.z, 0.0), (stretches.plain, NOTED)):
        rising = np.where(stretches.gain > 0, z, -np.inf)
        if len(rising) and rising.max() > least:
            return int(np.argmax(rising))
    return None


def _largest(stretches: Stretches, *, short: bool) -> float:
    return float(stretches.z[stretches.short == short].max(initial=UNSEEN))


def _describe(block: History, stretches: Stretches, at: int) -> Change:
    first, late = int(stretches.first[at]), _extend(stretches, at)
    views = float(np.fmax(stretches.views[at], stretches.views[late]))
    return Change(
        date=block.day(first + 1),
        days=int(stretches.days[at]),
        gain=int(stretches.gain[at]),
        expected=int(max(stretches.expected[at], stretches.expected[late])),
        z=float(stretches.z[at]),
        plain=float(stretches.plain[at]),
        views=views if np.isfinite(views) else None,
        short=bool(stretches.short[at]),
        before=int(block.followers[first]),
    )


def _extend(stretches: Stretches, at: int) -> int:
    """Return the stretch that goes on for one count more, as views are often counted a day late; itself if none."""
    same = (stretches.first == stretches.first[at]) & (stretches.last == stretches.last[at] + 1)
    return int(np.argmax(same)) if same.any() else at


def _find_falls(block: History) -> list[Change]:
    """Return the intervals in which far more followers went than usual."""
    gains, before = np.diff(block.followers), block.followers[:-1]
    spread = NORMAL * np.median(np.abs(gains - np.median(gains)))
    sd = np.sqrt(spread**2 + (ROUNDING * block.step[1:]) ** 2 + 1)
    z = (-gains - block.step[1:]) / sd
    places: Places = np.flatnonzero((z >= FALL_Z) & (-gains >= LEAST_FALL * before))
    return [_describe_fall(block, int(place), z) for place in places]


def _describe_fall(block: History, place: int, z: npt.NDArray[np.float64]) -> Change:
    days = int(block.days[place + 1] - block.days[place])
    return Change(
        date=block.day(place + 1),
        days=days,
        gain=int(block.followers[place + 1] - block.followers[place]),
        expected=0,
        z=float(z[place]),
        plain=float(z[place]),
        views=None,
        short=days <= 1,
        before=int(block.followers[place]),
    )
