"""What is measured of one creator, before any weight: kept in the index, so that other weights judge it anew."""

from dataclasses import dataclass
from datetime import date
from math import log
from statistics import median

from matcher.authenticity.history import Day, clean_history
from matcher.authenticity.rises import Growth, measure_growth
from matcher.domain import Creator, Post

RECENT = 50  # posts that rates are taken over, newest first
FEW = 3  # posts below which there is no rate
MADE = ("posts", "count")  # the statistic that says how many posts there are
HALF = 0.5  # added to counts before logarithms: no comment is fewer than one, not infinitely few


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """Numbers of one creator. None is unknown."""

    platform: str
    followers: int | None
    engagement: float | None = None  # median over posts of (likes + comments) / followers
    comments: float | None = None  # median over posts of ln (likes / comments)
    measured: int = 0  # posts behind these two
    following: int | None = None
    posts: int | None = None  # that the creator ever made, as its source counted them
    verified: bool | None = None
    sample: float | None = None  # share of fakes in a sample of followers
    growth: Growth | None = None  # None: fewer than two counts
    faults: tuple[str, ...] = ()  # what of the history was left out


def measure_signals(creator: Creator, today: date) -> Signals:
    """Measure a creator with its posts and history."""
    posts = [post for post in creator.posts if post.likes is not None]
    posts = sorted(posts, key=lambda post: (post.published_at is not None, post.published_at, post.id), reverse=True)
    rates, ratios = _list_rates(posts[:RECENT], creator.followers), _list_ratios(posts[:RECENT])
    history = clean_history(
        (Day(date=seen.date, followers=seen.followers, views=seen.views) for seen in creator.history), today
    )
    made = [statistic.value for statistic in creator.statistics if (statistic.name, statistic.statistic) == MADE]
    return Signals(
        platform=creator.platform,
        followers=creator.followers,
        engagement=median(rates) if len(rates) >= FEW else None,
        comments=median(ratios) if len(ratios) >= FEW else None,
        measured=len(posts[:RECENT]),
        following=creator.following,
        posts=int(made[0]) if made else None,
        verified=creator.verified,
        growth=measure_growth(history) if len(history.days) > 1 else None,
        faults=history.faults,
    )


def _list_rates(posts: list[Post], followers: int | None) -> list[float]:
    """Return the engagement of each post; hidden comments count as none, as likes are most of it."""
    return [((post.likes or 0) + (post.comments or 0)) / followers for post in posts] if followers else []


def _list_ratios(posts: list[Post]) -> list[float]:
    return [
        log(((post.likes or 0) + HALF) / (post.comments + HALF))
        for post in posts
        if post.comments is not None and (post.likes or post.comments)
    ]
