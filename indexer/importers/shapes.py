"""Tells what shape a file or folder has."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from indexer.importers import youtube_trending
from indexer.importers.inputs import Input
from indexer.importers.jsonl import read_jsonl
from indexer.importers.layouts import MAPPED, Layout
from indexer.importers.lines import UTF_16, read_lines
from indexer.importers.mapped import read_mapped
from indexer.importers.records import Record
from indexer.importers.rows import RowReader
from indexer.importers.sniffing import to_codec
from indexer.importers.tables import TABLES, read_tables
from matcher.errors import UnreadableInput

SHAPES: dict[str, Callable[[Input, datetime], Iterator[Record]]] = {
    "jsonl": read_jsonl,
    "csv": read_tables,
    "youtube-trending": youtube_trending.read_youtube_trending,
}
READERS = {**SHAPES, MAPPED: read_mapped}
PACKED = {b"\x1f\x8b": "gzip", b"PK\x03\x04": "zip", b"\x28\xb5\x2f\xfd": "zstd", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}
PROBED = 4_096  # bytes


def recognise_input(path: Path, shape: str | None) -> Input:
    """Return what there is to read; without a `shape` it is told by the suffix, the header or the folder.

    Raises:
        UnreadableInput: no row of it could be read.
    """
    if shape is not None and shape not in SHAPES:
        raise UnreadableInput(f"There is no shape {shape!r}.", f"Use one of: {', '.join(SHAPES)}.")
    try:
        if path.is_dir():
            return _recognise_folder(path, shape)
        return _recognise_file(path, shape)
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be read ({error.strerror}).", "Check the path and its rights.") from error


def recognise_table(path: Path, layout: Layout) -> Input:
    """Return an unknown table as its layout reads it.

    Raises:
        UnreadableInput: the layout lacks what a row needs, or is of another table.
    """
    try:
        width = len(RowReader(path, encoding=to_codec(layout.encoding), delimiter=layout.delimiter).names)
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be read ({error.strerror}).", "Check the path and its rights.") from error
    if width != len(layout.fields):
        raise UnreadableInput(
            f"The header of {path} has {width} columns, what was said of it {len(layout.fields)}.", "Map it again."
        )
    if faults := layout.find_faults():
        raise UnreadableInput(
            f"The columns of {path} do not tell, or tell twice: {', '.join(faults)}.",
            "Name one column each; an id, a handle or an address tells whose row it is.",
        )
    return Input(name=path.name, shape=MAPPED, files={"creators": path}, layout=layout)


def _recognise_folder(path: Path, shape: str | None) -> Input:
    if shape not in (None, "csv"):
        raise UnreadableInput(f"{path} is a folder.", f"Name the file of shape {shape} in it.")
    files = {name: path / f"{name}.csv" for name in TABLES if (path / f"{name}.csv").is_file()}
    if not files:
        names = ", ".join(f"{name}.csv" for name in TABLES)
        raise UnreadableInput(f"The folder {path} holds none of {names}.", "Name another folder, or a file.")
    for name, file in files.items():
        _check_bytes(file)
        _check_header(file, TABLES[name].required)
    return Input(name=path.resolve().name, shape="csv", files=files)


def _recognise_file(path: Path, shape: str | None) -> Input:
    _check_bytes(path)
    shape = shape or _tell_shape(path)
    if shape == "csv":
        name = _tell_table(path)
        _check_header(path, TABLES[name].required)
        return Input(name=path.name, shape=shape, files={name: path})
    if shape == "youtube-trending":
        _check_header(path, youtube_trending.REQUIRED)
    return Input(name=path.name, shape=shape, files={"creators": path})


def _check_bytes(path: Path) -> None:
    """Refuse what is no text at all before it is taken for a text full of bad lines."""
    if not path.exists():
        raise UnreadableInput(f"{path} does not exist.", "Check the path.")
    if not path.is_file():
        raise UnreadableInput(f"{path} is not a file.", "Save the rows to a file and import that.")
    with path.open("rb") as file:
        start = file.read(PROBED)
    for magic, name in PACKED.items():
        if start.startswith(magic):
            raise UnreadableInput(f"{path} is packed with {name}.", "Unpack it and import what is inside.")
    if start.count(b"\0") * 5 > len(start) and not start.startswith(UTF_16):
        raise UnreadableInput(f"{path} is not a text in UTF-8.", "Save it as UTF-8.")
    if not any(line.text.strip() for line in read_lines(path)):
        raise UnreadableInput(f"{path} is empty.", "Export it again.")


def _tell_shape(path: Path) -> str:
    first = next(line.text.strip() for line in read_lines(path) if line.text.strip())
    if first in ("{", "[") or first.startswith("["):
        raise UnreadableInput(f"{path} is one JSON document.", "Write one creator a line: `jq -c '.[]' FILE`.")
    if path.suffix.lower() in (".jsonl", ".ndjson") or first.startswith("{"):
        return "jsonl"
    header = RowReader(path).header
    if set(youtube_trending.REQUIRED) <= {*header}:
        return "youtube-trending"
    if path.suffix.lower() == ".csv" or any({*kind.required} <= {*header} for kind in TABLES.values()):
        return "csv"
    raise UnreadableInput(f"{path} has no shape that can be told.", f"Say which with --as: {', '.join(SHAPES)}.")


def _tell_table(path: Path) -> str:
    """Tell a table by its header; one that names the creator of each row is none of creators."""
    header = {*RowReader(path).header}
    for name in ("fees", "history", "posts", "creators"):
        if {*TABLES[name].required} <= header:
            return name
    shown = ", ".join(TABLES["creators"].required)
    raise UnreadableInput(
        f"The header of {path} lacks columns that tell what it holds.",
        f"The first row must name the columns, separated by commas; creators need {shown}.",
    )


def _check_header(path: Path, required: tuple[str, ...]) -> None:
    header = RowReader(path).header
    missing = [name for name in required if name not in header]
    doubled = sorted({name for name in header if name and header.count(name) > 1})
    if missing:
        raise UnreadableInput(
            f"The header of {path} lacks {', '.join(missing)}.",
            "The first row must name the columns, separated by commas; --as says another shape.",
        )
    if doubled:
        raise UnreadableInput(f"The header of {path} names {', '.join(doubled)} twice.", "Rename one of them.")
