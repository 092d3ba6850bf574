"""What a request of the API asks beside its brief, checked once."""

from collections.abc import Mapping, Sequence
from datetime import date

from matcher.domain import Brief
from matcher.errors import InvalidBrief
from web.checks import name_field, refuse_unknown, shorten
from web.phrases import Phrase
from web.read import Guess, read_brief

PARSE_FIELDS = ("text", "id", "language")


def read_cursor(data: object) -> tuple[object, str | None]:
    """Return the brief that a page of an answer is asked for, and where that page begins.

    Raises:
        InvalidBrief: the cursor is no string.
    """
    if not isinstance(data, Mapping):
        return data, None
    cursor = name_field("cursor", _read_cursor, data.get("cursor"))
    return {field: given for field, given in data.items() if field != "cursor"}, cursor


def read_examples(data: object, *, guess: Guess) -> Brief:
    """Read a brief that goes by creators.

    Raises:
        InvalidBrief: as `read_brief`; or it names no creator to go by.
    """
    brief = read_brief(data, guess=guess)
    name_field("like", _refuse_nobody, brief.like)
    return brief


def read_parsed(data: object, *, today: date, guess: Guess) -> Brief:
    """Read a text for what it asks for, nobody being looked for yet.

    Raises:
        InvalidBrief: as `read_brief`; or a field beside the text, its id and its language.
    """
    if isinstance(data, Mapping):
        refuse_unknown(data, PARSE_FIELDS, InvalidBrief)
    return read_brief(data, today=today, guess=guess)


def _read_cursor(cursor: object) -> str | None:
    if cursor is not None and not isinstance(cursor, str):
        raise InvalidBrief(
            Phrase("cursor is %(found)s, not a string.", found=shorten(cursor)),
            Phrase("Send the next_cursor of an answer as it is, or leave it out."),
        )
    return cursor


def _refuse_nobody(like: Sequence[int]) -> None:
    if not like:
        raise InvalidBrief(Phrase("There is no creator to go by."), Phrase('Send {"like": [7]} with ids of an answer.'))
