"""How long one brief takes, part by part, in one process that has everything loaded."""

from collections.abc import Callable
from time import perf_counter

import numpy as np

from matcher.domain import Brief
from matcher.search import find_matches
from scripts.evaluate.pools import Pool
from scripts.evaluate.tasks import Asked
from scripts.evaluate.variants import OneShelf

PERCENTILES = (50, 95, 99)
ROUNDS = 3


def time_briefs(briefs: list[Asked], pool: Pool) -> dict[str, dict[str, float]]:
    """Return percentiles in milliseconds: {"encode": {"p50": ...}, "search and explain": ..., "in all": ...}."""
    shelves = OneShelf(pool.shelf)

    def encode(asked: Asked) -> None:
        pool.encoder.encode_anew(asked.text)

    def search(asked: Asked) -> None:
        find_matches(Brief(text=asked.text, language=asked.language), shelves)

    encode(briefs[0])  # the first call builds what later ones use
    search(briefs[0])
    encoding, searching = ([_time(part, one) for one in briefs * ROUNDS] for part in (encode, search))
    whole = [a + b for a, b in zip(encoding, searching, strict=True)]
    named = {"encode": encoding, "search and explain": searching, "in all": whole}
    return {name: _percentiles(times) for name, times in named.items()}


def _time(act: Callable[[Asked], None], asked: Asked) -> float:
    begun = perf_counter()
    act(asked)
    return (perf_counter() - begun) * 1_000


def _percentiles(times: list[float]) -> dict[str, float]:
    return {f"p{p}": round(float(np.percentile(times, p)), 1) for p in PERCENTILES}
