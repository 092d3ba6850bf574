"""Measures of rankings, and the intervals that they are known within."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ir_measures
import numpy as np
from ir_measures import RR, P, Qrel, R, ScoredDoc, nDCG
from scipy.stats import bootstrap

from scripts.evaluate.systems import Ranking
from scripts.evaluate.tasks import Asked

RESAMPLES = 2_000
CONFIDENCE = 0.95
MEASURES = {"ndcg@10": nDCG @ 10, "recall@50": R @ 50, "mrr": RR, "p@50": P @ 50}


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over briefs with its bootstrap interval."""

    mean: float
    low: float
    high: float
    briefs: int


def measure(briefs: Sequence[Asked], rankings: Mapping[str, Ranking]) -> dict[str, dict[str, float]]:
    """Return every measure of every brief: {measure: {brief id: value}}; a brief without a ranking has 0."""
    relevant = [Qrel(brief.id, name, 1) for brief in briefs for name in sorted(brief.relevant)]
    ranked = [
        ScoredDoc(id, name, float(len(ranking) - place))
        for id, ranking in rankings.items()
        for place, name in enumerate(ranking)
    ]
    names = {metric: name for name, metric in MEASURES.items()}
    found: dict[str, dict[str, float]] = {name: {brief.id: 0.0 for brief in briefs} for name in MEASURES}
    for metric in ir_measures.iter_calc(list(MEASURES.values()), relevant, ranked):
        found[names[metric.measure]][metric.query_id] = float(metric.value)
    return found


def mean_of(values: Sequence[float], seed: int) -> Mean:
    """Return the mean of some values with its 95 % bootstrap interval (percentile)."""
    sample = np.asarray(values, float)
    mean = float(sample.mean()) if len(sample) else 0.0
    if len(sample) < 2 or np.all(sample == sample[0]):  # noqa: PLR2004 -- nothing to resample
        return Mean(mean, mean, mean, len(sample))
    found = bootstrap(
        (sample,),
        np.mean,
        n_resamples=RESAMPLES,
        confidence_level=CONFIDENCE,
        method="percentile",
        rng=np.random.default_rng(seed),
    )
    interval = found.confidence_interval
    return Mean(mean, float(interval.low), float(interval.high), len(sample))


def by_language(briefs: Sequence[Asked], values: Mapping[str, float], seed: int) -> dict[str, Mean]:
    """Return the mean of every brief language."""
    languages = dict.fromkeys(brief.language for brief in briefs)
    return {
        language: mean_of([values[brief.id] for brief in briefs if brief.language == language], seed)
        for language in languages
    }


def differences(briefs: Sequence[Asked], values: Mapping[str, float], base: str, seed: int) -> dict[str, Mean]:
    """Return, for every other language, the mean difference to the base language over briefs of one subject."""
    at_base = {brief.subject: values[brief.id] for brief in briefs if brief.language == base}
    others = dict.fromkeys(brief.language for brief in briefs if brief.language != base)
    return {
        language: mean_of(
            [values[brief.id] - at_base[brief.subject] for brief in briefs if brief.language == language], seed
        )
        for language in others
    }
