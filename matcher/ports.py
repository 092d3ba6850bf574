"""What the matcher needs from outside, as protocols."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from matcher.calibration import Calibration
from matcher.domain import Creator, Filter
from matcher.lens import Lens, Rows
from matcher.reading.literals import Literal


@dataclass(frozen=True, slots=True)
class Hit:
    """A creator recalled by its vector."""

    creator: int
    score: float  # inner product: higher fits better


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms that add up to one creator's inner product: profile + tags + sum of posts."""

    creator: int
    profile: float
    tags: float | None  # None: the creator has no tags
    posts: tuple[tuple[int, float], ...]  # (post id, term), in the order of the posts
    alike: tuple[int, float] | None = None  # (post id, cosine) of the post nearest to what was asked for

    def with_post(self, post: int, more: float) -> "Terms":
        """Return the terms with more for one post."""
        return replace(self, posts=tuple((id, term + more if id == post else term) for id, term in self.posts))


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

    def encode_brief(self, text: str) -> tuple[Rows, Rows]:
        """Return the (dimension,) vectors of one text as one that asks and as one that answers, in one call."""


class VectorStore(Protocol):
    """Nearest creators by inner product. The store never invents an id or drops a filter."""

    def search(self, query: Rows, k: int, must: Filter) -> list[Hit]:
        """Return at most k creators that pass `must`, best first, ties by smaller id."""

    def count(self, must: Filter) -> int:
        """Return how many creators pass `must`."""


@dataclass(frozen=True, slots=True)
class Said:
    """A literal that a creator says, and where."""

    literal: Literal
    fields: tuple[str, ...]  # of "handle", "name", "bio", "tags"
    posts: tuple[int, ...]  # ids of the posts that say it, ascending


@dataclass(frozen=True, slots=True)
class LexicalHit:
    """A creator that says some of what is asked as it stands."""

    creator: int
    said: tuple[Said, ...]  # rarest first; never empty


class LexicalIndex(Protocol):
    """Finds creators by the words that they say, exactly. It never drops a filter."""

    def search(self, asked: Sequence[Literal], k: int, must: Filter) -> list[LexicalHit]:
        """Return at most k creators that say any of the literals and pass `must`.

        Those that say more of them come first, then those that say rarer ones, then smaller ids.
        """


class Catalogue(Protocol):
    """Loads what is shown."""

    def load(self, creators: Sequence[int], posts: Sequence[int]) -> Mapping[int, Creator]:
        """Return the creators that still exist by id, each with those of `posts` that are its own.

        At most three statements, whatever the number of ids. Forecasts are told where the index teaches something.
        """


class Evidence(Protocol):
    """Says what a score is made of."""

    def vectors(self, creators: Sequence[int]) -> Rows:
        """Return the (n, d) vectors of creators, in the order given."""

    def terms(self, y: Rows, creators: Sequence[int], like: Rows | None = None) -> list[Terms]:
        """Return the terms of each creator's inner product with a (d,) direction, in the order given.

        With `like`, a (d,) centred passage, each creator's nearest post is told, too.
        """

    def post_mean(self, language: str | None) -> Rows | None:
        """Return the (d,) mean of what creators post in a language; None where nobody posts anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What one answer needs, all of one generation."""

    generation: str
    encode_brief: Callable[[str], tuple[Rows, Rows]]  # one text, as one that asks and as one that answers
    lens: Lens
    calibration: Calibration
    topics: Mapping[str, Sequence[str]]  # what the lens's topics are called, by language
    vectors: VectorStore
    lexical: LexicalIndex
    evidence: Evidence
    catalogue: Catalogue
    find_real: Callable[[Sequence[int]], list[float | None]]  # how likely audiences are real; None: unknown


class Shelves(Protocol):
    """Follows the live generation."""

    def current(self) -> Shelf:
        """Return the shelf of the generation that is live now."""
