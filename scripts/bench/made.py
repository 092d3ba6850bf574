"""Made vectors: topics in categories, two topics a creator, noise of a falling spectrum, lengths that vary."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.lens import Rows

TOPICS = 200
CATEGORIES = 20
DIMENSION = 384
STEP = 50_000  # creators that are made together
LENGTHS = 0.2  # standard deviation of the logarithm of a vector's length
NEARNESS = 0.7  # a topic's own part, beside its category's
ASKED_NOISE = 0.5  # a query's own part, beside its topic's
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How hard the vectors are to search."""

    noise: float  # length of the noise beside the topics
    spectrum: float  # axes after which the noise has fallen to 1 / e of its variance


RECIPES = {"made": Recipe(0.75, 50.0), "hard": Recipe(1.3, 150.0)}


@dataclass(frozen=True, slots=True)
class World:
    """What all creators and queries of one seed share."""

    topics: Rows  # (TOPICS, d), unit length
    categories: Rows  # (CATEGORIES, d), unit length
    seed: int

    def category_of(self, topic: Places) -> Places:
        """Return the category that each topic belongs to."""
        return topic % CATEGORIES


def make_world(seed: int, dimension: int = DIMENSION) -> World:
    """Draw categories, and topics around them."""
    rng = np.random.default_rng([seed, 0])
    categories = _unit(rng.standard_normal((CATEGORIES, dimension)))
    own = _unit(rng.standard_normal((TOPICS, dimension)))
    around = categories[np.arange(TOPICS) % CATEGORIES]
    return World(_unit(around + NEARNESS * own), categories, seed)


def make_creators(world: World, recipe: Recipe, count: int) -> Iterator[tuple[npt.NDArray[np.float16], Places]]:
    """Yield vectors and the category of each creator's first topic, in steps; a longer run begins like a shorter."""
    for number, start in enumerate(range(0, count, STEP)):
        rng = np.random.default_rng([world.seed, 1, number])
        first, second = rng.integers(0, TOPICS, (2, STEP))
        share = rng.uniform(0.5, 1.0, (STEP, 1)).astype(np.float32)
        mixed = share * world.topics[first] + (1 - share) * world.topics[second]
        mixed += recipe.noise * _make_noise(rng, STEP, mixed.shape[1], recipe.spectrum)
        lengths = rng.lognormal(0.0, LENGTHS, (STEP, 1)).astype(np.float32)
        rows = min(STEP, count - start)
        yield (_unit(mixed) * lengths).astype(np.float16)[:rows], world.category_of(first)[:rows]


def make_queries(world: World, count: int, draw: int) -> Rows:
    """Return (count, d) queries of unit length near topics; another `draw` gives others of the same kind."""
    rng = np.random.default_rng([world.seed, 2, draw])
    topics = world.topics[rng.integers(0, TOPICS, count)]
    return _unit(topics + ASKED_NOISE * _make_noise(rng, count, topics.shape[1], RECIPES["made"].spectrum))


def _make_noise(rng: np.random.Generator, count: int, dimension: int, spectrum: float) -> Rows:
    """Return rows of length 1 on the average whose variance falls from axis to axis."""
    variance = np.exp(-np.arange(dimension) / spectrum)
    scales = np.sqrt(variance / variance.sum()).astype(np.float32)
    noise: Rows = rng.standard_normal((count, dimension), dtype=np.float32) * scales
    return noise


def _unit(rows: npt.NDArray[np.floating]) -> Rows:
    unit: Rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit
