"""What a creator's score is the sum of: one term for each view of the account and for each post.

A creator's vector is the mean of its views, each standardised within the creator's language, so the score is a sum of
inner products and its terms can be told one by one. A view that a creator lacks adds nothing. Creators with several
posts have one view more: the mean of their passages, in which every post has its own term. With one post the view of
the titles is that post's term.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indexer.index.columns import Columns
from indexer.index.texts import PROFILE, VIEWS
from matcher.lens import Lens, Rows, Spread, fit_spread
from matcher.ports import Terms

POSTS = "posts"  # the view that is the mean of the passages


@dataclass(frozen=True, slots=True, kw_only=True)
class RawVectors:
    """What the encoder said, before any statistics."""

    views: npt.NDArray[np.float16]  # (n, len(VIEWS), d); zero where the creator has nothing of that kind
    passages: npt.NDArray[np.float16]  # (m, d) by creator
    posts: npt.NDArray[np.int64]  # (m,) post id, or PROFILE
    starts: npt.NDArray[np.int64]  # (n + 1,) where each creator's passages start

    def view(self, name: str, rows: npt.NDArray[np.intp]) -> Rows:
        """Return one view of some creators, (len(rows), d), zero where it is missing."""
        if name != POSTS:
            vectors: Rows = self.views[rows, VIEWS.index(name)].astype(np.float32)
            return vectors
        means = np.zeros((len(rows), self.passages.shape[1]), np.float32)
        for place, row in enumerate(rows.tolist()):
            if self.has_several_posts(row):
                means[place] = self.passages[self.starts[row] : self.starts[row + 1]].astype(np.float32).mean(axis=0)
        return means

    def has_several_posts(self, row: int) -> bool:
        """Say whether a creator has more than one post with words."""
        return int(np.count_nonzero(self.posts[self.starts[row] : self.starts[row + 1]] != PROFILE)) > 1


def fit_spreads(raw: RawVectors, columns: Columns, lens: Lens) -> dict[str, Spread]:
    """Measure the spread of every view over the creators that have it; a view that nobody has is absent."""
    spreads = {}
    every = np.arange(len(columns.ids))
    for name in (*VIEWS, POSTS):
        vectors = raw.view(name, every)
        present = vectors.any(axis=1)
        if present.any():
            spreads[name] = fit_spread(vectors[present], columns.first_languages(every[present]), lens)
    return spreads


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Raw vectors with the statistics that make them comparable."""

    raw: RawVectors
    columns: Columns
    spreads: Mapping[str, Spread]

    def combine(self, rows: npt.NDArray[np.intp]) -> Rows:
        """Return the one vector of each of these creators, (len(rows), d): the mean of its standardised views."""
        total = np.zeros((len(rows), self.raw.passages.shape[1]), np.float32)
        for name in self.spreads:
            total += self._standardised(name, rows)
        combined: Rows = total / self._counted(rows)[:, None]
        return combined

    def terms(self, x: Rows, creators: Sequence[int]) -> list[Terms]:
        """Return the terms of each creator's score for a brief seen through the lens."""
        rows = self.columns.rows(creators)
        counted, none = self._counted(rows), np.zeros(len(rows))
        titles, tags, whole = (
            self._standardised(name, rows) @ x / counted if name in self.spreads else none for name in VIEWS
        )
        has_tags = np.linalg.norm(self.raw.view("tags", rows), axis=1) > 0
        terms = []
        for place, (creator, row) in enumerate(zip(creators, rows.tolist(), strict=True)):
            passages = self._passage_terms(x, row, float(titles[place]))
            terms.append(
                Terms(
                    creator=creator,
                    profile=float(whole[place]) + passages.pop(PROFILE),
                    topic=float(tags[place]) if has_tags[place] else None,
                    posts=tuple(passages.items()),
                )
            )
        return terms

    def _passage_terms(self, x: Rows, row: int, titles: float) -> dict[int, float]:
        """Split what titles and posts add between the profile and each post."""
        start, end = self.raw.starts[row], self.raw.starts[row + 1]
        posts = self.raw.posts[start:end].tolist()
        if not self.raw.has_several_posts(row):
            only = next((post for post in posts if post != PROFILE), PROFILE)
            return {PROFILE: 0.0, only: titles}
        language = self.columns.first_languages(np.array([row])) * len(posts)
        vectors = self.spreads[POSTS].standardise(self.raw.passages[start:end].astype(np.float32), language)
        shares = vectors @ x / (len(posts) * (len(VIEWS) + 1))
        terms = dict(zip(posts, shares.astype(float).tolist(), strict=True))
        terms[PROFILE] = terms.get(PROFILE, 0.0) + titles
        return terms

    def _standardised(self, name: str, rows: npt.NDArray[np.intp]) -> Rows:
        vectors = self.raw.view(name, rows)
        present = vectors.any(axis=1)
        standard = self.spreads[name].standardise(vectors, self.columns.first_languages(rows))
        standard[~present] = 0.0
        return standard

    def _counted(self, rows: npt.NDArray[np.intp]) -> Rows:
        """Return the number of views that the mean is over: one more for creators with several posts."""
        several = [self.raw.has_several_posts(row) for row in rows.tolist()]
        return np.array(several, dtype=np.float32) + len(VIEWS)
