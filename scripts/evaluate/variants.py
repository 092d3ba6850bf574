"""The recipe with one part left out, searched exactly, so that every part can be seen to earn its place."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from indexer.index.columns import Columns
from indexer.index.evidence import Evidence, fit_spreads
from matcher.calibration import calibrate
from matcher.domain import Filter
from matcher.lens import Lens, Rows
from matcher.ports import Hit, Shelf
from scripts.evaluate.pools import Pool


@dataclass(frozen=True, slots=True)
class ExactStore:
    """Every creator's vector in memory, in full precision."""

    vectors: Rows
    columns: Columns

    def search(self, query: Rows, k: int, must: Filter) -> list[Hit]:
        """Return at most k creators that pass `must`, best first, ties by smaller id."""
        rows = np.flatnonzero(self.columns.passing(must))
        scores = self.vectors[rows] @ query
        best = np.argsort(-scores, kind="stable")[:k]
        return [Hit(int(self.columns.ids[rows[place]]), float(scores[place])) for place in best]

    def count(self, must: Filter) -> int:
        """Return how many creators pass `must`."""
        return int(np.count_nonzero(self.columns.passing(must)))


@dataclass(frozen=True, slots=True)
class OneShelf:
    """Shelves that hold one generation for good."""

    shelf: Shelf

    def current(self) -> Shelf:
        """Return the shelf."""
        return self.shelf


def vary(
    pool: Pool,
    *,
    lens: Lens | None = None,
    languages: bool = True,
    without: str | None = None,
) -> OneShelf:
    """Return the pool's shelf with another lens, with all languages taken for one, or without one view."""
    generation, shelf = pool.generation, pool.shelf
    seen_through = lens or generation.lens
    columns = generation.base.columns if languages else _forget_languages(generation.base.columns)
    spreads = fit_spreads(generation.base.evidence.raw, columns, seen_through)
    kept = {name: spread for name, spread in spreads.items() if name != without}
    evidence = Evidence(raw=generation.base.evidence.raw, columns=columns, spreads=kept)
    vectors = evidence.combine(np.arange(len(columns.ids)))
    units = replace(calibrate(seen_through, vectors, (vectors[:0], vectors[:0])), alike=generation.calibration.alike)
    return OneShelf(
        replace(
            shelf,
            lens=seen_through,
            calibration=units,
            vectors=ExactStore(vectors, generation.base.columns),
            evidence=evidence,
        )
    )


def without_matrix(lens: Lens) -> Lens:
    """Return the lens that keeps every direction: the encoder's own vectors, centred."""
    whole = np.eye(len(lens.matrix), dtype=np.float32)
    return replace(lens, matrix=whole)


def without_common(lens: Lens) -> Lens:
    """Return the lens that takes the mean of all languages from every brief instead of its own language's."""
    mean: Rows = np.mean(list(lens.briefs.values()), axis=0)
    return replace(lens, briefs=dict.fromkeys(lens.briefs, mean))


LENSES: dict[str, Callable[[Lens], Lens]] = {
    "without the filter M": without_matrix,
    "without each language's own mean of briefs": without_common,
}


def _forget_languages(columns: Columns) -> Columns:
    return replace(columns, language=np.full_like(columns.language, -1))
