"""Pages of an answer: where one ends, a cursor tells where the next one begins, in the same generation."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import asdict, dataclass, replace
from hashlib import blake2b

from matcher.domain import Answer, Brief, Place
from matcher.errors import EnmusubiError
from matcher.ports import Shelf
from matcher.search import DEEPEST, find_matches
from web.door import find_shelves
from web.phrases import Phrase

LONGEST = 200  # characters of a cursor
PLAIN = re.compile(r"(g\d{6})\.(\d{1,5})\.(\d{1,4})\.")


class InvalidCursor(EnmusubiError):
    """A cursor was not given for this brief, or was changed."""

    code = "invalid_cursor"


class CursorExpired(EnmusubiError):
    """The generation that a cursor goes on in is gone."""

    code = "cursor_expired"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an answer."""

    answer: Answer
    cursor: str | None  # asks for the next page; None: this is the last one


@dataclass(frozen=True, slots=True)
class _Held:
    """Shelves that do not follow the live generation."""

    shelf: Shelf

    def current(self) -> Shelf:
        """Return the shelf that is held."""
        return self.shelf


def find_page(brief: Brief, cursor: str | None = None) -> Page:
    """Answer a brief from its best match on, or from where a cursor says, in the generation that gave it.

    Pages never repeat or skip a creator; their sizes may differ. They reach as deep as 1,000 matches.

    Raises:
        InvalidCursor: the cursor was given for another brief, or was changed.
        CursorExpired: its generation is gone.
        EnmusubiError: as `find_matches`.
    """
    if cursor is None:
        answer = find_matches(brief, find_shelves())
    else:
        generation, start = read_cursor(cursor, brief)
        answer = find_matches(brief, _hold(generation), start=start)
    return Page(answer, None if answer.next is None else write_cursor(answer.generation, answer.next, brief))


def write_cursor(generation: str, place: Place, brief: Brief) -> str:
    """Return what asks for the page of a brief that begins at a place."""
    plain = f"{generation}.{place.candidates}.{place.shown}"
    return urlsafe_b64encode(f"{plain}.{_sum_up(plain, brief)}".encode()).decode().rstrip("=")


def read_cursor(cursor: str, brief: Brief) -> tuple[str, Place]:
    """Return the generation and the place that a cursor of this brief names.

    Raises:
        InvalidCursor: it was given for another brief, or was changed.
    """
    found = PLAIN.match(_decode(cursor[:LONGEST]))
    place = Place(int(found[2]), int(found[3])) if found else Place()
    if found is None or place.shown >= DEEPEST or write_cursor(found[1], place, brief) != cursor:
        problem = Phrase("The cursor was not given for this brief, or it was changed.")
        error = InvalidCursor(problem, Phrase("Send the brief and the filter of the first page, or no cursor."))
        error.details = (("cursor", problem),)
        raise error
    return found[1], place


def _hold(generation: str) -> _Held:
    shelf = find_shelves().find(generation)
    if shelf is None:
        raise CursorExpired(
            Phrase("The index that these pages were read from is gone."), Phrase("Begin again at the first page.")
        )
    return _Held(shelf)


def _decode(cursor: str) -> str:
    try:
        return urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode("ascii")
    except (Error, ValueError):
        return ""


def _sum_up(plain: str, brief: Brief) -> str:
    """Return a checksum of a cursor and all of its brief that decides who comes where."""
    ranks = asdict(replace(brief, id=None, limit=0, understood=()))
    read = [(one.field, one.span) for one in brief.understood]
    told = json.dumps([plain, ranks, read], default=_order, sort_keys=True)
    return blake2b(told.encode(), digest_size=12).hexdigest()


def _order(found: object) -> object:
    return sorted(found) if isinstance(found, frozenset) else str(found)
