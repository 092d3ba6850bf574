"""What a creator's score is the sum of: one term for each view of the account and for each post.

A creator's vector is the mean of its views, each standardised within the creator's language, so the score is a sum of
inner products and its terms can be told one by one. A view that a creator lacks adds nothing. The posts are a view of
their own, in which every post has its own term: the mean of their passages, which counts n / (n + 1) for n posts, as
few posts say less, and twice that where no post has a title. With one post that has a title, the view of the titles is
that post's term.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from indexer.index.columns import Columns
from indexer.index.texts import VIEWS
from indexer.progress import Advance
from matcher.errors import CreatorNotFound
from matcher.lens import Lens, Rows, unit
from matcher.ports import Terms
from matcher.spread import Spread, SpreadFitter

STEP = 4096  # creators whose vectors are worked on together
POSTS = "posts"  # the view that is the mean of the passages
Places = npt.NDArray[np.intp]  # rows of creators


@dataclass(frozen=True, slots=True, kw_only=True)
class RawVectors:
    """What the encoder said, before any statistics."""

    views: npt.NDArray[np.float16]  # (n, len(VIEWS), d); zero where the creator has nothing of that kind
    passages: npt.NDArray[np.float16]  # (m, d) by creator
    posts: npt.NDArray[np.int64]  # (m,) post ids
    starts: npt.NDArray[np.int64]  # (n + 1,) where each creator's passages start

    def view(self, name: str, rows: Places) -> Rows:
        """Return one view of some creators, (len(rows), d), zero where it is missing."""
        if name != POSTS:
            vectors: Rows = self.views[rows, VIEWS.index(name)].astype(np.float32)
            return vectors
        means = np.zeros((len(rows), self.passages.shape[1]), np.float32)
        starts, counts = self.starts[rows], self.count_posts(rows)
        for nth in range(int(counts.max(initial=0))):
            has_one = counts > nth
            means[has_one] += self.passages[starts[has_one] + nth]
        means /= np.maximum(counts, 1)[:, None].astype(np.float32)
        return means

    def find_passages(self, rows: Places) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return the places of all passages of some creators, one creator after the other, and where each one's end."""
        counts = self.count_posts(rows)
        ends = np.concatenate([[0], np.cumsum(counts)])
        places = np.arange(ends[-1]) + np.repeat(self.starts[rows] - ends[:-1], counts)
        return places, ends

    def count_posts(self, rows: Places) -> npt.NDArray[np.int64]:
        """Return how many posts with words each creator has."""
        counted: npt.NDArray[np.int64] = self.starts[rows + 1] - self.starts[rows]
        return counted


def fit_spreads(raw: RawVectors, columns: Columns, lens: Lens, advance: Advance = lambda _: None) -> dict[str, Spread]:
    """Measure the spread of every view over the creators that have it; a view that nobody has is absent."""
    fitters = {name: SpreadFitter(lens) for name in (*VIEWS, POSTS)}
    for rows in in_steps(len(columns.ids)):
        for name, fitter in fitters.items():
            vectors = raw.view(name, rows)
            present = vectors.any(axis=1)
            if present.any():
                fitter.add(vectors[present], columns.first_languages(rows[present]))
        advance(len(rows))
    return {name: spread for name, fitter in fitters.items() if (spread := fitter.fit()) is not None}


