"""The bank of topics that creators post about, written natively in every brief language."""

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from indexer.progress import Progress
from matcher.ports import Encoder

HERE = Path(__file__).parent
SAMPLED = 5  # a mean of all topics needs no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """K topics in L languages, and W sentence frames in which briefs name them."""

    languages: tuple[str, ...]
    topics: tuple[dict[str, str], ...]  # each by language
    frames: tuple[dict[str, str], ...]  # each by language, with one {}
    digest: str  # changes when any word of the bank changes

    def encode(self, encoder: Encoder, progress: Progress) -> npt.NDArray[np.float32]:
        """Return (L, W, K, d) unit vectors of every topic in every frame, encoded as queries."""
        encoded = []
        with progress(len(self.languages), "Reading the topic bank") as advance:
            for language in self.languages:
                texts = [frame[language].format(topic[language]) for frame in self.frames for topic in self.topics]
                encoded.append(encoder.encode_queries(texts).reshape(len(self.frames), len(self.topics), -1))
                advance(1)
        return np.stack(encoded)

    def encode_answers(self, encoder: Encoder) -> npt.NDArray[np.float32]:
        """Return (L, n, d) unit vectors of every SAMPLED-th topic in every frame, encoded as passages."""
        return np.stack(
            [
                encoder.encode_passages(
                    [
                        frame[language].format(topic[language])
                        for frame in self.frames
                        for topic in self.topics[::SAMPLED]
                    ]
                )
                for language in self.languages
            ]
        )

    def names(self) -> dict[str, tuple[str, ...]]:
        """Return what the topics are called, by language."""
        return {language: tuple(topic[language] for topic in self.topics) for language in self.languages}


def read_bank() -> Bank:
    """Read the bank that comes with the program."""
    topics, frames = _read_table("topics.tsv"), _read_table("frames.tsv")
    content = b"".join((HERE / name).read_bytes() for name in ("topics.tsv", "frames.tsv"))
    return Bank(
        languages=tuple(topics[0]),
        topics=topics,
        frames=frames,
        digest=hashlib.sha256(content).hexdigest(),
    )


def _read_table(name: str) -> tuple[dict[str, str], ...]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return tuple({column: cell for column, cell in row.items() if column != "key"} for row in rows)
