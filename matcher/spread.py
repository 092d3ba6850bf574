"""Where one kind of text lies in each language, so that creators of all languages can be compared."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.lens import UNDETERMINED, Lens, Rows

SHRINKAGE = 20.0  # how many creators a language's own statistics must have to weigh as much as the whole pool's


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Where one kind of text lies in each language, and how far its topics spread there."""

    languages: tuple[str, ...]  # "und" stands for undetermined and for any language not listed
    means: Rows  # (L, d)
    scales: Rows  # (L,), above 0

    def standardise(self, vectors: Rows, languages: Sequence[str | None]) -> Rows:
        """Return (V - mean of its language) / scale of its language for (n, d) vectors."""
        at = self._places(languages)
        standard: Rows = (vectors - self.means[at]) / self.scales[at, None]
        return standard

    def centre(self, vectors: Rows, languages: Sequence[str | None]) -> Rows:
        """Return V - mean of its language for (n, d) vectors."""
        centred: Rows = vectors - self.means[self._places(languages)]
        return centred

    def mean(self, language: str | None) -> Rows:
        """Return the (d,) mean of a language; that of the undetermined where it is not listed."""
        mean: Rows = self.means[self._places([language])[0]]
        return mean

    def _places(self, languages: Sequence[str | None]) -> list[int]:
        rows = {language: row for row, language in enumerate(self.languages)}
        return [rows.get(language or UNDETERMINED, rows[UNDETERMINED]) for language in languages]


def fit_spread(vectors: Rows, languages: Sequence[str | None], lens: Lens) -> Spread:
    """Measure where a kind of text lies in each language; small languages are shrunk towards the pool.

    Args:
        vectors: (n, d) raw vectors, n of at least 1.
        languages: the n languages; None is undetermined.
        lens: its topics are the directions in which the spread is measured.
    """
    codes = np.array([language or UNDETERMINED for language in languages])
    projected = vectors @ lens.topics.T  # (n, K)
    pool_mean, pool_variance = vectors.mean(axis=0), float(projected.var(axis=0).mean())
    names = sorted({UNDETERMINED, *codes.tolist()})
    means, scales = np.empty((len(names), vectors.shape[1]), np.float32), np.empty(len(names), np.float32)
    for row, name in enumerate(names):
        own = codes == name
        n = int(own.sum())
        mean = vectors[own].mean(axis=0) if n else pool_mean
        variance = float(projected[own].var(axis=0).mean()) if n else pool_variance
        means[row] = (n * mean + SHRINKAGE * pool_mean) / (n + SHRINKAGE)
        scales[row] = np.sqrt(max((n * variance + SHRINKAGE * pool_variance) / (n + SHRINKAGE), 1e-12))
    return Spread(languages=tuple(names), means=means, scales=scales)
