"""Who there is: shares of languages, platforms and topics, as plain tables."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")

LANGUAGES: Mapping[str, int] = {  # per cent of creators
    "ja": 30, "en": 20, "ko": 12, "zh-Hans": 10, "id": 10, "zh-Hant": 6, "th": 4, "vi": 4, "es": 4,
}  # fmt: skip

PLATFORMS: Mapping[str, Mapping[str, int]] = {
    "ja": {"instagram": 40, "youtube": 22, "tiktok": 18, "x": 20},
    "en": {"instagram": 35, "youtube": 25, "tiktok": 30, "x": 10},
    "ko": {"instagram": 46, "youtube": 30, "tiktok": 15, "x": 9},
    "zh-Hans": {"xiaohongshu": 58, "instagram": 14, "youtube": 13, "tiktok": 10, "x": 5},
    "id": {"instagram": 38, "youtube": 18, "tiktok": 38, "x": 6},
    "zh-Hant": {"instagram": 58, "youtube": 28, "tiktok": 10, "x": 4},
    "th": {"instagram": 34, "youtube": 22, "tiktok": 34, "x": 10},
    "vi": {"instagram": 28, "youtube": 22, "tiktok": 46, "x": 4},
    "es": {"instagram": 40, "youtube": 20, "tiktok": 34, "x": 6},
}

TOPICS: Mapping[str, int] = {
    "beauty": 34, "fashion": 9, "coffee": 9, "cooking": 9, "restaurants": 9, "travel": 9,
    "fitness": 7, "gaming": 7, "gadgets": 6, "parenting": 7, "pets": 7, "music": 5,
    "books": 6, "camping": 6, "finance": 5, "vegetarian": 6,
}  # fmt: skip

RELATED: Mapping[str, tuple[str, ...]] = {
    "beauty": ("fashion", "fitness", "travel"),
    "fashion": ("beauty", "coffee", "travel"),
    "coffee": ("restaurants", "books", "travel", "beauty"),
    "cooking": ("parenting", "vegetarian", "finance"),
    "restaurants": ("travel", "coffee", "cooking"),
    "travel": ("camping", "restaurants", "coffee"),
    "fitness": ("vegetarian", "beauty", "camping"),
    "gaming": ("gadgets", "music"),
    "gadgets": ("gaming", "finance", "music"),
    "parenting": ("cooking", "finance", "beauty"),
    "pets": ("camping", "parenting", "gaming"),
    "music": ("gadgets", "books", "coffee"),
    "books": ("coffee", "finance", "music"),
    "camping": ("travel", "cooking", "pets"),
    "finance": ("cooking", "books", "gadgets"),
    "vegetarian": ("cooking", "fitness", "coffee"),
}

SECOND_LANGUAGES: Mapping[str, tuple[str, ...]] = {"en": ("es", "zh-Hans", "ja")}  # others: English


def share_out(total: int, shares: Mapping[str, int]) -> dict[str, int]:
    """Split a total by shares into whole numbers that sum to it; ties to the earlier key."""
    whole = sum(shares.values())
    counts = {key: total * share // whole for key, share in shares.items()}
    by_remainder = sorted(shares, key=lambda key: -(total * shares[key] % whole))
    for key in by_remainder[: total - sum(counts.values())]:
        counts[key] += 1
    return counts


def chance(rng: Random, share: float) -> bool:
    """Decide a thing that is so for this share of cases."""
    return rng.random() < share


def pick(rng: Random, weights: Mapping[str, int]) -> str:
    """Draw one key by its weight."""
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def some(rng: Random, items: Sequence[T], least: int, most: int) -> list[T]:
    """Draw between `least` and `most` different items (all, where there are fewer)."""
    return rng.sample(items, min(len(items), rng.randint(least, most)))
