"""Pools of creators that briefs are asked of: imported and indexed as a user would, and kept for the next run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import numpy as np

from indexer.catalogue.opening import open_catalogue
from indexer.encoder import name_encoder
from indexer.importers.run import ImportOptions, import_path
from indexer.index.generation import Generation
from indexer.index.reindex import reindex
from indexer.index.texts import read_texts
from indexer.index.workshop import Workshop
from indexer.progress import Progress
from indexer.settings import Settings
from indexer.shelves import Shelves
from matcher.lens import Rows
from matcher.ports import Encoder, Shelf

OBSERVED = datetime(2026, 1, 1, tzinfo=UTC)  # imports are dated alike, so that a second run changes nothing


class RememberingEncoder:
    """An encoder that encodes every text once, however many recipes ask for it."""

    def __init__(self, open_encoder: Callable[[], Encoder]) -> None:
        """Open the encoder when the first text is asked for."""
        self._open = open_encoder
        self._known: dict[tuple[str, str], Rows] = {}

    @cached_property
    def _encoder(self) -> Encoder:
        return self._open()

    @property
    def name(self) -> str:
        """The encoder's own name."""
        return self._encoder.name

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return self._encoder.dimension

    def encode_queries(self, texts: Sequence[str]) -> Rows:
        """Return (n, dimension) float32 rows of unit length for texts that ask."""
        return self._look_up("queries", texts)

    def encode_passages(self, texts: Sequence[str]) -> Rows:
        """Return (n, dimension) float32 rows of unit length for texts that answer."""
        return self._look_up("passages", texts)

    def encode_brief(self, text: str) -> tuple[Rows, Rows]:
        """Return the vectors of one text as one that asks and as one that answers."""
        return self.encode_queries([text])[0], self.encode_passages([text])[0]

    def encode_anew(self, text: str) -> None:
        """Encode a brief without remembering it, to see how long that takes."""
        self._encoder.encode_brief(text)

    def _look_up(self, kind: str, texts: Sequence[str]) -> Rows:
        new = [text for text in dict.fromkeys(texts) if (kind, text) not in self._known]
        if new:
            encode = self._encoder.encode_queries if kind == "queries" else self._encoder.encode_passages
            self._known |= zip(((kind, text) for text in new), encode(new), strict=True)
        return np.array([self._known[kind, text] for text in texts], np.float32).reshape(len(texts), -1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """An indexed catalogue, and what its creators are called in the data set."""

    shelves: Shelves
    generation: Generation
    encoder: RememberingEncoder
    names: dict[int, str]  # external id by creator id
    texts: tuple[str, ...]  # what is embedded of each creator, in the order of the rows

    @property
    def shelf(self) -> Shelf:
        """The parts of an answer, with the remembering encoder."""
        return replace(self.shelves.current(), encode_brief=self.encoder.encode_brief)

    @property
    def languages(self) -> list[str | None]:
        """The language that each creator uses most, in the order of the rows."""
        columns = self.generation.base.columns
        return columns.first_languages(np.arange(len(columns.ids)))


def build_pool(settings: Settings, source: tuple[Path, str], encoder: RememberingEncoder, progress: Progress) -> Pool:
    """Import a file of a named shape into a home folder, index it, and return the pool.

    What an earlier run left in that folder is used again.
    """
    path, shape = source
    engine = open_catalogue(settings.database)
    import_path(path, shape, engine, ImportOptions(rejects=settings.rejects, now=OBSERVED))
    reindex(
        Workshop(
            engine=engine,
            snapshots=settings.snapshots,
            encoder=name_encoder(settings),
            open_encoder=lambda: encoder,
            progress=progress,
            now=OBSERVED,
        )
    )
    shelves = Shelves(settings, lambda: encoder)
    creators = [creator for batch in shelves.reader.stream() for creator in batch]
    engine.dispose()
    return Pool(
        shelves=shelves,
        generation=shelves.refresh(),
        encoder=encoder,
        names={creator.id: creator.external_id for creator in creators},
        texts=tuple(" ".join(filter(None, read_texts(creator).views)) for creator in creators),
    )
