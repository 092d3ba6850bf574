"""The orders that the matches of a page can be shown in."""

from collections.abc import Sequence

from matcher.domain import Match

FIT = "fit"
SORTS = (FIT, "followers", "engagement", "recent")
VIEWS = ("cards", "table")
FITTING = 0.5  # the fit from which on a match is worth sorting by another number


def keep_fitting(matches: Sequence[Match]) -> list[Match]:
    """Return the matches whose fit is half or more; all of them where nobody's is."""
    return [match for match in matches if match.fit >= FITTING] or list(matches)


def sort_matches(matches: Sequence[Match], sort: str) -> list[Match]:
    """Return the matches, most of what is asked for first; unknown comes last, ties keep the order of the fit."""
    return sorted(matches, key=lambda match: _measure(match, sort))


def _measure(match: Match, sort: str) -> tuple[bool, float]:
    creator = match.creator
    number: float | None = {
        "followers": creator.followers,
        "engagement": creator.engagement.rate if creator.engagement else None,
        "recent": creator.last_post.toordinal() if creator.last_post else None,
    }.get(sort, -match.rank)
    return number is None, -(number or 0)
