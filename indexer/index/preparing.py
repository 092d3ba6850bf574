"""Reads creators out of the catalogue for a build: untagged ones are tagged on the way."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Engine

from indexer.catalogue.changes import Changed, list_pages, load
from indexer.catalogue.histories import load_histories
from indexer.catalogue.opening import open_existing
from indexer.catalogue.tags import Tags, tag_untagged
from indexer.index.ahead import ahead
from indexer.index.prepared import Prepared, prepare
from indexer.tagging.creators import tag_creator
from indexer.tagging.region import infer_region
from matcher.domain import Creator

MANY = 1_000  # creators from which on a second process is worth its start


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is read."""

    changed: Changed
    upto: int  # the catalogue's revision when the build began: tags of later texts wait for the next build
    detector: str  # one of indexer.tagging.guess.DETECTORS
    today: date  # counts of later days are wrong


def prepare_all(engine: Engine, reading: Reading, expected: int) -> Iterator[list[Prepared]]:
    """Give the creators by ascending id; many are read by a second process while the caller embeds the last ones."""
    if expected < MANY or engine.url.database in (None, "", ":memory:"):
        return prepare_pages(engine, reading)
    return ahead(prepare_from, engine.url.render_as_string(hide_password=False), reading)


def prepare_from(database: str, reading: Reading) -> Iterator[list[Prepared]]:
    """Give the creators of a catalogue by its address."""
    engine = open_existing(database)
    try:
        yield from prepare_pages(engine, reading)
    finally:
        engine.dispose()


def prepare_pages(engine: Engine, reading: Reading) -> Iterator[list[Prepared]]:
    """Give the creators by ascending id, in batches that fit into memory."""

    def tag(creator: Creator) -> Tags:
        return replace(tag_creator(creator, reading.detector), region=infer_region(creator))

    for ids in list_pages(engine, reading.changed):
        tag_untagged(engine, reading.changed.tagger, tag, ids, reading.upto)
        yield [prepare(creator, reading.today) for creator in load_histories(engine, load(engine, ids))]
