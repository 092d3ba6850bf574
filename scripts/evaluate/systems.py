"""What is compared: our recipe, its parts left out one by one, and what a user would take instead."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from matcher.domain import Brief, Filter
from matcher.lens import Rows
from matcher.ports import Shelves
from matcher.score import RECIPE, Recipe
from matcher.search import find_matches
from scripts.evaluate.pools import Pool
from scripts.evaluate.tasks import Asked
from scripts.evaluate.variants import LENSES, OneShelf, vary

DAMPING = 60  # of reciprocal rank fusion: Cormack, Clarke and Büttcher, SIGIR 2009
Ranking = list[str]  # external ids, best first
Rank = Callable[[Asked, int, Filter], Ranking]
EVERYBODY = Filter()


@dataclass(frozen=True, slots=True)
class System:
    """Something that ranks a pool's creators for a brief."""

    name: str
    rank: Rank


def list_baselines(pool: Pool) -> list[System]:
    """Return what a user would take instead."""
    words, cosine, ours = _rank_by_words(pool), _rank_by_cosine(pool), rank_by_recipe(OneShelf(pool.shelf))

    def fused(asked: Asked, k: int, must: Filter) -> Ranking:
        return fuse([ours(asked, k, must), words(asked, k, must)])[:k]

    return [
        System("character TF-IDF", words),
        System("cosine of the encoder", cosine),
        System("our recipe with TF-IDF voting", fused),
    ]


def list_ours(pool: Pool) -> Iterator[System]:
    """Give our recipe, then each of its parts left out in turn."""
    whole = OneShelf(pool.shelf)
    yield System("our recipe", rank_by_recipe(whole))
    for part in ("subject", "feedback", "alike", "literal"):
        yield System(f"without {part}", rank_by_recipe(whole, Recipe(**{part: 0.0})))
    for name, change in LENSES.items():
        yield System(name, rank_by_recipe(vary(pool, lens=change(pool.generation.lens))))
    yield System("without each language's own mean of creators", rank_by_recipe(vary(pool, languages=False)))
    for view in pool.generation.base.evidence.spreads:
        yield System(f"without the view of {view}", rank_by_recipe(vary(pool, without=view)))


def fuse(rankings: Sequence[Ranking]) -> Ranking:
    """Return every name once, by reciprocal rank fusion; ties by name."""
    votes: dict[str, float] = {}
    for ranking in rankings:
        for rank, name in enumerate(ranking, start=1):
            votes[name] = votes.get(name, 0.0) + 1 / (DAMPING + rank)
    return sorted(votes, key=lambda name: (-votes[name], name))


def rank_by_recipe(shelves: Shelves, recipe: Recipe = RECIPE) -> Rank:
    """Return our recipe, or one with a part left out, on some shelves."""

    def rank(asked: Asked, k: int, must: Filter = EVERYBODY) -> Ranking:
        brief = Brief(text=asked.text, language=asked.language, filter=must, limit=k)
        return [match.creator.external_id for match in find_matches(brief, shelves, recipe).matches]

    return rank


def _rank_by_cosine(pool: Pool) -> Rank:
    whole: Rows = pool.generation.base.evidence.raw.view("whole", np.arange(len(pool.names)))
    whole /= np.maximum(np.linalg.norm(whole, axis=1, keepdims=True), 1e-12)

    def rank(asked: Asked, k: int, must: Filter = EVERYBODY) -> Ranking:
        return _best(pool, whole @ pool.encoder.encode_queries([asked.text])[0], k, must)

    return rank


def _rank_by_words(pool: Pool) -> Rank:
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
    texts = vectorizer.fit_transform(pool.texts)

    def rank(asked: Asked, k: int, must: Filter = EVERYBODY) -> Ranking:
        return _best(pool, (texts @ vectorizer.transform([asked.text]).T).toarray()[:, 0], k, must)

    return rank


def _best(pool: Pool, scores: Rows, k: int, must: Filter) -> Ranking:
    columns = pool.generation.base.columns
    rows = np.flatnonzero(columns.passing(must))
    best = rows[np.argsort(-scores[rows], kind="stable")[:k]]
    return [pool.names[id] for id in columns.ids[best].tolist()]
