"""The segments of a generation as one index: what the matcher sees does not tell them apart."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from indexer.index.lexical_search import Searched, search_lexical
from indexer.index.living import Living
from indexer.index.trust import UNKNOWN
from matcher.domain import Creator, Filter
from matcher.errors import CreatorNotFound
from matcher.lens import Rows
from matcher.ports import Hit, LexicalHit, Terms
from matcher.reading.literals import Literal


@dataclass(frozen=True, slots=True)
class JoinedVectors:
    """Nearest creators in all segments."""

    parts: tuple[Living, ...]

    def search(self, query: Rows, k: int, must: Filter) -> list[Hit]:
        """Return at most k creators that pass `must`, best first, ties by smaller id."""
        hits: list[Hit] = []
        for part in self.parts:
            scores, rows = part.segment.vectors.search(query, k, part.passing(must))
            hits += map(Hit, part.segment.columns.ids[rows].tolist(), scores.tolist())
        return sorted(hits, key=lambda hit: (-hit.score, hit.creator))[:k]

    def count(self, must: Filter) -> int:
        """Return how many creators pass `must`."""
        return sum(part.passing(must).count for part in self.parts)


@dataclass(frozen=True, slots=True)
class JoinedLexical:
    """Who says a literal in any segment."""

    parts: tuple[Living, ...]

    def search(self, asked: Sequence[Literal], k: int, must: Filter) -> list[LexicalHit]:
        """Return at most k creators that say any of the literals and pass `must`, as `search_lexical` orders them."""
        segments = [Searched(part.segment.lexical, part.alive, partial(part.keep, must=must)) for part in self.parts]
        return search_lexical(segments, asked, k)


@dataclass(frozen=True, slots=True)
class JoinedEvidence:
    """What scores are made of, each creator's taken from the segment where it is alive."""

    parts: tuple[Living, ...]

    def vectors(self, creators: Sequence[int]) -> Rows:
        """Return the (n, d) vectors of creators, in the order given.

        Raises:
            CreatorNotFound: one of them is not in this generation.
        """
        found = [(places, part.segment.evidence.vectors(ids)) for part, places, ids in self._split(creators)]
        order = np.argsort(np.concatenate([places for places, _ in found]))
        joined: Rows = np.concatenate([vectors for _, vectors in found])[order]
        return joined

    def terms(self, y: Rows, creators: Sequence[int], like: Rows | None = None) -> list[Terms]:
        """Return the terms of each creator's inner product with a (d,) direction, in the order given.

        With `like`, a (d,) centred passage, each creator's nearest post is told, too.
        """
        terms = {
            each.creator: each
            for part, _, ids in self._split(creators)
            for each in part.segment.evidence.terms(y, ids, like)
        }
        return [terms[creator] for creator in creators]

    def post_mean(self, language: str | None) -> Rows | None:
        """Return the (d,) mean of what creators post in a language; None where nobody posts anything."""
        return self.parts[0].segment.evidence.post_mean(language)

    def _split(self, creators: Sequence[int]) -> Iterator[tuple[Living, npt.NDArray[np.intp], list[int]]]:
        """Give each segment with the creators that are alive there, and their places in what was asked."""
        ids = np.array(creators, dtype=np.int64)
        missing = np.ones(len(ids), dtype=bool)
        for part in self.parts:
            held = part.holds(ids)
            missing &= ~held
            yield part, np.flatnonzero(held), ids[held].tolist()
        if missing.any():
            raise CreatorNotFound(f"Creator {ids[missing][0]} is not in the index.", "Take an id from an answer.")


def trust_from(parts: Sequence[Living]) -> Callable[[Sequence[int]], list[float | None]]:
    """Return what tells how likely each creator's audience is real; None: unknown, or not in the index."""

    def find_real(creators: Sequence[int]) -> list[float | None]:
        ids, found = np.array(creators, dtype=np.int64), np.full(len(creators), UNKNOWN)
        for part in parts:
            held, trust = part.holds(ids), part.segment.trust
            if trust is not None:
                found[held] = trust.real[part.segment.columns.rows(ids[held])]
        return [None if real == UNKNOWN else real for real in found.tolist()]

    return find_real


def show_from(parts: Sequence[Living]) -> Callable[[Creator], Creator]:
    """Return what gives a creator the fields that filters see, as they stood when the generation was built."""

    def show_one(creator: Creator) -> Creator:
        id = np.array([creator.id], dtype=np.int64)
        return next((part.segment.show(creator) for part in parts if part.holds(id)[0]), creator)

    return show_one
