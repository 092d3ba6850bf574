"""Moments, durations and amounts of work as a reader writes them."""

from datetime import datetime, timedelta

from babel.dates import format_datetime, format_timedelta

from web.language import read_locale
from web.names import write_number

MEGABYTE = 1_000_000


def write_moment(moment: datetime) -> str:
    """Return a moment in the server's own time zone: "2026/09/01 9:05" in Japanese."""
    return str(format_datetime(moment.astimezone(), "short", locale=read_locale()))


def write_duration(seconds: float) -> str:
    """Return how long something takes, in its largest unit: 3 minutes, 3 分."""
    return str(format_timedelta(timedelta(seconds=max(round(seconds), 1)), threshold=1.5, locale=read_locale()))


def write_amount(amount: float, unit: str | None) -> str:
    """Return bytes as megabytes, and anything else as a plain number."""
    if unit != "bytes":
        return write_number(round(amount), read_locale())
    return f"{amount / MEGABYTE:.1f} MB"
