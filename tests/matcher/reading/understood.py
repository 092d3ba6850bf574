"""What a brief is read as, written short: what the tables of the tests compare."""

from datetime import date

from matcher.reading.understanding import understand

TODAY = date(2026, 11, 24)


def read(text: str, today: date = TODAY) -> dict[str, object]:
    """Return field and value of everything that is understood; a list where a field is told more than once."""
    told: dict[str, object] = {}
    for one in understand(text, today):
        told[one.field] = told[one.field] + one.value if one.field in told else one.value
    return told


def read_field(field: str, text: str, today: date = TODAY) -> object:
    """Return what one field is understood as; None: nothing."""
    return read(text, today).get(field)
