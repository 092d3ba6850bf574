"""Checks counts, moments and money that come from outside; what cannot be taken is a ValueError with a reason."""

import math
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pycountry

from indexer.importers.texts import must_be_text

LARGEST = 10**11
OLDEST = datetime(2000, 1, 1, tzinfo=UTC)
AHEAD = timedelta(days=1)  # clocks and time zones differ


def read_number(found: object) -> int | float | Decimal:
    """Return a number from 0 to 10^11."""
    if isinstance(found, bool) or not isinstance(found, int | float | Decimal):
        raise ValueError("It must be a number.")
    if not math.isfinite(found) if isinstance(found, float) else False:
        raise ValueError(f"{found} is not a number.")
    if found < 0:
        raise ValueError("It is negative.")
    if found > LARGEST:
        raise ValueError(f"It is larger than {LARGEST:,}.")
    return found


def read_count(found: object) -> int:
    """Return a whole number from 0 to 10^11; 62.0 is one."""
    number = read_number(found)
    if number != int(number):
        raise ValueError(f"{number} is not a whole number.")
    return int(number)


def read_flag(found: object) -> bool:
    """Return true or false."""
    if not isinstance(found, bool):
        raise ValueError("It must be true or false.")
    return found


def read_moment(found: object, now: datetime) -> datetime:
    """Return a moment in UTC; one without a zone is taken as UTC, a mere date as its first moment."""
    text = must_be_text(found).strip()
    try:
        moment = datetime.fromisoformat(text)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError("It is not an ISO 8601 moment such as 2026-09-01T09:00:00Z.") from error
    return _read_past(moment, now)


def read_day(found: object, now: datetime) -> date:
    """Return a date."""
    text = must_be_text(found).strip()
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ValueError("It is not an ISO 8601 date such as 2026-09-01.") from error
    return _read_past(datetime(day.year, day.month, day.day, tzinfo=UTC), now).date()


def read_amount(found: object) -> Decimal:
    """Return an amount of money above 0 with at most two decimals."""
    amount = Decimal(str(read_number(found)))
    if amount <= 0:
        raise ValueError("It must be above 0.")
    if amount != round(amount, 2):
        raise ValueError("It has more than two decimals.")
    return amount


def read_currency(found: object) -> str:
    """Return an ISO 4217 code in capitals."""
    text = must_be_text(found).strip().upper()
    if pycountry.currencies.get(alpha_3=text[:4]) is None:
        raise ValueError("It is no ISO 4217 currency such as JPY.")
    return text


def _read_past(moment: datetime, now: datetime) -> datetime:
    if moment < OLDEST:
        raise ValueError("It lies before the year 2000.")
    if moment > now + AHEAD:
        raise ValueError("It lies in the future.")
    return moment
