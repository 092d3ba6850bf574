"""CSV: the tables creators, posts, history and fees, one file each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from indexer.catalogue.drafts import Draft
from indexer.importers.cells import read_cells
from indexer.importers.checking import NESTED, Findings, check_creator, join_rejects, read_post_columns
from indexer.importers.inputs import Input
from indexer.importers.models import Checks, Owned, OwnedFee, OwnedHistory, OwnedPost
from indexer.importers.records import LONGEST_RAW, Checked, Record, Reject
from indexer.importers.rows import Row, RowReader

OWNER = ("platform", "creator_external_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableKind:
    """What a table is told by, and how its rows are judged."""

    required: tuple[str, ...]  # columns it must have
    key: tuple[str, ...]  # columns that make a later row a repetition
    check: Callable[[dict[str, object], datetime], Checked]


def read_tables(source: Input, now: datetime) -> Iterator[Record]:
    """Give a record for every row of every table."""
    done = 0
    for name, path in source.files.items():
        reader, kind = RowReader(path), TABLES[name]
        for row in reader.read():
            cells = dict(zip(reader.header, row.cells, strict=False))  # a bad row has no cells
            checked = _check_row(row, cells, kind, now)
            yield make_record(path.name, row, done, _identify(name, kind, cells), checked)
        done += path.stat().st_size


def make_record(file: str, row: Row, done: int, identity: tuple[str, ...], checked: Checked) -> Record:
    """Return the record of a row that begins after `done` bytes of other files."""
    return Record(
        file=file,
        line=row.line,
        raw=row.raw.rstrip("\r\n")[:LONGEST_RAW],
        size=len(row.raw),
        read=done + row.read,
        identity=identity if checked.draft else (),
        checked=checked,
    )


def _identify(name: str, kind: TableKind, cells: dict[str, str]) -> tuple[str, ...]:
    return (name, *(cells.get(column, "").strip() for column in kind.key))


def _check_row(row: Row, cells: dict[str, str], kind: TableKind, now: datetime) -> Checked:
    if row.problem:
        return Checked(draft=None, rejects=(Reject("", row.problem),))
    values, rejects = read_cells(cells)
    if rejects:
        return Checked(draft=None, rejects=(join_rejects(rejects),))
    return kind.check(values, now)


def _check_creator(values: dict[str, object], now: datetime) -> Checked:
    plain = {f"{name} (nested)" if name in NESTED else name: value for name, value in values.items()}
    return check_creator(plain, now)


def _check_owned(model: type[Checks], parts: Callable[[Any], dict[str, Any]]) -> Callable[..., Checked]:
    """Return a check for rows that belong to a creator and give it the `parts` of a draft."""

    def check(values: dict[str, object], now: datetime) -> Checked:
        findings = Findings(now)
        entry: Any = findings.check(model, values, "")
        rejects, ignored = tuple(findings.rejects), findings.ignored
        if not isinstance(entry, Owned):
            return Checked(draft=None, rejects=rejects, ignored=ignored)
        draft = Draft(platform=entry.platform, external_id=entry.creator_external_id, must_exist=True, **parts(entry))
        return Checked(draft=draft, rejects=rejects, ignored=ignored)

    return check


def _post_parts(post: OwnedPost) -> dict[str, Any]:
    columns = read_post_columns(post)
    return {"posts": {post.external_id: {name: columns[name] for name in columns if name not in OWNER}}}


def _history_parts(entry: OwnedHistory) -> dict[str, Any]:
    return {"history": {entry.date: entry.columns("date", *OWNER)}}


def _fee_parts(fee: OwnedFee) -> dict[str, Any]:
    return {"fees": {(fee.deliverable, fee.currency): fee.amount}}


TABLES = {  # in the order they are read: what a row refers to comes before it
    "creators": TableKind(required=("platform", "external_id"), key=("platform", "external_id"), check=_check_creator),
    "posts": TableKind(
        required=(*OWNER, "external_id"),
        key=(*OWNER, "external_id"),
        check=_check_owned(OwnedPost, _post_parts),
    ),
    "history": TableKind(
        required=(*OWNER, "date"), key=(*OWNER, "date"), check=_check_owned(OwnedHistory, _history_parts)
    ),
    "fees": TableKind(
        required=(*OWNER, "amount", "currency", "deliverable"),
        key=(*OWNER, "currency", "deliverable"),
        check=_check_owned(OwnedFee, _fee_parts),
    ),
}