def in_steps(count: int) -> list[Places]:
    """Return the rows 0 to count - 1 in parts small enough to work on their vectors in memory."""
    return np.array_split(np.arange(count), count // STEP + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Raw vectors with the statistics that make them comparable."""

    raw: RawVectors
    columns: Columns
    spreads: Mapping[str, Spread]

    def vectors(self, creators: Sequence[int]) -> Rows:
        """Return the (n, d) vectors of creators, in the order given.

        Raises:
            CreatorNotFound: one of them is not in this generation.
        """
        rows = self.columns.rows(creators)
        known = self.columns.ids[np.minimum(rows, len(self.columns.ids) - 1)] == np.array(creators)
        if not known.all():
            missing = creators[int(np.argmin(known))]
            raise CreatorNotFound(f"Creator {missing} is not in the index.", "Take an id from an answer.")
        return self.combine(rows)

    def combine(self, rows: Places) -> Rows:
        """Return the one vector of each of these creators, (len(rows), d): the mean of its standardised views."""
        total = np.zeros((len(rows), self.raw.passages.shape[1]), np.float32)
        for name, weights in self._weigh(rows).items():
            if name in self.spreads:
                total += weights[:, None] * self._standardised(name, rows)
        return total

    def terms(self, y: Rows, creators: Sequence[int], like: Rows | None = None) -> list[Terms]:
        """Return the terms of each creator's inner product with y, in the order given.

        Args:
            y: (d,) any sum of directions that creators are scored along.
            creators: their ids.
            like: a (d,) centred passage; each creator's post that is nearest to it is told, too.
        """
        rows = self.columns.rows(creators)
        weights = self._weigh(rows)
        along = {
            name: weights[name] * (self._standardised(name, rows) @ y) if name in self.spreads else np.zeros(len(rows))
            for name in VIEWS
        }
        has_tags, only_title = self._has("tags", rows), self._has_only_title(rows)
        posts, alike = self._post_terms(y, rows, weights[POSTS]), self._find_alike(like, rows)
        return [
            Terms(
                creator=creator,
                profile=float(along["whole"][place]) + (0.0 if only_title[place] else titles),
                tags=float(along["tags"][place]) if has_tags[place] else None,
                posts=self._speak_through_titles(rows[place], titles) if only_title[place] else posts[place],
                alike=alike[place],
            )
            for place, (creator, titles) in enumerate(zip(creators, along["titles"].tolist(), strict=True))
        ]

    def post_mean(self, language: str | None) -> Rows | None:
        """Return the (d,) mean of what creators post in a language; None where nobody posts anything."""
        return self.spreads[POSTS].mean(language) if POSTS in self.spreads else None

    def centred_passages(self, places: npt.NDArray[np.int64]) -> Rows:
        """Return the passages in these places, each without the mean of its creator's language."""
        rows = np.searchsorted(self.raw.starts, places, side="right") - 1
        languages = self.columns.first_languages(rows)
        return self.spreads[POSTS].centre(self.raw.passages[places].astype(np.float32), languages)

    def _speak_through_titles(self, row: np.intp, titles: float) -> tuple[tuple[int, float], ...]:
        return ((int(self.raw.posts[self.raw.starts[row]]), titles),)

    def _post_terms(self, y: Rows, rows: Places, weights: Rows) -> list[tuple[tuple[int, float], ...]]:
        """Return (post id, term) of each post of each creator; nothing where posts are no view of this pool."""
        if POSTS not in self.spreads:
            return [()] * len(rows)
        places, ends = self.raw.find_passages(rows)
        languages = self.columns.first_languages(np.searchsorted(self.raw.starts, places, side="right") - 1)
        passages = self.spreads[POSTS].standardise(self.raw.passages[places].astype(np.float32), languages)
        shares = (passages @ y) * np.repeat(weights / np.maximum(self.raw.count_posts(rows), 1), np.diff(ends))
        terms = list(zip(self.raw.posts[places].tolist(), shares.astype(float).tolist(), strict=True))
        return [tuple(terms[start:end]) for start, end in pairwise(ends.tolist())]

    def _find_alike(self, like: Rows | None, rows: Places) -> list[tuple[int, float] | None]:
        """Return (post id, cosine) of each creator's post that is nearest to a centred passage."""
        if like is None:
            return [None] * len(rows)
        places, ends = self.raw.find_passages(rows)
        cosines, posts = unit(self.centred_passages(places)) @ unit(like), self.raw.posts[places]
        best = [start + int(np.argmax(cosines[start:end])) if end > start else None for start, end in pairwise(ends)]
        return [None if place is None else (int(posts[place]), float(cosines[place])) for place in best]

    def _weigh(self, rows: Places) -> dict[str, Rows]:
        """Return what each view counts in the mean: one more is counted for creators with several posts."""
        posts = self.raw.count_posts(rows).astype(np.float32)
        titled = self._has("titles", rows)
        counted = len(VIEWS) + (posts > 1)
        of_posts = np.where(titled, 1.0, 2.0) * posts / (posts + 1)
        of_posts[titled & (posts == 1)] = 0.0
        return {**dict.fromkeys(VIEWS, 1 / counted), POSTS: of_posts / counted}

    def _has_only_title(self, rows: Places) -> npt.NDArray[np.bool_]:
        """Say whether the view of the titles is what the creator's only post says."""
        only: npt.NDArray[np.bool_] = (self.raw.count_posts(rows) == 1) & self._has("titles", rows)
        return only

    def _has(self, view: str, rows: Places) -> npt.NDArray[np.bool_]:
        present: npt.NDArray[np.bool_] = self.raw.views[rows, VIEWS.index(view)].any(axis=1)
        return present

    def _standardised(self, name: str, rows: Places) -> Rows:
        vectors = self.raw.view(name, rows)
        present = vectors.any(axis=1)
        standard = self.spreads[name].standardise(vectors, self.columns.first_languages(rows))
        standard[~present] = 0.0
        return standard
