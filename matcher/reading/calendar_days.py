"""Days and months of the calendar, told from what a brief leaves out."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

DECEMBER = 12
PARTS = {"early": (1, 10), "middle": (11, 20), "late": (21, 31), None: (1, 31)}
BUDDHIST = 543  # years ahead of the common era, in Thailand
LAST_COMMON = 2400  # a later year is Buddhist

Days = tuple[date, date]  # the first and the last


@dataclass(frozen=True, slots=True)
class Day:
    """A day, a month or a part of a month, as far as it is told."""

    month: int
    day: int | None = None
    year: int | None = None
    part: str | None = None  # of the month: early, middle, late


@dataclass(frozen=True, slots=True)
class Told:
    """Days that a text names, and where."""

    days: Days
    start: int
    end: int
    day: Day | None = None  # None: reckoned from today


def settle(told: Day, today: date) -> Days | None:
    """Return from the first to the last day; without a year the next one that is not over. None: no such day."""
    if told.year is not None:
        return _lay_out(told, told.year - BUDDHIST if told.year > LAST_COMMON else told.year)
    days = _lay_out(told, today.year)
    return _lay_out(told, today.year + 1) if days is None or days[1] < today else days


def reckon_month(today: date, ahead: int, part: str | None) -> Days | None:
    """Return the days of the month, or of a part of the month, that lies so many months ahead."""
    years, month = divmod(today.month - 1 + ahead, DECEMBER)
    return _lay_out(Day(month + 1, part=part), today.year + years)


def reckon_week(today: date, ahead: int) -> Days | None:
    """Return Monday to Sunday of the week that lies so many weeks ahead."""
    if today > date.max - timedelta(weeks=ahead + 2):
        return None
    monday = today + timedelta(weeks=ahead, days=-today.weekday())
    return monday, monday + timedelta(days=6)


def _lay_out(told: Day, year: int) -> Days | None:
    if not (1 <= told.month <= DECEMBER and date.min.year <= year <= date.max.year):
        return None
    length = monthrange(year, told.month)[1]
    if told.day is not None:
        return (date(year, told.month, told.day),) * 2 if 1 <= told.day <= length else None
    first, last = PARTS[told.part]
    return date(year, told.month, first), date(year, told.month, min(last, length))
