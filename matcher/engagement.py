"""How much people react to a creator's posts, beside how many they could be: with its definition, or not at all."""

from datetime import UTC, date, datetime
from statistics import median

from matcher.domain import Creator, Engagement, Post

WINDOW = 30  # the most recent posts that count, at most
LEAST = 3  # posts below which a median says nothing
EARLIEST = datetime.min.replace(tzinfo=UTC)


def measure_engagement(creator: Creator) -> Engagement | None:
    """Return the median over the most recent posts of (likes + comments) / followers.

    Where followers are unknown, or zero, it is divided by each post's views instead. Posts whose likes, comments or
    views are unknown do not count, and with fewer than three that do the rate is unknown. Posts without a day are the
    oldest. The two definitions are those of Brandwatch (by followers) and of what is usual on YouTube (by views);
    they may not be compared with each other, so the rate carries the one that it was made by.
    """
    recent = sorted(creator.posts, key=lambda post: post.published_at or EARLIEST, reverse=True)
    if creator.followers:
        rates = [reactions / creator.followers for post in recent if (reactions := _count_reactions(post)) is not None]
        return _take_median(rates, "followers")
    rates = [
        reactions / post.views for post in recent if post.views and (reactions := _count_reactions(post)) is not None
    ]
    return _take_median(rates, "views")


def find_last_post(creator: Creator) -> date | None:
    """Return the UTC day of the most recent post; None where no post has a day."""
    days = [post.published_at for post in creator.posts if post.published_at is not None]
    return max(days).astimezone(UTC).date() if days else None


def _count_reactions(post: Post) -> int | None:
    return None if post.likes is None or post.comments is None else post.likes + post.comments


def _take_median(rates: list[float], of: str) -> Engagement | None:
    within = rates[:WINDOW]
    return Engagement(rate=median(within), of=of, posts=len(within)) if len(within) >= LEAST else None
