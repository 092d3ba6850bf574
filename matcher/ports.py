"""What the matcher needs from outside, as protocols."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from matcher.domain import Creator, Filter
from matcher.lens import Lens, Rows


@dataclass(frozen=True, slots=True)
class Hit:
    """A creator recalled by its vector."""

    creator: int
    score: float  # inner product: higher fits better


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms that add up to one creator's score: score = profile + topic + sum of posts."""

    creator: int
    profile: float
    topic: float | None  # None: the creator has no tags
    posts: tuple[tuple[int, float], ...]  # (post id, term), in the order of the posts


class Encoder(Protocol):
    """Turns texts into vectors of unit length."""

    @property
    def name(self) -> str:
        """The model's name and revision, as a generation's manifest states it."""

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""

    def encode_queries(self, texts: Sequence[str]) -> Rows:
        """Return (n, dimension) float32 rows of unit length for texts that ask."""

    def encode_passages(self, texts: Sequence[str]) -> Rows:
        """Return (n, dimension) float32 rows of unit length for texts that answer."""


class VectorStore(Protocol):
    """Nearest creators by inner product. The store never invents an id or drops a filter."""

    def search(self, query: Rows, k: int, must: Filter) -> list[Hit]:
        """Return at most k creators that pass `must`, best first, ties by smaller id."""

    def count(self, must: Filter) -> int:
        """Return how many creators pass `must`."""


class Catalogue(Protocol):
    """Loads what is shown."""

    def load(self, creators: Sequence[int], posts: Sequence[int]) -> Mapping[int, Creator]:
        """Return the creators that still exist by id, each with those of `posts` that are its own.

        At most two statements, whatever the number of ids.
        """


class Evidence(Protocol):
    """Says what a score is made of."""

    def terms(self, x: Rows, creators: Sequence[int]) -> list[Terms]:
        """Return the terms of each creator's score for one (d,) brief seen through the lens, in the order given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What one answer needs, all of one generation."""

    generation: str
    encode_query: Callable[[str], Rows]  # one text to one (d,) vector of unit length
    lens: Lens
    vectors: VectorStore
    evidence: Evidence
    catalogue: Catalogue


class Shelves(Protocol):
    """Follows the live generation."""

    def current(self) -> Shelf:
        """Return the shelf of the generation that is live now."""
