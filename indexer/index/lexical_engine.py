"""The files of the lexical index, written and opened: one document a creator, in the order of the rows."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import tantivy

from indexer.index.lexical_parts import HANDLE, TAG, TEXT, Part, pack
from indexer.index.lexical_text import pair

FOLDER = "lexical"  # in the generation's
ROW, KEPT = "row", "kept"  # the creator's row; its parts, packed
ANALYZER = "terms"
TRIES = 3
HEAP = 64_000_000  # bytes that the writer holds before it writes a segment


@dataclass(frozen=True, slots=True)
class Document:
    """One creator as it is indexed."""

    texts: tuple[str, ...]
    tags: tuple[str, ...]
    handles: tuple[str, ...]
    kept: bytes  # all parts, packed


def make_document(parts: Sequence[Part]) -> Document:
    """Return what is indexed of a creator's parts."""
    return Document(
        texts=tuple(pair(part.text) for part in parts if part.text),
        tags=_list_keys(part.tags for part in parts),
        handles=_list_keys(part.handles for part in parts),
        kept=pack(parts),
    )


def _list_keys(several: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({key for keys in several for key in keys} - {""}))


class LexicalWriter:
    """Appends creators in the order of their rows; memory is bounded by HEAP, whatever their number."""

    def __init__(self, folder: Path) -> None:
        """Begin an index in an empty folder."""
        with _naming_faults():
            self._index = tantivy.Index(_make_schema(), str(folder))
            _register(self._index)
            self._writer = self._index.writer(HEAP, num_threads=1)  # one thread: documents keep their order
        self._row = 0

    def add(self, creator: Document) -> None:
        """Append one creator."""
        document = tantivy.Document()
        document.add_unsigned(ROW, self._row)
        for text in creator.texts:
            document.add_text(TEXT, text)  # a value of its own: no phrase goes on into the next one
        for field, keys in ((TAG, creator.tags), (HANDLE, creator.handles)):
            for key in keys:
                document.add_text(field, key)
        document.add_bytes(KEPT, creator.kept)
        with _naming_faults():
            self._writer.add_document(document)
        self._row += 1

    def finish(self) -> None:
        """Write what is held."""
        with _naming_faults():
            self._writer.commit()
            self._writer.wait_merging_threads()


@contextmanager
def writing(folder: Path) -> Iterator[LexicalWriter]:
    """Write the index of a segment's folder; it is complete when the block ends.

    Raises:
        OSError: the disk is full or cannot be written.
    """
    folder = folder / FOLDER
    folder.mkdir()
    writer = LexicalWriter(folder)
    yield writer
    writer.finish()
    for lock in folder.glob("*.lock"):
        lock.unlink()


@contextmanager
def _naming_faults() -> Iterator[None]:
    """Turn the engine's own name for what went wrong with a file into Python's."""
    try:
        yield
    except ValueError as error:
        raise OSError(str(error)) from error


def open_index(folder: Path) -> tuple[tantivy.Schema, tantivy.Searcher]:
    """Map the index of a generation's folder, which need not be writable and stays as it is.

    The engine locks a folder while it opens it; it gets one of its own, with links to the files.

    Raises:
        ValueError: it is not an index.
    """
    with _linking(folder / FOLDER) as linked:
        index = tantivy.Index.open(str(linked))
        _register(index)
        index.config_reader("manual")  # the files never change, so nobody has to watch them
        return index.schema, index.searcher()


@contextmanager
def _linking(folder: Path) -> Iterator[Path]:
    """Give a passing folder with links to the files of another one."""
    linked = Path(mkdtemp(prefix="enmusubi-"))
    try:
        for file in folder.iterdir():
            (linked / file.name).symlink_to(file.resolve())
        yield linked
    finally:
        for _ in range(TRIES):  # the engine may lock it once more meanwhile: it looks for a newer index when it opens
            shutil.rmtree(linked, ignore_errors=True)


def _make_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(ROW, indexed=True, fast=True)
    builder.add_text_field(TEXT, tokenizer_name=ANALYZER, index_option="position")
    builder.add_text_field(TAG, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(HANDLE, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field(KEPT, stored=True)
    return builder.build()


def _register(index: tantivy.Index) -> None:
    """Name the analyzer: terms come with spaces between them. It is not part of the files."""
    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(ANALYZER, analyzer)
