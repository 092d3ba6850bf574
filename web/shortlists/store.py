"""The way to the shortlists of this home: connections, creators, the clock."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection

from indexer.catalogue.profile import read_profile
from indexer.catalogue.shortlists.nouns import Entry
from indexer.catalogue.transactions import reading, writing
from matcher.errors import CreatorNotFound
from web.access.visitors import find_register
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


def draw_portraits(connection: Connection, entries: Sequence[Entry]) -> dict[int, Portrait]:
    """Return the portraits of creators that still exist, by id."""
    drawn = {}
    for entry in entries:
        try:
            drawn[entry.creator] = draw_portrait(read_profile(connection, entry.creator), entry.posts)
        except CreatorNotFound:
            continue
    return drawn
