"""Reads past streams or posts with what they had, for back-tests: one row each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import log
from pathlib import Path

import numpy as np

from indexer.importers.cells import read_number_cell
from indexer.importers.numbers import read_moment, read_number
from indexer.importers.sheets import open_sheet
from matcher.forecast.showings import UNKNOWN, Showings

COLUMNS = ("creator", "start", "topic", "subscribers", "average_viewers")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Streams:
    """What a file holds, in order of time, and what was left out of it."""

    showings: Showings
    rejected: tuple[tuple[int, str], ...]  # (line, reason)
    repeated: int  # rows of a creator and a moment that a later row tells again


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stream:
    creator: str
    day: float
    topic: str
    size: float
    count: float


def read_streams(path: Path, now: datetime) -> Streams:
    """Read a CSV file with the columns creator, start, topic, subscribers, average_viewers; others are not looked at.

    `start` is ISO 8601, UTC where it names no zone; topic and subscribers may be empty. Rows that mean nothing are
    left out and told; of two rows of one creator and moment the later one counts.

    Raises:
        UnreadableInput: the file cannot be read, or lacks a column.
    """
    reader = open_sheet(path, COLUMNS, COLUMNS)
    streams: dict[tuple[str, float], _Stream] = {}
    rejected, taken = [], 0
    for row in reader.read():
        try:
            if row.problem:
                raise ValueError(row.problem)
            stream = _read_stream(dict(zip(reader.header, row.cells, strict=True)), now)
        except ValueError as error:
            rejected.append((row.line, str(error)))
            continue
        streams[stream.creator, stream.day] = stream
        taken += 1
    showings = _make_showings(sorted(streams.values(), key=lambda one: (one.day, one.creator)))
    return Streams(showings=showings, rejected=tuple(rejected), repeated=taken - len(streams))


def count_days(moment: datetime) -> float:
    """Return the days since 1970-01-01 UTC, with the time of day as a fraction."""
    return (moment - EPOCH) / A_DAY


def _read_stream(cells: dict[str, str], now: datetime) -> _Stream:
    creator = cells["creator"].strip()
    if not creator:
        raise ValueError("creator: It is empty.")
    return _Stream(
        creator=creator,
        day=_read("start", lambda: count_days(read_moment(cells["start"], now))),
        topic=cells["topic"].strip(),
        size=_read("subscribers", lambda: _read_log(cells["subscribers"], least=1.0)),
        count=_read("average_viewers", lambda: _read_count(cells["average_viewers"])),
    )


def _read(column: str, read: Callable[[], float]) -> float:
    try:
        return read()
    except ValueError as error:
        raise ValueError(f"{column}: {error}") from error


def _read_count(cell: str) -> float:
    if not cell.strip():
        raise ValueError("It is empty.")
    return _read_log(cell, least=0.0)


def _read_log(cell: str, least: float) -> float:
    """Return the logarithm, of `least` at least; nan where the cell is empty."""
    if not cell.strip():
        return float("nan")
    number = float(read_number(read_number_cell(cell.strip())))
    if max(number, least) == 0:
        raise ValueError("It is 0, which no forecast in factors can be compared with.")
    return log(max(number, least))


def _make_showings(streams: Iterable[_Stream]) -> Showings:
    rows = list(streams)
    topics = {name: place for place, name in enumerate(sorted({row.topic for row in rows} - {""}))}
    creators = {name: place for place, name in enumerate(sorted({row.creator for row in rows}))}
    return Showings(
        creators=np.array([creators[row.creator] for row in rows], np.int64),
        days=np.array([row.day for row in rows], np.float64),
        topics=np.array([topics.get(row.topic, UNKNOWN) for row in rows], np.int64),
        sizes=np.array([row.size for row in rows], np.float64),
        counts=np.array([row.count for row in rows], np.float64),
    )
