"""The way to the shortlists of this home: connections, creators, the clock."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

from sqlalchemy import Connection

from indexer.catalogue.shortlists.nouns import Entry
from indexer.catalogue.transactions import reading, writing
from matcher.errors import CreatorNotFound
from web.access.visitors import find_register
from web.door import find_known
from web.shortlists.portrait import Portrait, draw_portrait


@contextmanager
def read_lists() -> Iterator[Connection]:
    """Give a connection that sees one state of the lists."""
    with reading(find_register().open()) as connection:
        yield connection


@contextmanager
def change_lists() -> Iterator[Connection]:
    """Give a connection that alone may write; what it did counts when all of it went well."""
    with writing(find_register().open()) as connection:
        yield connection


def tell_moment() -> datetime:
    """Return now, in UTC."""
    return datetime.now(UTC)


def draw_portraits(entries: Sequence[Entry]) -> dict[int, Portrait]:
    """Return the portraits of creators that still exist, by id."""
    drawn = {}
    for entry in entries:
        with suppress(CreatorNotFound):
            drawn[entry.creator] = draw_portrait(find_known(entry.creator), entry.posts)
    return drawn
