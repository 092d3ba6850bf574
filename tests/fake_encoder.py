"""The only fake: a small deterministic encoder that counts its calls. Texts with common words lie near each other."""

import hashlib
import re
from collections.abc import Sequence
from functools import cache

import numpy as np

from matcher.lens import Rows

DIMENSION = 48


class FakeEncoder:
    """Adds up one fixed random direction a word, or a pair of characters in scripts without spaces."""

    name = "fake"
    dimension = DIMENSION

    def __init__(self) -> None:
        self.calls = 0
        self.encoded: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> Rows:
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str]) -> Rows:
        return self._encode(texts)

    def encode_brief(self, text: str) -> tuple[Rows, Rows]:
        asking, answering = self._encode([text, text])
        return asking, answering

    def _encode(self, texts: Sequence[str]) -> Rows:
        self.calls += 1
        self.encoded += texts
        rows = np.array([sum(map(_direction, _pieces(text)), np.zeros(DIMENSION)) for text in texts])
        rows = rows.reshape(-1, DIMENSION) + _direction("common")
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def _pieces(text: str) -> list[str]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    rest = re.sub(r"[\x00-\x7f]", "", text)
    return words + [rest[at : at + 2] for at in range(len(rest) - 1)]


@cache
def _direction(piece: str) -> np.ndarray:
    seed = int.from_bytes(hashlib.blake2b(piece.encode(), digest_size=8).digest(), "big")
    return np.random.default_rng(seed).standard_normal(DIMENSION)
