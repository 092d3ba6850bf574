"""Draw how a post did: likes, comments, views, shares, saves."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from scripts.demo.mix import chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How people react on one platform; None where the platform does not say."""

    likes: float  # a follower, at 10,000 followers
    comments: float  # a like
    views: float | None  # a like
    shares: float | None  # a like
    saves: float | None  # a like


PLATFORM_HABITS: Mapping[str, Habits] = {
    "instagram": Habits(likes=0.028, comments=0.030, views=26, shares=None, saves=None),
    "youtube": Habits(likes=0.009, comments=0.090, views=27, shares=None, saves=None),
    "tiktok": Habits(likes=0.055, comments=0.020, views=14, shares=0.05, saves=0.09),
    "x": Habits(likes=0.011, comments=0.050, views=60, shares=0.18, saves=0.10),
    "xiaohongshu": Habits(likes=0.045, comments=0.070, views=None, shares=None, saves=0.55),
}

TOPIC_APPEAL: Mapping[str, float] = {  # 1.0 where not named
    "pets": 1.5, "parenting": 1.25, "restaurants": 1.15, "gaming": 1.1, "music": 1.1,
    "gadgets": 0.8, "finance": 0.75, "fashion": 0.9,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counts:
    """What the platform shows; None is hidden or not shown, 0 is zero."""

    likes: int | None
    comments: int
    views: int | None
    shares: int | None
    saves: int | None


def draw_counts(rng: Random, platform: str, topic: str, audience: float) -> Counts:
    """Draw counts for a post shown to `audience` real followers; larger ones react less."""
    habits = PLATFORM_HABITS[platform]
    rate = habits.likes * (audience / 10_000) ** -0.13 * TOPIC_APPEAL.get(topic, 1.0)
    likes = audience * rate * rng.lognormvariate(0.0, 0.45)
    is_photo = platform == "instagram" and chance(rng, 0.6)
    return Counts(
        likes=None if chance(rng, 0.04) else round(likes),
        comments=round(likes * habits.comments * rng.lognormvariate(0.0, 0.5)),
        views=None if is_photo else _draw_part(rng, likes, habits.views),
        shares=_draw_part(rng, likes, habits.shares),
        saves=_draw_part(rng, likes, habits.saves),
    )


def _draw_part(rng: Random, likes: float, ratio: float | None) -> int | None:
    return None if ratio is None else round(likes * ratio * rng.lognormvariate(0.0, 0.25))
