"""Numbers that a filter names, checked: whole numbers, shares from 0 to 1, days until today."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from matcher.domain import Range
from matcher.errors import InvalidFilter
from web.checks import name_field, read_integer, refuse_unknown, shorten
from web.phrases import Phrase

MOST_FOLLOWERS = 10**12
MOST_DAYS = 3_650

ReadBound = Callable[[object, str], float]


def read_counts(bounds: object, field: str) -> Range:
    """Read bounds that are whole numbers, such as followers.

    Raises:
        InvalidFilter: no object, an unknown bound, no whole number from 0, or crossed bounds.
    """
    return _read_range(bounds, field, _read_count)


def read_shares(bounds: object, field: str) -> Range:
    """Read bounds that are shares from 0 to 1, such as an engagement rate.

    Raises:
        InvalidFilter: no object, an unknown bound, no share, or crossed bounds.
    """
    return _read_range(bounds, field, _read_share)


def read_last_post(days: object, today: date | None) -> Range:
    """Read how many days ago the last post may be, and return the days on which it lies; today is the clock's.

    Raises:
        InvalidFilter: no whole number from 1 to ten years.
    """
    if days is None:
        return Range()
    number = read_integer(days)
    if number is None or not 1 <= number <= MOST_DAYS:
        raise InvalidFilter(
            Phrase(
                "%(field)s: %(found)s does not lie between 1 and %(most)d.",
                field="last_post_days",
                found=shorten(days),
                most=MOST_DAYS,
            ),
            Phrase("Give a number of days such as 90, or leave it out."),
        )
    day = today or datetime.now().astimezone().date()
    return Range(min=(day - timedelta(days=number)).toordinal())


def _read_range(bounds: object, field: str, read_bound: ReadBound) -> Range:
    if not isinstance(bounds, Mapping):
        raise InvalidFilter(
            Phrase("%(field)s is not an object.", field=field), Phrase('Give bounds such as {"min": 10000}.')
        )
    refuse_unknown(bounds, ("min", "max"), InvalidFilter)
    low, high = (
        None if bounds.get(end) is None else name_field(end, read_bound, bounds[end], f"{field}.{end}")
        for end in ("min", "max")
    )
    if low is not None and high is not None and low > high:
        raise InvalidFilter(
            Phrase(
                "The range of %(field)s starts at %(low)s, above its end %(high)s.",
                field=field,
                low=f"{low:,}",
                high=f"{high:,}",
            ),
            Phrase("Exchange the two."),
        )
    return Range(min=low, max=high)


def _read_count(bound: object, field: str) -> int:
    number = read_integer(bound)
    if number is None or not 0 <= number <= MOST_FOLLOWERS:
        raise InvalidFilter(
            Phrase("%(field)s: %(found)s is no whole number from 0.", field=field, found=shorten(bound)),
            Phrase("Give a number such as 10000, or leave it out."),
        )
    return number


def _read_share(bound: object, field: str) -> float:
    if isinstance(bound, bool) or not isinstance(bound, int | float) or not 0 <= bound <= 1:
        raise InvalidFilter(
            Phrase("%(field)s: %(found)s is no share from 0 to 1.", field=field, found=shorten(bound)),
            Phrase("Give a share such as 0.03 for 3 %%, or leave it out."),
        )
    return float(bound)
