"""Vectors as if they were given: an encoder that costs microseconds, whose texts with common words lie near."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from time import perf_counter

import numpy as np

from matcher.lens import Rows
from scripts.bench.made import DIMENSION

NAME = "given"
WORDS = 4_096  # directions that words share
OWN = 0.5  # length of a text's own direction, beside that of its words together
SEED = 7


class GivenEncoder:
    """Adds up a direction a word and a little of the text's own. `spent` counts its seconds."""

    name = NAME
    dimension = DIMENSION

    def __init__(self) -> None:
        rng = np.random.default_rng(SEED)
        self._directions = rng.standard_normal((WORDS, DIMENSION), dtype=np.float32) / np.sqrt(np.float32(DIMENSION))
        self.spent = 0.0
        self.texts = 0

    def encode_queries(self, texts: Sequence[str]) -> Rows:
        """Return rows of unit length."""
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str]) -> Rows:
        """Return rows of unit length."""
        return self._encode(texts)

    def encode_brief(self, text: str) -> tuple[Rows, Rows]:
        """Return the vector twice."""
        asking, answering = self._encode([text, text])
        return asking, answering

    def _encode(self, texts: Sequence[str]) -> Rows:
        begun = perf_counter()
        places = [[_place(word) for word in text.split()] or [0] for text in texts]
        starts = np.cumsum([0, *map(len, places[:-1])])
        words = np.fromiter((place for each in places for place in each), dtype=np.int64)
        if not texts:
            return np.zeros((0, DIMENSION), np.float32)
        rows: Rows = np.add.reduceat(self._directions[words], starts, axis=0)
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.float32(1e-9))
        rows += np.float32(OWN) * self._directions[np.fromiter(map(_hash, texts), dtype=np.int64, count=len(texts))]
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        self.spent += perf_counter() - begun
        self.texts += len(texts)
        return rows.astype(np.float32, copy=False)


@lru_cache(maxsize=100_000)
def _place(word: str) -> int:
    return _hash(word)


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest(), "big") % WORDS
