"""CSV files of one table that a command takes: opened, or refused with what they lack."""

from collections.abc import Sequence
from pathlib import Path

from indexer.importers.rows import RowReader
from matcher.errors import UnreadableInput


def open_sheet(path: Path, needed: Sequence[str], known: Sequence[str]) -> RowReader:
    """Open a file whose first row names its columns.

    Args:
        path: where it is.
        needed: columns that it must have.
        known: all columns that are looked at.

    Raises:
        UnreadableInput: the file cannot be read, or lacks a column.
    """
    try:
        reader = RowReader(path)
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be read: {error.strerror}.", "Give a CSV file.") from error
    if missing := [column for column in needed if column not in reader.header]:
        raise UnreadableInput(
            f"{path.name} has no column {', '.join(missing)}.", f"Give a CSV file with a header: {','.join(known)}."
        )
    return reader
