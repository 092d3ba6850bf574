"""Bounds of a share in a filter, checked."""

from collections.abc import Mapping
from math import isfinite

from matcher.domain import Shares
from matcher.errors import InvalidFilter
from web.checks import refuse_unknown, shorten
from web.phrases import Phrase


def read_shares(bounds: object, field: str) -> Shares:
    """Read inclusive bounds from 0 to 1.

    Raises:
        InvalidFilter: they are no object, no shares, or crossed.
    """
    if not isinstance(bounds, Mapping):
        raise InvalidFilter(
            Phrase("%(field)s is not an object.", field=field), Phrase('Give bounds such as {"min": 0.7}.')
        )
    refuse_unknown(bounds, ("min", "max"), InvalidFilter)
    low, high = (_read_share(bounds.get(end), f"{field}.{end}") for end in ("min", "max"))
    if low is not None and high is not None and low > high:
        raise InvalidFilter(
            Phrase(
                "The range of %(field)s starts at %(low)s, above its end %(high)s.", field=field, low=low, high=high
            ),
            Phrase("Exchange the two."),
        )
    return Shares(min=low, max=high)


def _read_share(share: object, field: str) -> float | None:
    if share is None:
        return None
    is_number = isinstance(share, int | float) and not isinstance(share, bool)
    if not (is_number and isfinite(float(share)) and 0 <= float(share) <= 1):  # type: ignore[arg-type]
        raise InvalidFilter(
            Phrase("%(field)s: %(found)s is no share from 0 to 1.", field=field, found=shorten(share)),
            Phrase("Give a number such as 0.7, or leave it out."),
        )
    return float(share)  # type: ignore[arg-type]
