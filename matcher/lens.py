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

LEADING = 0.9  # share of the trace that counts as the topics' leading subspace when noise is estimated
KIN = 90  # percentile of how near a topic's best relative is, which a brief's own subject is held against
BEYOND = 0.25  # how far beyond the middle between briefs (-1) and posts (1) a text must lie to count as a post
UNDETERMINED = "und"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """What turns a brief's raw vector into the one that creators are scored with."""

    matrix: Rows  # (d, d): M = P (P + Sw)^-1
    briefs: Mapping[str, Rows]  # g_l by language: (d,) what all briefs of that language have in common
    answers: Mapping[str, Rows]  # the same of briefs that were encoded as if they were posts
    topics: Rows  # (K, d) of unit length: the bank's topics seen through the matrix
    kinship: float  # cosine between a topic and its best relative in the bank

    def see(self, brief: Rows, language: str | None) -> Rows:
        """Return x = unit(M (q - g)) for one (d,) brief.

        A language outside the bank takes the mean g of its relatives ("zh" of zh-Hans and zh-Hant, "en-US" of en), or
        of all languages where it has none.
        """
        return self.filter(brief - _common(self.briefs, language or UNDETERMINED))

    def filter(self, rows: Rows) -> Rows:
        """Return unit(M v) for (d,) or (n, d) vectors that are centred already."""
        return unit(rows @ self.matrix.T)

    def reads_like_a_post(self, passage: Rows, language: str | None, posts: Rows) -> bool:
        """Say whether a text lies clearly nearer to the (d,) mean of posts than to that of briefs in its language.

        Args:
            passage: the (d,) text, encoded as a passage.
            language: the text's.
            posts: the mean of what creators post in that language.
        """
        briefs = _common(self.answers, language or UNDETERMINED)
        as_brief, as_post, apart = passage - briefs, passage - posts, posts - briefs
        return float(as_brief @ as_brief - as_post @ as_post) > BEYOND * float(apart @ apart)


def fit_lens(bank: npt.NDArray[np.float32], answers: npt.NDArray[np.float32], languages: Sequence[str]) -> Lens:
    """Fit the lens on a bank of topics.

    Args:
        bank: (L, W, K, d) unit vectors of L languages, W sentence frames and K topics, encoded as queries.
        answers: (L, n, d) unit vectors of a sample of them, encoded as passages.
        languages: the L language codes.
    """
    precise = bank.astype(np.float64)
    noise = _noise(_find_topics(precise))
    matrix, topics = _fit_matrix(precise, noise)
    return Lens(
        matrix=matrix.astype(np.float32),
        briefs=_by_language(languages, precise.mean(axis=(1, 2))),
        answers=_by_language(languages, answers.mean(axis=1)),
        topics=unit(topics @ matrix.T).astype(np.float32),
        kinship=_measure_kinship(precise, noise),
    )


def unit(rows: npt.NDArray[np.floating]) -> npt.NDArray[np.floating]:
    """Return rows of unit length; a row of zeros stays."""
    length = np.linalg.norm(rows, axis=-1, keepdims=True)
    return rows / np.where(length == 0, 1.0, length)


def _find_topics(bank: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return t_k: (K, d) each topic without what its language and frame have in common."""
    topics: npt.NDArray[np.float64] = (bank - bank.mean(axis=2, keepdims=True)).mean(axis=(0, 1))
    return topics


def _fit_matrix(bank: npt.NDArray[np.float64], noise: float) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return M = P (P + Sw)^-1 and the topics."""
    topics = _find_topics(bank)
    rest = (bank - bank.mean(axis=(0, 1, 2)) - topics).reshape(-1, bank.shape[-1])
    between = topics.T @ topics / len(topics)
    within = rest.T @ rest / len(rest)
    prior = between + noise * np.eye(len(between))
    return np.linalg.solve(prior + within, prior).T, topics  # P and Sw are symmetric, so this is P (P + Sw)^-1


def _noise(topics: npt.NDArray[np.float64]) -> float:
    """Return tau: how much of a topic, per dimension, lies outside what the other topics span (leave-one-out)."""
    count, dimensions = topics.shape
    outside = []
    for left_out, topic in enumerate(topics):
        others = np.delete(topics, left_out, axis=0)
        is_flat = count - 1 < dimensions  # the smaller of the two scatters has all that is not zero
        spread, axes = np.linalg.eigh(others @ others.T if is_flat else others.T @ others)
        spread, axes = np.maximum(spread[::-1], 0.0), axes[:, ::-1]
        rank = int(np.searchsorted(np.cumsum(spread), LEADING * spread.sum())) + 1
        along = axes[:, :rank].T @ (others @ topic if is_flat else topic)
        if is_flat:
            along /= np.sqrt(np.maximum(spread[:rank], 1e-12))
        outside.append(float(topic @ topic - along @ along) / (dimensions - rank))
    return float(np.mean(outside))


def _measure_kinship(bank: npt.NDArray[np.float64], noise: float) -> float:
    """Return how near a bank item lies to the best other topic, through a lens that never saw its language.

    The noise is that of the whole bank: to measure it for each language would change little and take ten times as long.
    """
    nearest = []
    for left_out, own in enumerate(bank):
        others = np.delete(bank, left_out, axis=0) if len(bank) > 1 else bank
        matrix, topics = _fit_matrix(others, noise)
        cosines = unit((own - own.mean(axis=(0, 1))) @ matrix.T) @ unit(topics @ matrix.T).T  # (W, K, K)
        diagonal = np.arange(len(topics))
        cosines[:, diagonal, diagonal] = -1.0
        nearest.append(cosines.max(axis=2))
    return float(np.percentile(nearest, KIN))


def _by_language(languages: Sequence[str], rows: npt.NDArray[np.floating]) -> dict[str, Rows]:
    return {language: row.astype(np.float32) for language, row in zip(languages, rows, strict=True)}


def _common(means: Mapping[str, Rows], language: str) -> Rows:
    """Return a language's mean, else that of its relatives, else that of all."""
    if language in means:
        return means[language]
    family = language.partition("-")[0]
    relatives = [mean for code, mean in means.items() if code.partition("-")[0] == family]
    common: Rows = np.mean(relatives or list(means.values()), axis=0)
    return common
