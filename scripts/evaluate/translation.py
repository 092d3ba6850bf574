"""A sentence as a brief: its translation is the one creator that says the same."""

from collections.abc import Sequence
from itertools import permutations

import numpy as np

from indexer.progress import Progress
from matcher.domain import Brief, Filter
from matcher.ports import Shelves
from matcher.search import find_matches
from scripts.evaluate.pools import Pool
from scripts.evaluate.tasks import Sentence
from scripts.evaluate.variants import OneShelf


def find_translations(sentences: Sequence[Sentence], pool: Pool, progress: Progress) -> dict[str, dict[str, float]]:
    """Return accuracy@1 in every direction, "en>ja", of our recipe and of the encoder's cosine."""
    texts: dict[str, list[Sentence]] = {}
    for one in sentences:
        texts.setdefault(one.language, []).append(one)
    pool.encoder.encode_queries([one.text for one in sentences])  # many at once is quicker than one by one
    pool.encoder.encode_passages([one.text for one in sentences])
    shelves, directions, found = OneShelf(pool.shelf), list(permutations(texts, 2)), {}
    with progress(len(directions), "Looking for translations") as advance:
        for a, b in directions:
            found[f"{a}>{b}"] = _ask(texts[a], b, shelves)
            advance(1)
    cosines = {f"{a}>{b}": _compare(texts[a], texts[b], pool) for a, b in directions}
    return {"our recipe": found, "cosine of the encoder": cosines}


def _ask(sentences: Sequence[Sentence], target: str, shelves: Shelves) -> float:
    must = Filter(languages=frozenset({target}))
    found = 0
    for one in sentences:
        answer = find_matches(Brief(text=one.text, language=one.language, filter=must, limit=1), shelves)
        found += answer.matches[0].creator.external_id == f"{target}-{one.id}"
    return found / len(sentences)


def _compare(asking: Sequence[Sentence], answering: Sequence[Sentence], pool: Pool) -> float:
    cosines = (
        pool.encoder.encode_queries([one.text for one in asking])
        @ pool.encoder.encode_passages([one.text for one in answering]).T
    )
    best = [answering[place].id for place in np.argmax(cosines, axis=1).tolist()]
    return float(np.mean([one.id == id for one, id in zip(asking, best, strict=True)]))
