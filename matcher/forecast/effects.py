"""What topic, hour and weekday do to everybody's counts, each shrunk towards nothing where few showings tell it."""

from dataclasses import dataclass

import numpy as np

from matcher.forecast.showings import HOURS, UNKNOWN, Floats, Ints, Showings, find_medians

SLOTS, WEEKDAYS = 8, 7
OF_TOPIC, OF_TIME = 10.0, 30.0  # showings after which an effect counts half
FARTHEST = 1.5  # a showing farther off its creator's median counts as that far: a viral one must not make an effect
ROUNDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """What is added to the logarithm of a count."""

    topics: Floats  # by topic; the last place is that of unknown and unheard-of topics
    slots: Floats  # (8,) by three hours of the day, UTC
    weekdays: Floats  # (7,)

    def add_up(self, showings: Showings) -> Floats:
        """Return the sum of the effects for each showing."""
        return self.topics[self._place(showings)] + self._time(showings)

    def _place(self, showings: Showings) -> Ints:
        last = len(self.topics) - 1
        return np.where((showings.topics == UNKNOWN) | (showings.topics >= last), last, showings.topics)

    def _time(self, showings: Showings) -> Floats:
        return self.slots[_slots(showings)] + self.weekdays[showings.weekdays]


def fit_effects(past: Showings) -> Effects:
    """Tell the effects from how showings lie above or below their own creator's median; alternately, two rounds.

    Constants were chosen on cuts before those that docs/forecast.md reports.
    """
    last = int(past.topics.max(initial=-1)) + 1
    topics, slots, weekdays = np.zeros(last + 1), np.zeros(SLOTS), np.zeros(WEEKDAYS)
    place, slot, weekday = np.where(past.topics == UNKNOWN, last, past.topics), _slots(past), past.weekdays
    apart = past.counts - find_medians(past)
    for _ in range(ROUNDS):
        topics = _shrink(apart - slots[slot] - weekdays[weekday], place, last + 1, OF_TOPIC)
        slots = _shrink(apart - topics[place] - weekdays[weekday], slot, SLOTS, OF_TIME)
        weekdays = _shrink(apart - topics[place] - slots[slot], weekday, WEEKDAYS, OF_TIME)
    return Effects(topics=topics, slots=slots, weekdays=weekdays)


def _slots(showings: Showings) -> Ints:
    return (showings.hours // (HOURS / SLOTS)).astype(np.int64)


def _shrink(apart: Floats, labels: Ints, size: int, half: float) -> Floats:
    """Return by label the sum of what lies apart / (how many + half)."""
    bounded = np.clip(apart, -FARTHEST, FARTHEST)
    sums = np.bincount(labels, weights=bounded, minlength=size)
    return sums / (np.bincount(labels, minlength=size) + half)
