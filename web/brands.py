"""Names of brands in a filter, checked."""

from collections.abc import Mapping

from matcher.disclosure.brands import name_key
from matcher.errors import InvalidFilter
from web.checks import compose, read_strings, shorten
from web.phrases import Phrase

FIELD = "sponsors_not"
MOST_BRANDS = 100
LONGEST_BRAND = 100


def read_brands(data: Mapping[str, object]) -> frozenset[str]:
    """Read the brands whose past partners are left out.

    Raises:
        InvalidFilter: too many, too long, or nothing of a name.
    """
    names = [compose(name, FIELD, InvalidFilter) for name in read_strings(data, FIELD)]
    if len(names) > MOST_BRANDS:
        raise InvalidFilter(
            Phrase(
                "%(field)s holds %(found)d names; at most %(most)d are read.",
                field=FIELD,
                found=len(names),
                most=MOST_BRANDS,
            ),
            Phrase("Keep the competitors that matter most."),
        )
    for name in names:
        if not name_key(name) or len(name) > LONGEST_BRAND:
            raise InvalidFilter(
                Phrase("%(field)s: %(found)s is no name of a brand.", field=FIELD, found=shorten(name)),
                Phrase("Give a name or a handle, with 1 to %(most)d characters.", most=LONGEST_BRAND),
            )
    return frozenset(names)
