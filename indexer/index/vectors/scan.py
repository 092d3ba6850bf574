"""Scoring vectors where they lie, with FAISS's own kernels and no index in between."""

from dataclasses import dataclass
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt

from indexer.index.bits import Bits, Places
from matcher.lens import Rows

Scanner = Any  # faiss.InvertedListScanner, which its stubs lack
CHUNK = 1024  # vectors that are copied together, and scored while they are near


@dataclass(frozen=True, slots=True)
class Codes:
    """Vectors by place, mapped; and the numbers of the places."""

    octets: npt.NDArray[np.uint8]  # (places, octets of a vector)
    ids: Places  # 0, 1, ...
    quantizer: faiss.ScalarQuantizer  # that reads them

    @classmethod
    def over(cls, vectors: npt.NDArray[np.float16]) -> "Codes":
        """Look at (places, d) vectors of half precision without copying them."""
        return cls.read_by(faiss.ScalarQuantizer(vectors.shape[1], faiss.ScalarQuantizer.QT_fp16), vectors)

    @classmethod
    def read_by(cls, quantizer: faiss.ScalarQuantizer, codes: npt.NDArray[Any]) -> "Codes":
        """Look at the codes that this quantizer made."""
        return cls(np.asarray(codes).view(np.uint8), np.arange(len(codes), dtype=np.int64), quantizer)


class Scan:
    """One query's pass over some of the vectors, which keeps the best k; it serves one thread."""

    def __init__(self, codes: Codes, query: Rows, k: int) -> None:
        """Start with nothing found; `query` is (d,), and k above 0."""
        self._codes = codes
        self._query = np.ascontiguousarray(query, dtype=np.float32)
        self._scores = np.full(k, -np.inf, dtype=np.float32)
        self._places = np.full(k, -1, dtype=np.int64)
        self._everybody = self._open(None)

    def _open(self, selector: faiss.IDSelector | None) -> Scanner:
        inner = faiss.METRIC_INNER_PRODUCT
        scanner = self._codes.quantizer.select_InvertedListScanner(inner, None, False, selector, False)  # type: ignore[attr-defined]
        scanner.set_query(faiss.swig_ptr(self._query))
        scanner.set_list(0, 0.0)
        return scanner

    def scan(self, bits: Bits) -> None:
        """Score all places whose bit is set."""
        octets = bits.words.view(np.uint8)
        selector = faiss.IDSelectorBitmap(len(octets), faiss.swig_ptr(octets))
        self._score(self._open(selector), self._codes.octets, self._codes.ids)

    def gather(self, places: Places) -> None:
        """Score just these places."""
        for first in range(0, len(places), CHUNK):
            some = places[first : first + CHUNK]
            self._score(self._everybody, self._codes.octets[some], some)

    def _score(self, scanner: Scanner, octets: npt.NDArray[np.uint8], ids: Places) -> None:
        pointers = (faiss.swig_ptr(each) for each in (octets.reshape(-1), ids, self._scores, self._places))
        if len(ids):
            scanner.scan_codes(len(ids), *pointers, len(self._scores))

    def found(self) -> tuple[Rows, Places]:
        """Return the scores and places of all that were kept, in no order."""
        kept = self._places >= 0
        return self._scores[kept], self._places[kept]


def multiply(rows: Rows, vector: Rows) -> Rows:
    """Return the inner products of (m, d) rows with a (d,) vector; other than numpy, without a team of threads."""
    products = np.empty(len(rows), dtype=np.float32)
    single = np.ascontiguousarray(vector, dtype=np.float32)
    pointers = [faiss.swig_ptr(each) for each in (products, single, rows)]
    faiss.fvec_inner_products_ny(*pointers, rows.shape[1], len(rows))  # type: ignore[attr-defined]
    return products
