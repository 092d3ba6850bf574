"""A portrait: all that a list, a comparison, a file or a client is shown of one creator."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matcher.domain import Creator, Post
from web.shortlists.figures import Figure, list_figures

MOST_QUOTES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A post that speaks for the creator."""

    text: str
    language: str | None  # BCP 47; None: undetermined
    day: date | None
    url: str | None
    sponsored: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """One creator as it is shown. Fees are not in it: they are between planner and creator."""

    id: int
    platform: str
    external_id: str
    handle: str | None
    name: str | None
    bio: str | None
    url: str | None
    region: str | None
    region_source: str | None
    region_confidence: float | None
    languages: tuple[str, ...]
    verified: bool | None
    figures: tuple[Figure, ...]
    quotes: tuple[Quote, ...]


def draw_portrait(creator: Creator, posts: Sequence[int] = ()) -> Portrait:
    """Return a creator's portrait; it quotes the posts of these ids, else the newest that say something."""
    return Portrait(
        id=creator.id,
        platform=creator.platform,
        external_id=creator.external_id,
        handle=creator.handle,
        name=creator.name,
        bio=creator.bio,
        url=creator.url,
        region=creator.region,
        region_source=creator.region_source,
        region_confidence=creator.region_confidence,
        languages=creator.languages,
        verified=creator.verified,
        figures=list_figures(creator),
        quotes=tuple(_quote(post) for post in _choose_posts(creator, posts)),
    )


def _choose_posts(creator: Creator, ids: Sequence[int]) -> list[Post]:
    said = {post.id: post for post in creator.posts if post.text or post.title}
    named = [said[id] for id in ids if id in said]
    return (named or list(said.values()))[:MOST_QUOTES]


def _quote(post: Post) -> Quote:
    return Quote(
        text=post.text or post.title or "",
        language=post.language,
        day=None if post.published_at is None else post.published_at.date(),
        url=post.url,
        sponsored=post.sponsored,
    )
