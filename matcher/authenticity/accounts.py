"""How likely a follower account is fake, from counts alone. What is not known adds nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log10

from matcher.authenticity.weights import AccountWeights, logit, read_curve, sigmoid

EMPTY = 20  # followers and follows below which an account without posts is a reader's
SMOOTHED = 10  # added to both sides of a ratio, so that small counts say little


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One follower, as a list of followers tells it. None is unknown, 0 is zero."""

    posts: int | None = None
    following: int | None = None
    followers: int | None = None
    has_picture: bool | None = None
    is_private: bool | None = None
    username_length: int | None = None
    username_digits: int | None = None
    bio_length: int | None = None


def judge_account(account: Account, weights: AccountWeights) -> float:
    """Return the probability that the account is fake; the prior where nothing is known."""
    terms = [read_curve(weights.curves[name], signal) for name, signal in list_signals(account)]
    return sigmoid(logit(weights.prior) + weights.damping * sum(terms))


def list_signals(account: Account) -> Iterator[tuple[str, float]]:
    """Give what is known of an account by the names of its curves."""
    yield from _list_sizes(account)
    if account.has_picture is not None:
        yield "picture", float(account.has_picture)
    if account.is_private is not None:
        yield "private", float(account.is_private)
    if account.username_length and account.username_digits is not None:
        yield "digit_share", min(account.username_digits / account.username_length, 1.0)
    if account.bio_length is not None:
        yield "bio", float(account.bio_length)


def _list_sizes(account: Account) -> Iterator[tuple[str, float]]:
    posts, following, followers = account.posts, account.following, account.followers
    if posts is not None:
        yield "posts", float(posts)
    if following is not None:
        yield "following", float(following)
    if followers is not None:
        yield "followers", log10(1 + followers)
    if following is not None and followers is not None:
        yield "ratio", log10((following + SMOOTHED) / (followers + SMOOTHED))
        if posts is not None:
            yield "empty", float(posts == 0 and followers < EMPTY and following < EMPTY)
