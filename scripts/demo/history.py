"""A year of follower history: smooth growth, viral months, bought audiences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

MONTHS = 12
VIRAL_CHANCE = 0.03  # a month
KEPT = 0.98  # of a bought audience from one month to the next


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """What the platform showed (`followers`) and who really follows (`organic`), by day.

    `buzz[i]` is how many times the usual views the month up to `days[i]` had.
    """

    days: tuple[date, ...]
    followers: tuple[int, ...]
    organic: tuple[float, ...]
    buzz: tuple[float, ...]
    bought_on: date | None
    bought_share: float | None

    def month_of(self, day: date) -> int:
        """Find the first point on or after a day, else the last point."""
        return next((i for i, end in enumerate(self.days) if day <= end), len(self.days) - 1)


def month_days(until: date) -> tuple[date, ...]:
    """List the first days of the twelve months up to `until`, then `until` itself."""
    days = [until]
    while len(days) <= MONTHS:
        days.append((days[-1] - timedelta(days=1)).replace(day=1))
    return tuple(reversed(days))


def draw_growth(rng: Random, followers: int, until: date, *, bought: bool) -> Growth:
    """Draw a year that ends at `followers`; a bought jump brings no views with it."""
    days = month_days(until)
    month = rng.randint(2, MONTHS) if bought else None
    share = round(rng.uniform(0.15, 0.60), 3) if bought else 0.0
    rates, buzz = _draw_rates(rng, calm=month)
    organic = _compound(rates)
    shown = [size * (1 + _extra(i, month, share)) for i, size in enumerate(organic)]
    scale = followers / shown[-1]
    return Growth(
        days=days,
        followers=tuple(round(size * scale) for size in shown),
        organic=tuple(size * scale for size in organic),
        buzz=tuple(buzz),
        bought_on=_draw_day(rng, days, month) if month else None,
        bought_share=share if month else None,
    )


def _draw_rates(rng: Random, calm: int | None) -> tuple[list[float], list[float]]:
    """Draw monthly growth and buzz; the first point and the calm month never go viral."""
    usual = max(-0.01, rng.gauss(0.014, 0.012))
    rates, buzz = [0.0], [1.0]
    for month in range(1, MONTHS + 1):
        viral = rng.random() < VIRAL_CHANCE and month != calm
        lift = rng.uniform(0.06, 0.30) if viral else 0.0
        rates.append(usual + rng.gauss(0, 0.004) + lift)
        buzz.append(1.5 + 9 * lift if viral else 1.0)
    return rates, buzz


def _compound(rates: Sequence[float]) -> list[float]:
    sizes = [1.0]
    for rate in rates[1:]:
        sizes.append(sizes[-1] * (1 + rate))
    return sizes


def _extra(point: int, month: int | None, share: float) -> float:
    if month is None or point < month:
        return 0.0
    return float(share * KEPT ** (point - month))


def _draw_day(rng: Random, days: Sequence[date], month: int) -> date:
    length = (days[month] - days[month - 1]).days
    return days[month - 1] + timedelta(days=rng.randint(1, length))


def draw_views(rng: Random, growth: Growth) -> list[int]:
    """Draw a channel's lifetime views at each point; they follow the real audience and buzz."""
    monthly_rate = rng.lognormvariate(0.0, 0.4)  # views a follower a month
    total = growth.organic[0] * rng.uniform(20, 60)
    totals = [round(total)]
    for size, buzz in zip(growth.organic[1:], growth.buzz[1:], strict=True):
        total += size * monthly_rate * buzz * rng.lognormvariate(0.0, 0.12)
        totals.append(round(total))
    return totals
