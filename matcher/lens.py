"""Briefs and creators made comparable between languages, without relevance labels.

Plain cosines of a multilingual encoder favour the brief's own language and whoever writes like a brief. The lens is
fitted once on a bank of topics that is written in every brief language and wrapped in a few sentence frames: what
varies with the topic is kept, what varies with language and frame is dropped (a Wiener filter). Creators are then
centred and scaled within their language. The score of a creator for a brief is one inner product.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.float32]  # (n, d) or (d,)

SHRINKAGE = 20.0  # how many creators a language's own statistics must have to weigh as much as the whole pool's
LEADING = 0.9  # share of the trace that counts as the topics' leading subspace when noise is estimated
UNDETERMINED = "und"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """What turns a brief's raw vector into the one that creators are scored with."""

    matrix: Rows  # (d, d): M = P (P + Sw)^-1
    briefs: Mapping[str, Rows]  # g_l by language: (d,) what all briefs of that language have in common
    topics: Rows  # (K, d) of unit length: the bank's topics seen through the matrix

    def see(self, brief: Rows, language: str | None) -> Rows:
        """Return x = unit(M (q - g)) for one (d,) brief.

        A language outside the bank takes the mean g of its relatives ("zh" of zh-Hans and zh-Hant, "en-US" of en), or
        of all languages where it has none.
        """
        return _unit(self.matrix @ (brief - self._common(language or UNDETERMINED)))

    def _common(self, language: str) -> Rows:
        if language in self.briefs:
            return self.briefs[language]
        family = language.partition("-")[0]
        relatives = [g for code, g in self.briefs.items() if code.partition("-")[0] == family]
        mean: Rows = np.mean(relatives or list(self.briefs.values()), axis=0)
        return mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Where one kind of text lies in each language, and how far its topics spread there."""

    languages: tuple[str, ...]  # "und" stands for undetermined and for any language not listed
    means: Rows  # (L, d)
    scales: Rows  # (L,), above 0

    def standardise(self, vectors: Rows, languages: Sequence[str | None]) -> Rows:
        """Return (V - mean of its language) / scale of its language for (n, d) vectors."""
        rows = {language: row for row, language in enumerate(self.languages)}
        at = np.array([rows.get(language or UNDETERMINED, rows[UNDETERMINED]) for language in languages], dtype=int)
        standard: Rows = (vectors - self.means[at]) / self.scales[at, None]
        return standard


def fit_lens(bank: npt.NDArray[np.float32], languages: Sequence[str]) -> Lens:
    """Fit the lens on a bank of topics.

    Args:
        bank: (L, W, K, d) unit vectors of L languages, W sentence frames and K topics, encoded as queries.
        languages: the L language codes.
    """
    bank = bank.astype(np.float64)
    common = bank.mean(axis=(1, 2))  # g_l
    topics = (bank - bank.mean(axis=2, keepdims=True)).mean(axis=(0, 1))  # t_k
    rest = (bank - common.mean(axis=0) - topics).reshape(-1, bank.shape[-1])
    between = topics.T @ topics / len(topics)
    within = rest.T @ rest / len(rest)
    prior = between + _noise(topics) * np.eye(len(between))
    matrix = np.linalg.solve(prior + within, prior).T  # P and Sw are symmetric, so this is P (P + Sw)^-1
    return Lens(
        matrix=matrix.astype(np.float32),
        briefs={language: g.astype(np.float32) for language, g in zip(languages, common, strict=True)},
        topics=_unit(topics @ matrix.T).astype(np.float32),
    )


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


def _noise(topics: npt.NDArray[np.float64]) -> float:
    """Return tau: how much of a topic, per dimension, lies outside what the other topics span (leave-one-out)."""
    outside = []
    for left_out, topic in enumerate(topics):
        others = np.delete(topics, left_out, axis=0)
        _, singular, directions = np.linalg.svd(others, full_matrices=False)
        shares = np.cumsum(singular**2) / np.sum(singular**2)
        leading = directions[: int(np.searchsorted(shares, LEADING)) + 1]
        residual = topic - leading.T @ (leading @ topic)
        outside.append(float(residual @ residual) / (topics.shape[1] - len(leading)))
    return float(np.mean(outside))


def _unit(rows: npt.NDArray[np.floating]) -> npt.NDArray[np.floating]:
    length = np.linalg.norm(rows, axis=-1, keepdims=True)
    return rows / np.where(length == 0, 1.0, length)
