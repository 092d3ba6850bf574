"""The numbers that a shortlist shows of a creator: what each is called, what it means, where it is from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from flask_babel import gettext  # type: ignore[import-untyped]

from matcher.domain import Creator, Post, Source
from web.language import label_number
from web.phrases import Phrase

Amount = int | float | date
FEWEST = 3  # posts that a median needs to mean something


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of a creator; None is unknown, 0 is zero."""

    name: str  # one of KINDS, or "statistic:views:median"
    amount: Amount | None
    source: Source | None = None  # None: computed here from posts
    posts: int | None = None  # how many it was computed from; None: it was not


@dataclass(frozen=True, slots=True)
class Kind:
    """What all figures of a name share."""

    form: str  # "count", "rate" (a fraction, shown as percent) or "day"
    label: Phrase
    definition: Phrase


KINDS = {
    "followers": Kind("count", Phrase("Followers"), Phrase("Accounts that follow this one, as the source states.")),
    "following": Kind("count", Phrase("Following"), Phrase("Accounts that this one follows, as the source states.")),
    "engagement_rate": Kind(
        "rate",
        Phrase("Engagement rate"),
        Phrase("Likes and comments of a post divided by the followers; the median of the posts whose likes are known."),
    ),
    "median_views": Kind(
        "count", Phrase("Views of posts, median"), Phrase("The median of the views of the posts whose views are known.")
    ),
    "sponsored_share": Kind(
        "rate", Phrase("Sponsored posts"), Phrase("Posts marked as sponsored among those where it is known.")
    ),
    "last_post": Kind("day", Phrase("Last post"), Phrase("The day of the newest post that was imported.")),
}
SUMMARISED = Kind("count", Phrase("Number"), Phrase("Summarised by the source itself, not computed here."))


def list_figures(creator: Creator) -> tuple[Figure, ...]:
    """Return every figure of a creator, the unknown ones too, always in the same order; statistics last."""
    stated = (
        Figure(name="followers", amount=creator.followers, source=creator.sources.get("followers")),
        Figure(name="following", amount=creator.following, source=creator.sources.get("following")),
    )
    summarised = (
        Figure(name=f"statistic:{one.name}:{one.statistic}", amount=one.value, source=one.source)
        for one in creator.statistics
    )
    return (*stated, *_compute(creator), *summarised)


def find_kind(name: str) -> Kind:
    """Return what a figure of that name is."""
    return KINDS.get(name, SUMMARISED)


def label_figure(name: str) -> str:
    """Return what a figure is called in the language of the request."""
    if name in KINDS:
        return str(gettext(KINDS[name].label.template))
    _, _, rest = name.partition(":")
    return label_number(*(rest.split(":", 1) if ":" in rest else (rest, "")))


def define_figure(name: str) -> str:
    """Return what a figure means, in the language of the request."""
    return str(gettext(find_kind(name).definition.template))


def _compute(creator: Creator) -> tuple[Figure, ...]:
    posts = creator.posts
    days = [post.published_at.date() for post in posts if post.published_at is not None]
    told = [post.sponsored for post in posts if post.sponsored is not None]
    return (
        _take_median("engagement_rate", _list_rates(posts, creator.followers)),
        _take_median("median_views", [post.views for post in posts if post.views is not None]),
        Figure(name="sponsored_share", amount=sum(told) / len(told) if told else None, posts=len(told)),
        Figure(name="last_post", amount=max(days, default=None), posts=len(days)),
    )


def _list_rates(posts: Iterable[Post], followers: int | None) -> list[float]:
    """Return each post's engagement rate; hidden comments count as none, as likes are most of it."""
    if not followers:
        return []
    return [(post.likes + (post.comments or 0)) / followers for post in posts if post.likes is not None]


def _take_median(name: str, amounts: list[float] | list[int]) -> Figure:
    return Figure(name=name, amount=median(amounts) if len(amounts) >= FEWEST else None, posts=len(amounts))
