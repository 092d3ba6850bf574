"""Which creators of one segment say a word: for the filters `must` and `must_not`, and for the lexical search."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tantivy import DocAddress, Order, Query

from indexer.index.columns import Mask
from indexer.index.lexical_engine import KEPT, ROW, open_index
from indexer.index.lexical_parts import Asked, Part, read_word, unpack
from indexer.index.lexical_query import make_query
from indexer.index.manifest import REBUILD
from matcher.errors import SnapshotDamaged


class Lexical:
    """Reads the lexical index of one segment; safe between threads."""

    def __init__(self, folder: Path, ids: npt.NDArray[np.int64]) -> None:
        """Map the index of a segment's folder; `ids` are the creators' by row."""
        self._schema, self._searcher = open_index(folder)
        self.ids = ids
        if self._searcher.num_docs != len(ids):
            raise ValueError(f"its lexical index holds {self._searcher.num_docs} creators instead of {len(ids)}")

    def saying(self, word: str) -> Mask:
        """Say of each row whether its creator says the word; nobody says a word of nothing but signs."""
        return self.say(read_word(word))

    def say(self, word: Asked) -> Mask:
        """Say of each row whether its creator says a word that was read."""
        says = np.zeros(len(self.ids), dtype=bool)
        query = make_query(self._schema, word)
        says[[row for row, _ in self._find(query, self._count(query))]] = True
        return says

    def _count(self, query: Query) -> int:
        with _naming_damage():
            return int(self._searcher.search(query, limit=1).count)  # type: ignore[attr-defined]  # its stubs lack it

    def _find(self, query: Query, count: int) -> list[tuple[int, DocAddress]]:
        """Return the rows and addresses of `count` documents, in the order of the rows."""
        if not count:
            return []
        with _naming_damage():
            return self._searcher.search(query, count, count=False, order_by_field=ROW, order=Order.Asc).hits

    def read_parts(self, rows: npt.NDArray[np.intp]) -> dict[int, list[Part]]:
        """Return the texts of these rows' creators."""
        found = self._find(Query.term_set_query(self._schema, ROW, rows.tolist()), len(rows))
        with _naming_damage():
            return {row: list(unpack(self._searcher.doc(address)[KEPT][0])) for row, address in found}


@contextmanager
def _naming_damage() -> Iterator[None]:
    """Turn what the engine does with damaged files into an error with its cure; its panic is no Exception."""
    try:
        yield
    except BaseException as error:
        if isinstance(error, ValueError | zlib.error) or type(error).__name__ == "PanicException":
            raise SnapshotDamaged("The lexical index cannot be read.", REBUILD) from error
        raise
