"""The numbers that a shortlist shows of a creator: what each is called, what it means, where it is from."""

from dataclasses import dataclass
from datetime import date
from statistics import median

from flask_babel import gettext  # type: ignore[import-untyped]

from matcher.domain import Creator, Source
from matcher.engagement import find_last_post, measure_engagement
from web.language import label_number
from web.phrases import Phrase

Amount = int | float | date
FEWEST = 3  # posts that a median needs to mean something


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of a creator; None is unknown, 0 is zero."""

    name: str  # one of KINDS, or "statistic:views:median"
    amount: Amount | None
    source: Source | None = None  # None: computed here
    posts: int | None = None  # how many it was computed from; None: it was not computed from posts
    interval: tuple[float, float] | None = None  # of an estimate: it lies within, four times out of five


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
        Phrase("Likes and comments over followers: the median of the 30 most recent posts that show both."),
    ),
    "engagement_of_views": Kind(
        "rate",
        Phrase("Engagement rate, of views"),
        Phrase("Likes and comments over views: the median of the 30 most recent posts that show all three."),
    ),
    "real_audience": Kind(
        "rate",
        Phrase("Audience likely real"),
        Phrase("The estimated chance that the audience was not bought, with an interval that holds 4 of 5 times."),
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
    views = [post.views for post in creator.posts if post.views is not None]
    told = [post.sponsored for post in creator.posts if post.sponsored is not None]
    dated = sum(post.published_at is not None for post in creator.posts)
    return (
        _find_engagement(creator),
        Figure(name="median_views", amount=median(views) if len(views) >= FEWEST else None, posts=len(views)),
        Figure(name="sponsored_share", amount=sum(told) / len(told) if told else None, posts=len(told)),
        Figure(name="last_post", amount=find_last_post(creator), posts=dated),
        _find_authenticity(creator),
    )


def _find_engagement(creator: Creator) -> Figure:
    found = measure_engagement(creator)
    if found is None:
        return Figure(name="engagement_rate", amount=None)
    name = "engagement_rate" if found.of == "followers" else "engagement_of_views"
    return Figure(name=name, amount=found.rate, posts=found.posts)


def _find_authenticity(creator: Creator) -> Figure:
    found = creator.authenticity
    if found is None or found.real is None or found.interval is None:
        return Figure(name="real_audience", amount=None)
    low, high = found.interval
    return Figure(name="real_audience", amount=found.real, interval=(round(1 - high, 4), round(1 - low, 4)))
