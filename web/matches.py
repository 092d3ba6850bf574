"""What the page says of a match beside its numbers: the parts of its score, and what they are called."""

from collections.abc import Sequence
from dataclasses import dataclass

from babel.numbers import format_percent
from flask import Flask
from flask_babel import gettext  # type: ignore[import-untyped]

from matcher.domain import Engagement, Reason
from web.language import read_locale, translate
from web.marking import mark_words
from web.phrases import Phrase

REASONS = {
    "profile": Phrase("Profile"),
    "tags": Phrase("Tags"),
    "topic": Phrase("Subject"),
    "post": Phrase("Post"),
    "literal": Phrase("Asked for literally"),
}
SORTS = {
    "fit": Phrase("Fit"),
    "followers": Phrase("Followers"),
    "engagement": Phrase("Engagement rate"),
    "recent": Phrase("Last post"),
}
TIERS = {
    "below nano": Phrase("Below nano"),
    "nano": Phrase("Nano"),
    "micro": Phrase("Micro"),
    "mid-tier": Phrase("Mid-tier"),
    "macro": Phrase("Macro"),
    "mega": Phrase("Mega"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of a score, as a stretch of a bar that is 100 long."""

    kind: str
    start: float
    width: float


def init_matches(app: Flask) -> None:
    """Give the templates the words and bars of matches."""
    app.jinja_env.filters.update(bars=draw_bars, marked=mark_words, rate=write_rate, define=define_engagement)
    app.jinja_env.globals.update(reason_label=label_reason, sort_label=label_sort, tier_label=label_tier)


def draw_bars(reasons: Sequence[Reason]) -> list[Bar]:
    """Return what speaks for a creator as stretches in the order of the reasons; what speaks against has none."""
    speaking = [reason for reason in reasons if reason.share > 0]
    total = sum(reason.share for reason in speaking)
    bars, start = [], 0.0
    for reason in speaking:
        width = 100 * reason.share / total
        bars.append(Bar(reason.kind, round(start, 2), round(width, 2)))
        start += width
    return bars


def write_rate(share: float | str) -> str:
    """Return a share as people write it: 0.0388 is 3.88 %, with at most two digits behind the point."""
    return format_percent(float(share), format="#,##0.##%", locale=read_locale())


def define_engagement(engagement: Engagement) -> str:
    """Return how an engagement rate was measured: what was divided by what, over what, and how it was summed up."""
    if engagement.of == "views":
        return str(
            gettext(
                "Median over the %(posts)s most recent posts of (likes + comments) / views; followers are unknown.",
                posts=engagement.posts,
            )
        )
    return str(
        gettext(
            "Median over the %(posts)s most recent posts of (likes + comments) / followers.", posts=engagement.posts
        )
    )


def label_reason(kind: str) -> str:
    """Return what a part of a score is called."""
    return translate(REASONS.get(kind, kind))


def label_sort(sort: str) -> str:
    """Return what an order of the matches is called."""
    return translate(SORTS.get(sort, sort))


def label_tier(tier: str) -> str:
    """Return what a size of creators is called."""
    return translate(TIERS.get(tier, tier))
