"""Where one kind of text lies in each language, so that creators of all languages can be compared."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from matcher.lens import UNDETERMINED, Lens, Rows

SHRINKAGE = 20.0  # how many creators a language's own statistics must have to weigh as much as the whole pool's
LEAST_VARIANCE = 1e-12
Sum = npt.NDArray[np.float64]


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


class SpreadFitter:
    """Measures where a kind of text lies in each language, from vectors that come in parts and are not kept.

    Small languages are shrunk towards the pool of all.
    """

    def __init__(self, lens: Lens) -> None:
        """Begin with nothing; the lens's topics are the directions in which the spread is measured."""
        self._topics = lens.topics
        self._sums: dict[str, _Sums] = {}

    def add(self, vectors: Rows, languages: Sequence[str | None]) -> None:
        """Take (n, d) raw vectors with their n languages; None is undetermined."""
        names, places = np.unique([language or UNDETERMINED for language in languages], return_inverse=True)
        projected = (vectors @ self._topics.T).astype(np.float64)  # (n, K)
        for place, name in enumerate(names.tolist()):
            own = places == place
            self._sums[name] = self._sums.get(name, _Sums()) + _Sums(
                count=int(own.sum()),
                vectors=vectors[own].sum(axis=0, dtype=np.float64),
                along=projected[own].sum(axis=0),
                squares=np.square(projected[own]).sum(axis=0),
            )

    def fit(self) -> Spread | None:
        """Return what was measured; None where nothing was added."""
        if not self._sums:
            return None
        pool = sum(self._sums.values(), start=_Sums())
        names = sorted({UNDETERMINED, *self._sums})
        means, scales = [], []
        for name in names:
            own = self._sums.get(name, _Sums())
            means.append((own.vectors + SHRINKAGE * pool.vectors / pool.count) / (own.count + SHRINKAGE))
            variance = (own.count * own.variance() + SHRINKAGE * pool.variance()) / (own.count + SHRINKAGE)
            scales.append(np.sqrt(max(variance, LEAST_VARIANCE)))
        return Spread(languages=tuple(names), means=np.array(means, np.float32), scales=np.array(scales, np.float32))


@dataclass(frozen=True, slots=True)
class _Sums:
    """What is summed up over the vectors of one language, in double precision."""

    count: int = 0
    vectors: Sum = field(default_factory=lambda: np.zeros(1))  # (d,)
    along: Sum = field(default_factory=lambda: np.zeros(1))  # (K,) of the projections on the topics
    squares: Sum = field(default_factory=lambda: np.zeros(1))  # (K,) of their squares

    def __add__(self, other: "_Sums") -> "_Sums":
        return _Sums(
            self.count + other.count,
            self.vectors + other.vectors,
            self.along + other.along,
            self.squares + other.squares,
        )

    def variance(self) -> float:
        """Return the variance along a topic, meaned over the topics; 0 where there is nothing."""
        count = max(self.count, 1)
        return float(np.mean(self.squares / count - np.square(self.along / count)))
