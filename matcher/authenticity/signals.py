"""What is measured of one creator, before any weight: kept in the index, so that other weights judge it anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from statistics import median

from matcher.authenticity.history import Day, clean_history
from matcher.authenticity.rises import Growth, measure_growth
from matcher.domain import Creator, Post
from matcher.engagement import EARLIEST, LEAST, WINDOW, measure_engagement

HALF = 0.5  # added to counts before logarithms: no comment is fewer than one, not infinitely few


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """Numbers of one creator. None is unknown."""

    platform: str
    followers: int | None
    engagement: float | None = None  # as `measure_engagement` takes it, over followers
    comments: float | None = None  # median over posts of ln (likes / comments)
    following: int | None = None
    verified: bool | None = None
    growth: Growth | None = None  # None: fewer than two counts
    faults: tuple[str, ...] = ()  # what of the history was left out


def measure_signals(creator: Creator, today: date) -> Signals:
    """Measure a creator with its posts and history."""
    engagement, ratios = measure_engagement(creator), _list_ratios(creator.posts)
    history = clean_history(
        (Day(date=seen.date, followers=seen.followers, views=seen.views) for seen in creator.history), today
    )
    return Signals(
        platform=creator.platform,
        followers=creator.followers,
        engagement=engagement.rate if engagement is not None and engagement.of == "followers" else None,
        comments=median(ratios) if len(ratios) >= LEAST else None,
        following=creator.following,
        verified=creator.verified,
        growth=measure_growth(history) if len(history.days) > 1 else None,
        faults=history.faults,
    )


def _list_ratios(posts: Sequence[Post]) -> list[float]:
    """Return ln (likes / comments) of the most recent posts that tell both."""
    recent = sorted(posts, key=lambda post: post.published_at or EARLIEST, reverse=True)
    told = [
        (post.likes, post.comments)
        for post in recent
        if post.likes is not None and post.comments is not None and (post.likes or post.comments)
    ]
    return [log((likes + HALF) / (comments + HALF)) for likes, comments in told[:WINDOW]]
