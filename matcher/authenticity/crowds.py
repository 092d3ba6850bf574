"""What many channels do on one day is the platform's doing: resets, purges, counting anew."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from matcher.authenticity.rises import Change, Growth


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowds:
    """How many channels of one platform were seen, rose and fell, by day."""

    seen: Mapping[date, int]
    rose: Mapping[date, int]
    fell: Mapping[date, int]

    def is_crowd(self, change: Change, channels: float, share: float) -> bool:
        """Say whether so many channels, and that share of those that were seen, changed alike on that day."""
        count = (self.fell if change.gain < 0 else self.rose).get(change.date, 0)
        return count >= channels and count >= share * self.seen[change.date]


NOBODY = Crowds(seen={}, rose={}, fell={})


@dataclass(slots=True)
class _Counts:
    """The same while it is counted."""

    firsts: list[date] = field(default_factory=list)
    lasts: list[date] = field(default_factory=list)
    rose: Counter[date] = field(default_factory=Counter)
    fell: Counter[date] = field(default_factory=Counter)

    def finish(self, least: float) -> Crowds:
        """Leave out the days on which fewer channels changed alike."""
        self.firsts.sort()
        self.lasts.sort()
        rose, fell = (
            {day: count for day, count in counts.items() if count >= least} for counts in (self.rose, self.fell)
        )
        seen = {day: bisect_right(self.firsts, day) - bisect_left(self.lasts, day) for day in (*rose, *fell)}
        return Crowds(seen=seen, rose=rose, fell=fell)


def count_crowds(changed: Iterable[tuple[str, Growth, Iterable[Change]]], least: float) -> dict[str, Crowds]:
    """Count by platform, each channel with those of its changes that are no part of ordinary growth.

    Days on which fewer than `least` channels changed alike are left out.
    """
    platforms = defaultdict[str, _Counts](_Counts)
    for platform, growth, changes in changed:
        counts = platforms[platform]
        counts.firsts.append(growth.first)
        counts.lasts.append(growth.last)
        for change in changes:
            (counts.fell if change.gain < 0 else counts.rose)[change.date] += 1
    return {platform: counts.finish(least) for platform, counts in platforms.items()}
