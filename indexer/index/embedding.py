"""Embeds what is new: texts whose digest the last generation holds keep its vectors."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from indexer.index.evidence import RawVectors
from indexer.index.generation import Generation
from indexer.index.texts import DIGEST, VIEWS, digest, read_texts
from matcher.domain import Creator
from matcher.ports import Encoder

ABSENT = bytes(DIGEST)
Vector = npt.NDArray[np.float16]


@dataclass(slots=True)
class Embedded:
    """Counts of what was embedded and what was kept."""

    passages: int = 0
    views: int = 0
    kept: int = 0


@dataclass(slots=True)
class _Gathered:
    """Vectors and digests of one kind of text, in the order of the creators."""

    vectors: list[Vector] = field(default_factory=list)
    digests: list[bytes] = field(default_factory=list)


class Embedder:
    """Turns creators, in the order of their ids, into the raw vectors of a generation."""

    def __init__(self, open_encoder: Callable[[], Encoder], last: Generation | None) -> None:
        """Take over vectors from the last generation, if there is one of the same encoder.

        The encoder is opened only when a text is not known yet.
        """
        self._open_encoder = open_encoder
        self._dimension = last.manifest.dimension if last else open_encoder().dimension
        self._known = _known_vectors(last)
        self._views, self._passages = _Gathered(), _Gathered()
        self._posts: list[int] = []
        self._starts = [0]
        self.embedded = Embedded()

    def add(self, creators: list[Creator]) -> None:
        """Append creators; texts not known yet are encoded in one call."""
        texts = [read_texts(creator) for creator in creators]
        views = [text or "" for each in texts for text in each.views]
        passages = [passage.text for each in texts for passage in each.passages]
        self._encode_unknown(views, passages)
        self._gather(self._views, views)
        self._gather(self._passages, passages)
        for each in texts:
            self._posts += [passage.post for passage in each.passages]
            self._starts.append(len(self._posts))

    def raw(self) -> RawVectors:
        """Return the raw vectors of all creators added so far."""
        views = np.array(self._views.vectors, dtype=np.float16)
        return RawVectors(
            views=views.reshape(-1, len(VIEWS), self._dimension),
            passages=np.array(self._passages.vectors, dtype=np.float16).reshape(-1, self._dimension),
            posts=np.array(self._posts, dtype=np.int64),
            starts=np.array(self._starts, dtype=np.int64),
        )

    def hashes(self) -> dict[str, npt.NDArray[np.uint8]]:
        """Return the digest of every embedded text: "views" (n * 3, 16) and "passages" (m, 16)."""
        return {
            "views": _rows_of_bytes(self._views.digests),
            "passages": _rows_of_bytes(self._passages.digests),
        }

    def _encode_unknown(self, views: list[str], passages: list[str]) -> None:
        new_passages = {key: text for text in passages if (key := digest(text)) not in self._known}
        new_views = {key: text for text in views if text and (key := digest(text)) not in self._known}
        waiting = new_views | new_passages
        self.embedded.passages += len(new_passages)
        self.embedded.views += len(waiting) - len(new_passages)
        self.embedded.kept += len(passages) + sum(map(bool, views)) - len(waiting)
        if waiting:
            vectors = self._open_encoder().encode_passages(list(waiting.values())).astype(np.float16)
            self._known |= zip(waiting, vectors, strict=True)

    def _gather(self, gathered: _Gathered, texts: list[str]) -> None:
        nothing = np.zeros(self._dimension, np.float16)
        keys = [digest(text) if text else ABSENT for text in texts]
        gathered.vectors += [nothing if key == ABSENT else self._known[key] for key in keys]
        gathered.digests += keys


def _known_vectors(last: Generation | None) -> dict[bytes, Vector]:
    if last is None:
        return {}
    raw = last.evidence.raw
    known: dict[bytes, Vector] = {}
    for name, vectors in (("views", raw.views.reshape(-1, raw.views.shape[-1])), ("passages", raw.passages)):
        known |= zip(map(bytes, last.hashes[name]), vectors, strict=True)
    return known


def _rows_of_bytes(digests: list[bytes]) -> npt.NDArray[np.uint8]:
    return np.frombuffer(b"".join(digests), dtype=np.uint8).reshape(-1, DIGEST)
