"""Gains over every stretch of a history, beside what the other days and the views would lead one to expect.

A stretch's gain stands out by z = (gain - expected - step) / sd. Each constant says where it is from: rounding, the
simulation of `scripts/trust/simulate.py`, or a choice for caution. None was fitted on a real series.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from matcher.authenticity.history import Floats, History

FAST = (1, 2, 3, 4)  # intervals between counts: days where every day was counted
SLOW = (7, 10, 12, 14)
SHORT = 4.0  # days: longer stretches are slow, however few counts they hold
REST = 6.0  # days that must remain to know what is usual
SPARED = 2.0  # times the usual followers a view: views that draw so many explain a gain
LIFE, LIFE_ALONE = 0.5, 3.0  # times the lifetime's followers a view; alone: where too few other days remain
ROUNDING = 0.41  # of a step: the standard deviation of the difference of two roundings
FLOOR = {True: 0.005, False: 0.01}  # of the followers, by whether the stretch is short: nobody grows evenly
ALONE = 1.5  # times that floor, without other days
SPREAD = {True: 0.3, False: 0.5}  # of what is expected
FORTNIGHT = 14.0  # days from which on the floor grows with the root of time
HANDFUL = 2.0  # followers whose coming is chance, however small the channel
OUTLIERS = 6  # a slow stretch is compared with its like where so many of it fit into the history
UNSEEN = -9.0  # z of a stretch that cannot be judged
NORMAL = 1.4826  # a median deviation as a standard deviation
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretches:
    """All stretches of a history; parallel arrays."""

    first: Places  # the place of the count before
    last: Places
    days: Floats
    gain: Floats
    expected: Floats
    z: Floats  # UNSEEN: not enough other days
    plain: Floats  # z without looking at the views
    views: Floats  # times what the other days would bring; NaN: unknown, or too few of these
    short: npt.NDArray[np.bool_]


@lru_cache(maxsize=512)
def list_stretches(counts: int) -> tuple[Places, Places]:
    """Return the places where stretches over so many counts begin and end."""
    lengths = [length for length in (*FAST, *SLOW) if length < counts]
    first = [np.arange(counts - length) for length in lengths]
    last = [start + length for start, length in zip(first, lengths, strict=True)]
    empty = [np.zeros(0, np.intp)]
    return np.concatenate(empty + first), np.concatenate(empty + last)


def measure_stretches(history: History, free: npt.NDArray[np.bool_]) -> Stretches:
    """Measure every stretch whose intervals are all `free`; the others are no part of what is usual, either.

    Followers that only come back after a fall are no gain.
    """
    first, last = list_stretches(len(history.days))
    taken = np.concatenate([[0], np.cumsum(~free)])
    is_free = taken[last] == taken[first]
    first, last = first[is_free], last[is_free]
    changes = _changes(history, free)
    found = _Measured(history, first, last, *(_between(change, first, last) for change in changes))
    new = history.followers[last] - np.maximum.accumulate(history.followers)[first]
    rest = (changes[0].sum() - found.days, changes[1].sum() - found.gain, changes[2].sum() - found.views)
    return found.judge(np.minimum(new, found.gain), rest, _spread_of_like(found, len(free)))


@dataclass(frozen=True, slots=True)
class _Measured:
    """What stretches hold."""

    history: History
    first: Places
    last: Places
    days: Floats
    gain: Floats
    views: Floats

    def judge(self, new: Floats, rest: tuple[Floats, Floats, Floats], spread: Floats) -> Stretches:
        """Compare the gain that is `new` with what the views, and the `rest` of days, followers, views, would bring."""
        step, before, short = self.history.step[self.last], self.history.followers[self.first], self.days <= SHORT
        rest_days, rest_gain, rest_views = rest[0], np.maximum(rest[1], 0), rest[2]
        daily = rest_gain / np.maximum(rest_days, 1) * self.days
        usual = (rest_gain + 0.5 * step) / np.maximum(rest_views, 1) * self.views
        lifetime = before / np.maximum(self.history.views[self.first], 1) * self.views
        floor = np.where(short, FLOOR[True], FLOOR[False] * np.sqrt(np.maximum(self.days / FORTNIGHT, 1))) * before
        noise = spread**2 + (ROUNDING * step) ** 2 + floor**2 + HANDFUL**2
        share = np.where(short, SPREAD[True], SPREAD[False])
        expected, is_known = np.fmax(np.fmax(daily, SPARED * usual), LIFE * lifetime), rest_days >= REST
        z, plain = (
            np.where(is_known, (new - step - most) / np.sqrt(noise + (share * most) ** 2 + most), UNSEEN)
            for most in (expected, daily)
        )
        return Stretches(
            first=self.first,
            last=self.last,
            days=self.days,
            gain=self.gain,
            expected=np.where(is_known, expected, np.fmax(LIFE_ALONE * lifetime, 0)),
            z=np.where(short, z, np.fmax(z, _stand_out_alone(new - step, lifetime, noise + (ALONE**2 - 1) * floor**2))),
            plain=plain,
            views=np.where(is_known, self.views / np.maximum(rest_views, 1) * rest_days / self.days, np.nan),
            short=short,
        )


def _changes(history: History, free: npt.NDArray[np.bool_]) -> tuple[Floats, Floats, Floats]:
    """Return what each free interval adds in days, followers and views; what is not free adds nothing."""
    days, gain, views = np.diff(history.days), np.diff(history.followers), np.diff(history.views)
    return days * free, gain * free, np.where(free, views, 0.0)


def _between(change: Floats, first: Places, last: Places) -> Floats:
    summed = np.concatenate([[0.0], np.cumsum(change)])
    between: Floats = summed[last] - summed[first]
    return between


def _spread_of_like(found: _Measured, intervals: int) -> Floats:
    """Return the robust spread of the gains of stretches of the same length; 0 where too few of them fit in."""
    spread, lengths = np.zeros(len(found.gain)), found.last - found.first
    for length in (*FAST, *SLOW):
        like = lengths == length
        if like.any() and (length * OUTLIERS <= intervals or (found.days[like] <= SHORT).all()):
            gains = found.gain[like]
            spread[like] = NORMAL * np.median(np.abs(gains - np.median(gains)))
    return spread


def _stand_out_alone(over: Floats, lifetime: Floats, noise: Floats) -> Floats:
    """Return how a gain stands out against what its views bring over a lifetime; needs no other days."""
    most = LIFE_ALONE * lifetime
    found: Floats = (over - most) / np.sqrt(noise + (SPREAD[False] * most) ** 2)
    return found
