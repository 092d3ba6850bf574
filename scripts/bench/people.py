"""Made attributes: what filters see of made creators."""

import numpy as np

from indexer.index.columns import UNKNOWN, Columns
from scripts.bench.made import CATEGORIES, Places

LANGUAGES = ("en", "ja", "es", "pt", "hi", "id", "ar", "fr", "de", "ko", "th", "vi")  # most spoken first
PLATFORMS = ("youtube", "instagram", "tiktok", "x")
COUNTRIES = (
    *("US", "GB", "AU", "JP", "MX", "ES", "AR", "BR", "PT", "IN", "ID", "EG", "SA", "AE", "FR"),
    *("BE", "DE", "AT", "CH", "KR", "TH", "VN", "CO", "CL", "PE", "NG", "CA", "PH", "MA", "SG"),
)
HOMES = (  # one a category: where a quarter of its creators live, so that a filter can go against a topic
    *("IT", "NL", "SE", "PL", "TR", "ZA", "KE", "MY", "TW", "HK"),
    *("NZ", "IE", "DK", "NO", "FI", "GR", "CZ", "HU", "RO", "UA"),
)
AT_HOME = 0.25  # share of creators that live in the home of their category
FOLLOWS = 0.85  # share of the others whose region goes with their language
UNKNOWN_FOLLOWERS = 0.05
FOLLOWERS = (9.0, 2.0)  # mean and standard deviation of the logarithm


def make_columns(categories: Places, seed: int) -> Columns:
    """Return the columns of creators whose categories are given; ids are 1, 2, 3 ..."""
    count = len(categories)
    rng = np.random.default_rng([seed, 3])
    zipf = 1 / np.arange(1, len(LANGUAGES) + 1)
    language = rng.choice(len(LANGUAGES), count, p=zipf / zipf.sum())
    followers = np.minimum(rng.lognormal(*FOLLOWERS, count), 5e8).astype(np.int64)
    followers[rng.random(count) < UNKNOWN_FOLLOWERS] = UNKNOWN
    return Columns(
        ids=np.arange(1, count + 1, dtype=np.int64),
        followers=followers,
        engagement_rate=np.full(count, float(UNKNOWN)),
        last_post=np.full(count, UNKNOWN, dtype=np.int32),
        by_views=np.zeros(count, dtype=bool),
        rated=np.zeros(count, dtype=np.int16),
        platform=rng.choice(len(PLATFORMS), count, p=(0.4, 0.3, 0.2, 0.1)).astype(np.int16),
        region=_draw_regions(rng, language, categories),
        inferred=np.zeros(count, dtype=bool),
        language=language.astype(np.int16)[:, None],
        platforms=PLATFORMS,
        regions=COUNTRIES + HOMES,
        languages=LANGUAGES,
    )


def _draw_regions(rng: np.random.Generator, language: Places, categories: Places) -> np.ndarray:
    """Return places in COUNTRIES + HOMES: the home of the category, a country of the language, or any."""
    count = len(language)
    own = (language * len(COUNTRIES)) // len(LANGUAGES) + (rng.random(count) < 1 / 3)  # two countries a language
    anywhere = rng.integers(0, len(COUNTRIES), count)
    region = np.where(rng.random(count) < FOLLOWS, own % len(COUNTRIES), anywhere)
    home = len(COUNTRIES) + categories % CATEGORIES
    return np.where(rng.random(count) < AT_HOME, home, region).astype(np.int16)
