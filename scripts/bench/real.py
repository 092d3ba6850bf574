"""Real vectors, widened: pairs of like creators mixed, with the differences of other pairs as noise."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from indexer.index.generation import open_generation
from indexer.index.publishing import current_generation
from matcher.lens import Rows
from scripts.bench.made import CATEGORIES, STEP, Places

FEWEST = 200  # creators with vectors, below which widening would only repeat them
NEIGHBOURS = 10  # a creator is mixed with one of its nearest
OTHERS = 4_000  # at most so many real creators are mixed, so that nearest ones are found at once
RESIDUAL = 0.5  # how much of the difference of another pair is added
READ = 10_000  # vectors read from a generation at once


class Source:
    """The real vectors of a generation, some held apart as queries."""

    def __init__(self, vectors: npt.NDArray[np.float16], queries: int, seed: int) -> None:
        """Hold apart twice as many creators as there are queries, but at most half of all."""
        rng = np.random.default_rng([seed, 5])
        drawn = rng.permutation(len(vectors))
        held = min(queries, len(vectors) // 4)
        real = vectors[drawn[: 2 * held + OTHERS]].astype(np.float32)
        self.seed = seed
        self.calibrating, self.asking = (
            _unit(np.resize(real[part], (queries, real.shape[1]))) for part in (slice(0, held), slice(held, 2 * held))
        )
        self.real: Rows = real[2 * held :]


def read_real(snapshots: Path) -> npt.NDArray[np.float16]:
    """Return the vectors of the creators of the live generation, none of them zero.

    Raises:
        IndexNotReady: there is no generation.
        SnapshotDamaged: it cannot be opened.
    """
    generation = open_generation(current_generation(snapshots))
    ids = np.setdiff1d(generation.base.columns.ids, generation.dead)
    steps = [
        generation.evidence.vectors(ids[at : at + READ].tolist()).astype(np.float16) for at in range(0, len(ids), READ)
    ]
    vectors = np.concatenate(steps)
    return vectors[vectors.any(axis=1)]


def mix_real(source: Source, count: int) -> Iterator[tuple[npt.NDArray[np.float16], Places]]:
    """Yield (vectors, categories) in steps.

    Each is a real vector x drawn towards one of its NEIGHBOURS nearest, plus RESIDUAL times the difference between
    another creator and a neighbour of that one, brought to the length of x. Its category is the axis group of x.
    """
    real = source.real
    near, categories = _find_neighbours(real), _find_categories(real)
    for number, start in enumerate(range(0, count, STEP)):
        rng = np.random.default_rng([source.seed, 6, number])
        first, other = rng.integers(0, len(real), (2, STEP))
        partner, residue = (near[rows, rng.integers(0, near.shape[1], STEP)] for rows in (first, other))
        share = rng.uniform(0.5, 1.0, (STEP, 1)).astype(np.float32)
        mixed = share * real[first] + (1 - share) * real[partner] + RESIDUAL * (real[other] - real[residue])
        lengths = np.linalg.norm(real[first], axis=1, keepdims=True)
        rows = min(STEP, count - start)
        yield (_unit(mixed) * lengths).astype(np.float16)[:rows], categories[first][:rows]


def _find_neighbours(real: Rows) -> npt.NDArray[np.intp]:
    unit = _unit(real)
    cosines = unit @ unit.T
    np.fill_diagonal(cosines, -2)
    kept = min(NEIGHBOURS, len(real) - 1)
    nearest: npt.NDArray[np.intp] = np.argpartition(-cosines, kept - 1, axis=1)[:, :kept]
    return nearest


def _find_categories(real: Rows) -> Places:
    """Return one of CATEGORIES groups for each: to which of as many spread creators it is nearest."""
    unit = _unit(real)
    centres = unit[np.linspace(0, len(real) - 1, CATEGORIES).astype(int)]
    nearest: Places = np.argmax(unit @ centres.T, axis=1)
    return nearest


def _unit(rows: Rows) -> Rows:
    unit: Rows = (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)).astype(np.float32)
    return unit
