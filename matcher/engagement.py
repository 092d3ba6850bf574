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
    rates = [rate for post in recent if (rate := _rate(post, creator)) is not None][:WINDOW]
    of = "followers" if creator.followers else "views"
    return Engagement(rate=median(rates), of=of, posts=len(rates)) if len(rates) >= LEAST else None


def list_rates(creator: Creator) -> tuple[tuple[date, float], ...]:
    """Return the day and the engagement rate of every post that has both, oldest first; divided as in the median."""
    dated = sorted((post.published_at, post.id, post) for post in creator.posts if post.published_at is not None)
    rates = [(moment.astimezone(UTC).date(), _rate(post, creator)) for moment, _, post in dated]
    return tuple((day, rate) for day, rate in rates if rate is not None)


def find_last_post(creator: Creator) -> date | None:
    """Return the UTC day of the most recent post; None where no post has a day."""
    days = [post.published_at for post in creator.posts if post.published_at is not None]
    return max(days).astimezone(UTC).date() if days else None


def _rate(post: Post, creator: Creator) -> float | None:
    """Return one post's likes and comments by the creator's followers, or by its views where those are unknown."""
    whole = creator.followers or post.views
    return None if post.likes is None or post.comments is None or not whole else (post.likes + post.comments) / whole
