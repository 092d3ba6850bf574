"""Rows of the catalogue as the matcher's nouns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from indexer.catalogue.tables import CreatorRow, PostRow
from matcher.domain import Creator, Fee, Observation, Post, Sign, Source, Statistic

Row = Mapping[Any, Any]  # by column name, as SQLAlchemy gives it

POST_FIELDS = ("id", "external_id", "title", "text", "language", "published_at", "sponsored", "url")
POST_COUNTS = ("likes", "comments", "views", "shares", "saves")
CREATOR_FIELDS = ("id", "platform", "external_id", "handle", "name", "bio", "url")
REGION_FIELDS = ("region", "region_source", "inferred_region", "region_confidence", "region_evidence")
CREATOR_COUNTS = ("followers", "following", "verified")
POST_COLUMNS = [PostRow.__table__.c[name] for name in ("creator_id", *POST_FIELDS, *POST_COUNTS, "tags")]
CREATOR_COLUMNS = [
    CreatorRow.__table__.c[name] for name in (*CREATOR_FIELDS, *REGION_FIELDS, *CREATOR_COUNTS, "tags", "languages")
]
INFERRED = "inferred"  # the source of a region that nobody stated


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
        **_choose_region(row),
        tags=tuple(row["tags"]),
        languages=tuple(row["languages"]),
        posts=belongings.posts,
        history=belongings.history,
        fees=belongings.fees,
        statistics=belongings.statistics,
        sources=belongings.sources,
    )


def _choose_region(row: Row) -> dict[str, Any]:
    """Return the stated region, else the inferred one with its reasons."""
    if row["region"] is not None or row["inferred_region"] is None:
        return {"region": row["region"], "region_source": row["region_source"]}
    return {
        "region": row["inferred_region"],
        "region_source": INFERRED,
        "region_confidence": row["region_confidence"],
        "region_evidence": tuple(
            Sign(kind=kind, what=what, where=where) for kind, what, where in row["region_evidence"]
        ),
    }


def group_posts(rows: Iterable[Row]) -> dict[int, tuple[Post, ...]]:
    """Return posts by their creator's id, in the order of the rows."""
    grouped: dict[int, list[Post]] = {}
    for row in rows:
        grouped.setdefault(row["creator_id"], []).append(make_post(row))
    return {creator: tuple(posts) for creator, posts in grouped.items()}
