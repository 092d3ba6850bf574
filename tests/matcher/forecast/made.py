"""Showings made for a test, and the open set of live streams."""

from collections.abc import Sequence
from math import log

import numpy as np

from matcher.forecast.showings import UNKNOWN, Showings

MONDAY_NOON = 20_001.5  # days since 1970-01-01, 2024-10-05 12:00 UTC


def make_showings(
    rows: Sequence[tuple[int, float, float]], topics: Sequence[int] = (), size: float = 10_000
) -> Showings:
    """Return showings of (creator, day after the first, count)."""
    return Showings(
        creators=np.array([row[0] for row in rows], np.int64),
        days=MONDAY_NOON + np.array([row[1] for row in rows], np.float64),
        topics=np.array(topics or [UNKNOWN] * len(rows), np.int64),
        sizes=np.full(len(rows), log(size)) if size else np.full(len(rows), np.nan),
        counts=np.log(np.array([row[2] for row in rows], np.float64)),
    )


def make_crowd(seed: int, creators: int = 60, days: int = 30, noise: float = 0.4) -> Showings:
    """Return creators who show something every day, around a level of their own."""
    draw = np.random.default_rng(seed)
    levels = draw.normal(6, 1, creators)
    rows = [
        (one, day, float(np.exp(levels[one] + draw.normal(0, noise)))) for day in range(days) for one in range(creators)
    ]
    return make_showings(rows)
