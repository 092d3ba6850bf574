"""Embeds what is new: texts whose digest is known already keep their vectors."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indexer.index.journal import Journal
from indexer.index.known import NOWHERE, Keys, KnownTexts, Vectors, read_keys
from indexer.index.prepared import Prepared
from indexer.index.texts import VIEWS
from matcher.ports import Encoder

Vector = npt.NDArray[np.float16]
RECENT = 100_000  # texts embedded by this run that are remembered, for those who say the same


@dataclass(slots=True)
class Embedded:
    """Counts of what was embedded and what was kept."""

    passages: int = 0
    views: int = 0
    kept: int = 0


class Embedder:
    """Turns prepared creators into vectors; memory is bounded, however many there are."""

    def __init__(self, open_encoder: Callable[[], Encoder], known: Sequence[KnownTexts], journal: Journal) -> None:
        """Take vectors from what is known first; the encoder is opened only when a text is not.

        Args:
            open_encoder: loads the encoder.
            known: texts with vectors of that encoder.
            journal: of that encoder; what it holds is known, too, and new vectors are written down there.
        """
        self._open_encoder = open_encoder
        self._known = (*known, journal)
        self._journal = journal
        self._recent: dict[bytes, Vector] = {}
        self.dimension = journal.dimension
        self.embedded = Embedded()

    def embed(self, batch: Sequence[Prepared]) -> tuple[Vectors, Vectors]:
        """Return the (n, len(VIEWS), d) views, zero where one is missing, and the (m, d) passages of some creators."""
        views = [text or "" for each in batch for text in each.views]
        passages = [text for each in batch for text in each.passages]
        digests = b"".join([*(each.view_digests for each in batch), *(each.passage_digests for each in batch)])
        vectors = self._take(views + passages, read_keys(digests), len(views))
        return vectors[: len(views)].reshape(len(batch), len(VIEWS), -1), vectors[len(views) :]

    def _take(self, texts: list[str], keys: Keys, views: int) -> Vectors:
        """Return the vector of each text, zero for an empty one; the first `views` of them are views."""
        vectors = np.zeros((len(texts), self.dimension), np.float16)
        unknown = np.flatnonzero([text != "" for text in texts])
        self.embedded.kept += len(unknown)
        for source in self._known:
            places = source.find(keys[unknown])
            is_known = places != NOWHERE
            vectors[unknown[is_known]] = source.take(places[is_known])
            unknown = unknown[~is_known]
        digests = {at: keys[at].tobytes() for at in unknown.tolist()}
        new = {digest: at for at, digest in digests.items() if digest not in self._recent}
        if new:
            self._encode(texts, keys, list(new.values()))
            passages = {digest for at, digest in digests.items() if at >= views}
            self._count(len(new), len(passages & set(new)))
        for at, digest in digests.items():
            vectors[at] = self._recent[digest]
        self._forget_oldest()
        return vectors

    def _encode(self, texts: list[str], keys: Keys, places: list[int]) -> None:
        vectors = self._open_encoder().encode_passages([texts[at] for at in places]).astype(np.float16)
        self._journal.append(keys[places], vectors)
        self._recent |= zip((keys[at].tobytes() for at in places), vectors, strict=True)

    def _count(self, new: int, passages: int) -> None:
        self.embedded.passages += passages
        self.embedded.views += new - passages
        self.embedded.kept -= new

    def _forget_oldest(self) -> None:
        for digest in list(self._recent)[: max(len(self._recent) - RECENT, 0)]:
            del self._recent[digest]
