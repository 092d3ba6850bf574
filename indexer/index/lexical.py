"""Which creators say a word: for the filters `must` and `must_not`, and for what a brief asks as it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tantivy import Order, Query

from indexer.index.columns import Mask
from indexer.index.lexical_engine import KEPT, ROW, open_index
from indexer.index.lexical_parts import Part, read_word, unpack
from indexer.index.lexical_query import make_query
from matcher.domain import Filter
from matcher.ports import LexicalHit, Said
from matcher.reading.literals import Literal


class Lexical:
    """Reads the lexical index of one generation; safe between threads."""

    def __init__(self, folder: Path, ids: npt.NDArray[np.int64]) -> None:
        """Map the index of a generation's folder; `ids` are the creators' by row."""
        index = open_index(folder)
        self._schema, self._searcher = index.schema, index.searcher()
        self._ids = ids
        if self._searcher.num_docs != len(ids):
            raise ValueError(f"its lexical index holds {self._searcher.num_docs} creators instead of {len(ids)}")

    def saying(self, word: str) -> Mask:
        """Say of each row whether its creator says the word; nobody says a word of nothing but signs."""
        says = np.zeros(len(self._ids), dtype=bool)
        says[self._find_rows(make_query(self._schema, read_word(word)))] = True
        return says

    def frequency(self, word: str) -> int:
        """Return how many creators say the word."""
        return self._count(make_query(self._schema, read_word(word)))

    def search(self, asked: Sequence[Literal], k: int, among: Mask | None) -> list[LexicalHit]:
        """Return at most k creators that say any of the literals and are among those given; None is all.

        Those that say more of them come first, then those that say rarer ones, then smaller ids.
        """
        literals = list({read_word(literal.text): literal for literal in reversed(asked)}.values())[::-1]
        says = np.array([self.saying(literal.text) for literal in literals]).reshape(len(literals), -1)
        weights = -np.log((says.sum(axis=1) + 1) / (len(self._ids) + 1))
        found = np.flatnonzero(says.any(axis=0) if among is None else says.any(axis=0) & among)
        said = says[:, found]
        order = np.lexsort((self._ids[found], -(weights @ said), -said.sum(axis=0)))[:k]
        parts = self._read_parts(found[order])
        rarest = np.argsort(-weights, kind="stable")
        return [
            LexicalHit(int(self._ids[row]), tuple(_tell(literals[at], parts[row]) for at in rarest if says[at, row]))
            for row in found[order].tolist()
        ]

    def _count(self, query: Query) -> int:
        return int(self._searcher.search(query, limit=1, count=True).count)  # type: ignore[attr-defined]  # its stubs lack it

    def _find_rows(self, query: Query) -> list[int]:
        count = self._count(query)
        if not count:
            return []
        found = self._searcher.search(query, limit=count, count=False, order_by_field=ROW, order=Order.Asc)
        return [row for row, _ in found.hits]

    def _read_parts(self, rows: npt.NDArray[np.intp]) -> dict[int, list[Part]]:
        if not len(rows):
            return {}
        query = Query.term_set_query(self._schema, ROW, rows.tolist())
        found = self._searcher.search(query, limit=len(rows), count=False, order_by_field=ROW, order=Order.Asc)
        return {row: list(unpack(self._searcher.doc(address)[KEPT][0])) for row, address in found.hits}


@dataclass(frozen=True, slots=True)
class FilteredLexical:
    """The lexical index under a filter; `passing` turns one into one bit a row."""

    lexical: Lexical
    passing: Callable[[Filter], Mask]

    def search(self, asked: Sequence[Literal], k: int, must: Filter) -> list[LexicalHit]:
        """Return at most k creators that say any of the literals and pass `must`, as `Lexical.search` orders them."""
        return self.lexical.search(asked, k, self.passing(must)) if asked else []

    def frequency(self, word: str) -> int:
        """Return how many creators say a word, whatever the filter."""
        return self.lexical.frequency(word)


def _tell(literal: Literal, parts: Sequence[Part]) -> Said:
    """Return where a creator says a literal."""
    asked = read_word(literal.text)
    where = dict.fromkeys(part.where for part in parts if part.says(asked))
    return Said(
        literal,
        fields=tuple(name for name in where if not name.isdecimal()),
        posts=tuple(sorted(int(name) for name in where if name.isdecimal())),
    )
