"""What many channels do on one day is the platform's doing: resets, purges, counting anew."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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


def count_crowds(changed: Iterable[tuple[Growth, Iterable[Change]]]) -> Crowds:
    """Count over channels, each with those of its changes that are no part of ordinary growth."""
    rose, fell = Counter[date](), Counter[date]()
    firsts, lasts = list[date](), list[date]()
    for growth, changes in changed:
        firsts.append(growth.first)
        lasts.append(growth.last)
        for change in changes:
            (fell if change.gain < 0 else rose)[change.date] += 1
    firsts.sort()
    lasts.sort()
    seen = {day: bisect_right(firsts, day) - bisect_left(lasts, day) for day in (*rose, *fell)}
    return Crowds(seen=seen, rose=dict(rose), fell=dict(fell))
