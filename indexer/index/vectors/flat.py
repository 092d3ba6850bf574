"""Exact search with FAISS over half-precision vectors, under a bitmap of the creators that pass the filter."""

from collections.abc import Callable
from pathlib import Path

import faiss
import numpy as np

from indexer.index.columns import Columns, Mask
from matcher.domain import Filter
from matcher.lens import Rows
from matcher.ports import Hit

FILE = "creators.faiss"


def write_flat(folder: Path, vectors: Rows) -> None:
    """Write (n, d) vectors, of any length, as an index of inner products."""
    index = faiss.IndexScalarQuantizer(vectors.shape[1], faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
    index.train(vectors)
    index.add(vectors)
    (folder / FILE).write_bytes(faiss.serialize_index(index).data)  # a full disk is then an OSError like any other


class FaissFlat:
    """Looks at every creator that passes the filter; rows are the rows of the columns."""

    def __init__(self, folder: Path, columns: Columns, passing: Callable[[Filter], Mask]) -> None:
        """Map the index from disk; `passing` turns a filter into one bit a row."""
        self._index = faiss.read_index(str(folder / FILE), faiss.IO_FLAG_MMAP_IFC)
        self._columns = columns
        self._passing = passing

    def search(self, query: Rows, k: int, must: Filter) -> list[Hit]:
        """Return at most k creators that pass `must`, best first, ties by smaller id."""
        mask = self._passing(must)
        k = min(k, int(np.count_nonzero(mask)))
        if k == 0:
            return []
        bits = np.packbits(mask, bitorder="little")
        selector = faiss.IDSelectorBitmap(len(mask), faiss.swig_ptr(bits))
        parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]  # its stubs lack it
        scores, rows = self._index.search(query[None].astype(np.float32), k, params=parameters)
        hits = [Hit(int(self._columns.ids[row]), float(score)) for score, row in zip(scores[0], rows[0], strict=True)]
        return sorted(hits, key=lambda hit: (-hit.score, hit.creator))

    def count(self, must: Filter) -> int:
        """Return how many creators pass `must`."""
        return int(np.count_nonzero(self._passing(must)))
