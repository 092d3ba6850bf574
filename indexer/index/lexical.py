"""Which creators say a word: for the filters `must` and `must_not`, and for what a brief asks as it stands."""

import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tantivy import DocAddress, Order, Query

from indexer.index.columns import Mask
from indexer.index.lexical_engine import KEPT, ROW, open_index
from indexer.index.lexical_parts import Asked, Part, read_word, unpack
from indexer.index.lexical_query import make_query
from indexer.index.manifest import REBUILD
from matcher.domain import Filter
from matcher.errors import SnapshotDamaged
from matcher.ports import LexicalHit, Said
from matcher.reading.literals import Literal


class Lexical:
    """Reads the lexical index of one generation; safe between threads."""

    def __init__(self, folder: Path, ids: npt.NDArray[np.int64]) -> None:
        """Map the index of a generation's folder; `ids` are the creators' by row."""
        self._schema, self._searcher = open_index(folder)
        self._ids = ids
        if self._searcher.num_docs != len(ids):
            raise ValueError(f"its lexical index holds {self._searcher.num_docs} creators instead of {len(ids)}")

    def saying(self, word: str) -> Mask:
        """Say of each row whether its creator says the word; nobody says a word of nothing but signs."""
        return self._say(read_word(word))

    def search(self, asked: Sequence[Literal], k: int, among: Mask | None) -> list[LexicalHit]:
        """Return at most k creators that say any of the literals and are among those given; None is all.

        Those that say more of them come first, then those that say rarer ones, then smaller ids.
        """
        if not asked:
            return []
        wanted = {read_word(literal.text): literal for literal in reversed(asked)}  # of equal ones the first
        words = list(wanted)
        says = np.array([self._say(word) for word in words]).reshape(len(words), -1)
        weights = -np.log((says.sum(axis=1) + 1) / (len(self._ids) + 1))
        found = np.flatnonzero(says.any(axis=0) if among is None else says.any(axis=0) & among)
        said = says[:, found]
        best = found[np.lexsort((self._ids[found], -(weights @ said), -said.sum(axis=0)))[:k]]
        rarest = sorted(range(len(words)), key=lambda at: (-weights[at], wanted[words[at]].start))
        parts = self._read_parts(best)
        return [
            LexicalHit(
                int(self._ids[row]),
                tuple(_tell(wanted[words[at]], words[at], parts[row]) for at in rarest if says[at, row]),
            )
            for row in best.tolist()
        ]

    def _say(self, word: Asked) -> Mask:
        says = np.zeros(len(self._ids), dtype=bool)
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

    def _read_parts(self, rows: npt.NDArray[np.intp]) -> dict[int, list[Part]]:
        found = self._find(Query.term_set_query(self._schema, ROW, rows.tolist()), len(rows))
        with _naming_damage():
            return {row: list(unpack(self._searcher.doc(address)[KEPT][0])) for row, address in found}


@dataclass(frozen=True, slots=True)
class FilteredLexical:
    """The lexical index under a filter; `passing` turns one into one bit a row."""

    lexical: Lexical
    passing: Callable[[Filter], Mask]

    def search(self, asked: Sequence[Literal], k: int, must: Filter) -> list[LexicalHit]:
        """Return at most k creators that say any of the literals and pass `must`, as `Lexical.search` orders them."""
        return self.lexical.search(asked, k, self.passing(must)) if asked else []


@contextmanager
def _naming_damage() -> Iterator[None]:
    """Turn what the engine does with damaged files into an error with its cure; its panic is no Exception."""
    try:
        yield
    except BaseException as error:
        if isinstance(error, ValueError | zlib.error) or type(error).__name__ == "PanicException":
            raise SnapshotDamaged("The lexical index cannot be read.", REBUILD) from error
        raise


def _tell(literal: Literal, word: Asked, parts: Sequence[Part]) -> Said:
    """Return where a creator says a literal."""
    where = dict.fromkeys(part.where for part in parts if part.says(word))
    return Said(
        literal,
        fields=tuple(name for name in where if not name.isdecimal()),
        posts=tuple(sorted(int(name) for name in where if name.isdecimal())),
    )
