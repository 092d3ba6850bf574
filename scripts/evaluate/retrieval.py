"""Creators for briefs: quality by language, fairness between languages, and what each part is worth."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from indexer.progress import silent
from indexer.topics import Bank
from matcher.domain import Filter
from matcher.lens import Lens, fit_lens
from scripts.evaluate.measures import Mean, by_language, differences, mean_of, measure
from scripts.evaluate.pools import Pool
from scripts.evaluate.systems import EVERYBODY, Ranking, System, rank_by_recipe
from scripts.evaluate.tasks import Asked
from scripts.evaluate.variants import vary

DEPTH = 50  # results that are looked at
FAIR_DEPTH = {"top 10": 10, "top 50": 50}
FEWEST = 100  # creators of a language that is looked at alone
NEAREST = 6  # topics of the bank that are taken away from each brief
WITHIN = ("ndcg@10", "recall@50", "mrr")  # measures by creator language
BASE = "en"  # the language that others are compared with


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """What one system reached: measures by brief language."""

    system: str
    measures: Mapping[str, Mapping[str, Mean]]  # {measure: {language: mean}}
    differences: Mapping[str, Mean] = field(default_factory=dict)  # of nDCG@10 to English, paired by subject
    own: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # {depth: {language: own share}}


def ask(system: System, briefs: Sequence[Asked], must: Filter = EVERYBODY) -> dict[str, Ranking]:
    """Return the system's ranking for every brief."""
    return {brief.id: system.rank(brief, DEPTH, must) for brief in briefs}


def judge(system: System, briefs: Sequence[Asked], pool: Pool, seed: int) -> Quality:
    """Measure a system on the briefs of a pool."""
    rankings = ask(system, briefs)
    found = measure(briefs, rankings)
    return Quality(
        system=system.name,
        measures={name: by_language(briefs, values, seed) for name, values in found.items()},
        differences=differences(briefs, found["ndcg@10"], BASE, seed),
        own={name: own_shares(briefs, rankings, pool, depth) for name, depth in FAIR_DEPTH.items()},
    )


def judge_within(
    systems: Iterable[System], briefs: Sequence[Asked], pool: Pool, seed: int
) -> dict[str, dict[str, dict[str, Mean]]]:
    """Return {language: {measure: {system: mean}}} inside each large creator language, over all briefs."""
    languages = _language_by_name(pool)
    within: dict[str, dict[str, dict[str, Mean]]] = {}
    for language in large_languages(pool):
        own = [
            Asked(id=one.id, text=one.text, language=one.language, relevant=kept)
            for one in briefs
            if (kept := frozenset(name for name in one.relevant if languages.get(name) == language))
        ]
        must = Filter(languages=frozenset({language}))
        found = {system.name: measure(own, ask(system, own, must)) for system in systems}
        within[language] = {
            name: {system: mean_of(list(values[name].values()), seed) for system, values in found.items()}
            for name in WITHIN
        }
    return within


def own_shares(briefs: Sequence[Asked], rankings: Mapping[str, Ranking], pool: Pool, depth: int) -> dict[str, float]:
    """Return the share of results in the brief's own language, by brief language."""
    languages = _language_by_name(pool)
    shares: dict[str, list[float]] = {}
    for brief in briefs:
        found = [languages[name] for name in rankings[brief.id][:depth]]
        shares.setdefault(brief.language, []).append(found.count(brief.language) / max(len(found), 1))
    return {language: float(np.mean(values)) for language, values in shares.items()}


def pool_shares(pool: Pool, languages: Iterable[str]) -> dict[str, float]:
    """Return the share of the pool that uses each language most."""
    used = pool.languages
    return {language: used.count(language) / len(used) for language in languages}


def large_languages(pool: Pool) -> list[str]:
    """Return the languages of at least FEWEST creators, most creators first."""
    used = [language for language in pool.languages if language]
    counts = {language: used.count(language) for language in dict.fromkeys(used)}
    return sorted((code for code in counts if counts[code] >= FEWEST), key=lambda code: (-counts[code], code))


def judge_off_the_grid(briefs: Sequence[Asked], pool: Pool, bank: Bank, seed: int) -> Quality:
    """Measure our recipe with the topics nearest to each brief taken out of the bank before the lens is fitted."""
    asking, answering = bank.encode(pool.encoder, silent), bank.encode_answers(pool.encoder)
    rankings = {}
    for brief in briefs:
        kept = _far_topics(brief, pool)
        lens = fit_lens(asking[:, :, kept], answering, bank.languages)
        rankings[brief.id] = rank_by_recipe(vary(pool, lens=lens))(brief, DEPTH, EVERYBODY)
    found = measure(briefs, rankings)
    return Quality(
        system=f"our recipe, the {NEAREST} nearest topics removed",
        measures={name: by_language(briefs, values, seed) for name, values in found.items()},
    )


def _far_topics(brief: Asked, pool: Pool) -> npt.NDArray[np.intp]:
    lens: Lens = pool.generation.lens
    x = lens.see(pool.encoder.encode_queries([brief.text])[0], brief.language)
    return np.sort(np.argsort(-(lens.topics @ x), kind="stable")[NEAREST:])


def _language_by_name(pool: Pool) -> dict[str, str | None]:
    ids = pool.generation.base.columns.ids.tolist()
    return {pool.names[id]: language for id, language in zip(ids, pool.languages, strict=True)}
