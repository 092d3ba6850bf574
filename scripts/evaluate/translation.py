"""A sentence as a brief: its translation is the one creator that says the same."""

from collections.abc import Sequence
from itertools import permutations

import numpy as np

from matcher.domain import Brief, Filter
from matcher.ports import Shelves
from matcher.search import find_matches
from scripts.evaluate.pools import Pool
from scripts.evaluate.systems import pool_shelf
from scripts.evaluate.tasks import Sentence


def find_translations(sentences: Sequence[Sentence], pool: Pool) -> dict[str, dict[str, float]]:
    """Return accuracy@1 in every direction, "en>ja", of our recipe and of the encoder's cosine."""
    texts = {name: [one for one in sentences if one.language == name] for name in dict.fromkeys(_languages(sentences))}
    pool.encoder.encode_queries([one.text for one in sentences])  # many at once is quicker than one by one
    pool.encoder.encode_passages([one.text for one in sentences])
    shelves = pool_shelf(pool)
    directions = list(permutations(texts, 2))
    return {
        "our recipe": {f"{a}>{b}": _ask(texts[a], b, shelves) for a, b in directions},
        "cosine of the encoder": {f"{a}>{b}": _compare(texts[a], texts[b], pool) for a, b in directions},
    }


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


def _languages(sentences: Sequence[Sentence]) -> list[str]:
    return [one.language for one in sentences]
