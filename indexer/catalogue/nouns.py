"""Rows of the catalogue as the matcher's nouns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from indexer.catalogue.tables import CreatorRow, PostRow
from matcher.domain import Creator, Fee, Observation, Post, Source, Statistic

Row = Mapping[Any, Any]  # by column name, as SQLAlchemy gives it

POST_FIELDS = ("id", "external_id", "title", "text", "language", "published_at", "sponsored", "url")
POST_COUNTS = ("likes", "comments", "views", "shares", "saves")
CREATOR_FIELDS = ("id", "platform", "external_id", "handle", "name", "bio", "url", "region", "region_source")
CREATOR_COUNTS = ("followers", "following", "verified")
POST_COLUMNS = [PostRow.__table__.c[name] for name in ("creator_id", *POST_FIELDS, *POST_COUNTS, "tags")]
CREATOR_COLUMNS = [CreatorRow.__table__.c[name] for name in (*CREATOR_FIELDS, *CREATOR_COUNTS, "tags", "languages")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Belongings:
    """The rows of one creator in other tables, in the order they are to be shown."""

    posts: tuple[Post, ...] = ()
    history: tuple[Observation, ...] = ()
    fees: tuple[Fee, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)


def make_post(row: Row) -> Post:
    """Return the post of a row."""
    return Post(**{name: row[name] for name in (*POST_FIELDS, *POST_COUNTS)}, tags=tuple(row["tags"]))


def make_creator(row: Row, belongings: Belongings) -> Creator:
    """Return the creator of a row, with what belongs to it."""
    return Creator(
        **{name: row[name] for name in (*CREATOR_FIELDS, *CREATOR_COUNTS)},
        tags=tuple(row["tags"]),
        languages=tuple(row["languages"]),
        posts=belongings.posts,
        history=belongings.history,
        fees=belongings.fees,
        statistics=belongings.statistics,
        sources=belongings.sources,
    )


def group_posts(rows: Iterable[Row]) -> dict[int, tuple[Post, ...]]:
    """Return posts by their creator's id, in the order of the rows."""
    grouped: dict[int, list[Post]] = {}
    for row in rows:
        grouped.setdefault(row["creator_id"], []).append(make_post(row))
    return {creator: tuple(posts) for creator, posts in grouped.items()}
