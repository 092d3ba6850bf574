"""Looks at an upload before anything is imported: what it is, how it would be read, and its first rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from indexer.catalogue.drafts import Draft
from indexer.catalogue.tables import CreatorRow
from indexer.catalogue.transactions import reading
from indexer.importers.headers import guess_fields
from indexer.importers.inputs import Input
from indexer.importers.layouts import Layout, read_layout
from indexer.importers.rows import RowReader
from indexer.importers.shapes import READERS, recognise_input, recognise_table
from indexer.importers.sniffing import PROBED, sniff_delimiter, sniff_encoding, to_codec
from indexer.jobs.mappings import find_mapping
from indexer.jobs.uploads import UploadRefused
from matcher.errors import UnreadableInput

MOST_COLUMNS = 500
SHOWN = 10  # rows of a preview
PLAIN = ("utf-8", "utf-16")  # what the known shapes are read in


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One of the first rows, as it would be read."""

    line: int
    draft: Draft | None  # None: it would be rejected
    reasons: tuple[str, ...]
    is_new: bool  # the catalogue has no such creator


def plan_reading(path: Path, engine: Engine) -> dict[str, Any]:
    """Return how an upload would be read: {"shape": ...} where it is known, else {"layout": ...} as a proposal.

    Raises:
        UploadRefused: it is no text, no table, or has too many columns.
        UnreadableInput: no row of it could be read.
    """
    if path.is_dir():
        return {"shape": recognise_input(path, "csv").shape}
    encoding = sniff_encoding(path)
    _refuse_binary(path, encoding)
    if encoding in PLAIN and _begins_with_brace(path, encoding):
        return {"shape": recognise_input(path, None).shape}
    names = read_names(path, encoding, delimiter := sniff_delimiter(path, encoding))
    if encoding in PLAIN and delimiter == "," and (shape := _find_known_shape(path)) is not None:
        return {"shape": shape}
    return {"layout": propose_layout(names, encoding, delimiter, engine).write()}


def read_names(path: Path, encoding: str, delimiter: str) -> tuple[str, ...]:
    """Return the names of a table's columns.

    Raises:
        UploadRefused: it has none, too many, or is no text.
    """
    try:
        names = RowReader(path, encoding=to_codec(encoding), delimiter=delimiter).names
    except UnicodeError as error:
        raise UploadRefused("encoding", "The file is not written in this encoding.", "Choose another one.") from error
    if not names or any("\0" in name for name in names):
        raise UploadRefused("kind", "The file is neither a table nor JSON Lines.", "Upload CSV or JSON Lines.")
    if len(names) > MOST_COLUMNS:
        raise UploadRefused(
            "columns",
            f"The table has {len(names):,} columns; at most {MOST_COLUMNS} are read.",
            "Check what separates its columns, or keep those that matter.",
        )
    return names


def propose_layout(names: Sequence[str], encoding: str, delimiter: str, engine: Engine) -> Layout:
    """Return how a table with these columns was read last time, else what their names suggest."""
    guessed = Layout(encoding=encoding, delimiter=delimiter, fields=guess_fields(names))
    known = find_mapping(engine, names)
    return guessed if known is None else replace(guessed, fields=known.fields, platform=known.platform)


def recognise_upload(path: Path, plan: Mapping[str, Any]) -> Input:
    """Return what there is to read, as was planned.

    Raises:
        UnreadableInput: it cannot be read so.
    """
    if (written := plan.get("layout")) is not None:
        return recognise_table(path, read_layout(written))
    return recognise_input(path, plan.get("shape"))


def show_rows(source: Input, engine: Engine, now: datetime) -> list[ShownRow]:
    """Return the first rows as they would be read, and whether their creators are new.

    Raises:
        UnreadableInput: the file is gone.
    """
    try:
        records = list(islice(READERS[source.shape](source, now), SHOWN))
    except OSError as error:
        raise UnreadableInput("The uploaded file is no longer there.", "Upload it again.") from error
    known = _find_known(engine, [one.checked.draft for one in records if one.checked.draft is not None])
    return [
        ShownRow(
            line=one.line,
            draft=one.checked.draft,
            reasons=tuple(f"{reject.field}: {reject.reason}".removeprefix(": ") for reject in one.checked.rejects),
            is_new=one.checked.draft is not None and one.checked.draft.key not in known,
        )
        for one in records
    ]


def _find_known(engine: Engine, drafts: Sequence[Draft]) -> set[tuple[str, str]]:
    ids = {draft.external_id for draft in drafts}
    query = select(CreatorRow.platform, CreatorRow.external_id).where(CreatorRow.external_id.in_(ids))
    with reading(engine) as connection:
        return {(platform, external_id) for platform, external_id in connection.execute(query)}


def _refuse_binary(path: Path, encoding: str) -> None:
    with path.open("rb") as file:
        if b"\0" in file.read(PROBED) and not encoding.startswith("utf-16"):
            raise UploadRefused("kind", "The file is neither a table nor JSON Lines.", "Upload CSV or JSON Lines.")


def _begins_with_brace(path: Path, encoding: str) -> bool:
    with path.open(encoding=to_codec(encoding), errors="replace") as file:
        return file.read(1_000).lstrip()[:1] in ("{", "[")


def _find_known_shape(path: Path) -> str | None:
    try:
        return recognise_input(path, None).shape
    except UnreadableInput:
        return None
