"""Reads samples of followers and growth histories from CSV files: a bad cell costs its row, and says why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from indexer.importers.cells import read_flag_cell, read_number_cell
from indexer.importers.numbers import read_count
from indexer.importers.rows import Row, RowReader
from indexer.importers.texts import read_id
from matcher.authenticity.accounts import Account
from matcher.authenticity.history import Day
from matcher.errors import UnreadableInput

COUNTS = ("posts", "following", "followers", "username_length", "username_digits", "bio_length")
FLAGS = ("has_picture", "is_private")
HISTORY = ("creator", "date", "subscribers", "views", "videos")
NEEDED = ("creator", "date", "subscribers")


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that cannot be judged."""

    row: int  # from 1, the header not counted
    field: str  # empty: the row as a whole
    reason: str


def read_followers(path: Path) -> Iterator[tuple[int, Account | Problem]]:
    """Give each row's number, from 1, and its account; empty cells and missing columns are unknown.

    Raises:
        UnreadableInput: the file cannot be read, or has none of the columns.
    """
    reader = _open(path, "followers", COUNTS + FLAGS, ())
    for number, row in enumerate(reader.read(), start=1):
        yield number, _read_account(number, row, reader.header)


def read_histories(path: Path) -> tuple[dict[str, list[Day]], list[Problem]]:
    """Return the days of every creator, in the order of the file, and the rows that cannot be taken.

    A creator all of whose rows are bad has no days. A moment with a time zone counts for its day in UTC.

    Raises:
        UnreadableInput: the file cannot be read, or lacks a column.
    """
    reader = _open(path, "history", HISTORY, NEEDED)
    days, problems = dict[str, list[Day]](), list[Problem]()
    for number, row in enumerate(reader.read(), start=1):
        cells = dict(zip(reader.header, row.cells, strict=False))
        creator = cells.get("creator", "").strip()
        if creator:
            days.setdefault(creator, [])
        found = _read_day(number, row, cells)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            days[read_id(creator)].append(found)
    return days, problems


def _open(path: Path, what: str, known: tuple[str, ...], needed: tuple[str, ...]) -> RowReader:
    try:
        reader = RowReader(path, keep_blank=True)
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be read: {error.strerror or error}.", "Give a CSV file.") from error
    missing = [name for name in needed if name not in reader.header]
    if missing or not set(known) & set(reader.header):
        raise UnreadableInput(
            f"{path} is no table of {what}: it has no column {', '.join(missing or known)}.",
            f"Its first row names columns of {', '.join(known)}.",
        )
    return reader


def _read_account(number: int, row: Row, header: tuple[str, ...]) -> Account | Problem:
    if row.problem:
        return Problem(number, "", row.problem)
    known: dict[str, int | bool] = {}
    for name, cell in zip(header, row.cells, strict=True):
        text = cell.strip()
        if text and name in COUNTS + FLAGS:
            try:
                known[name] = read_flag_cell(_plain(text)) if name in FLAGS else read_count(read_number_cell(text))
            except ValueError as error:
                return Problem(number, name, str(error))
    return Account(**known)  # type: ignore[arg-type]


def _plain(flag: str) -> str:
    """Return a flag as other programs write it in the form that is read here."""
    return {"1.0": "1", "0.0": "0", "yes": "1", "no": "0"}.get(flag.lower(), flag)


def _read_day(number: int, row: Row, cells: dict[str, str]) -> Day | Problem:
    field = ""
    try:
        if row.problem:
            raise ValueError(row.problem)
        field = "creator"
        read_id(cells["creator"])
        field = "date"
        day = read_any_day(cells["date"].strip())
        counts = {}
        for field in ("subscribers", "views", "videos"):
            text = cells.get(field, "").strip()
            counts[field] = read_count(read_number_cell(text)) if text else None
    except ValueError as error:
        return Problem(number, field, str(error))
    return Day(date=day, followers=counts["subscribers"], views=counts["views"], videos=counts["videos"])


def read_any_day(text: str) -> date:
    """Return the date of an ISO 8601 date or moment; a moment with a time zone counts for its day in UTC."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError("It is not an ISO 8601 date such as 2026-09-01.") from error
    return (moment.astimezone(UTC) if moment.tzinfo else moment).date()
