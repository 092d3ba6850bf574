"""Tags: the languages and the region that taggers read out of texts, beside those that were declared."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, func, select, update

from indexer.catalogue.lists import list_ids
from indexer.catalogue.pages import read_creators
from indexer.catalogue.tables import CreatorRow, PostRow
from indexer.catalogue.transactions import reading, writing
from matcher.domain import Creator, Sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Inferred:
    """Where a creator is, as its own words tell."""

    region: str  # ISO 3166
    confidence: float  # 0..1
    evidence: tuple[Sign, ...]  # strongest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """What a tagger says about one creator."""

    creator: int
    languages: tuple[str, ...]  # voted, most used first; empty: undetermined
    posts: Mapping[int, str | None]  # language by post id; None: undetermined
    region: Inferred | None = None  # None: undetermined


def tag_untagged(
    engine: Engine, tagger: str, tag: Callable[[Creator], Tags], ids: Collection[int], upto: int | None = None
) -> int:
    """Tag those of some creators whose present texts this tagger has not tagged; return how many they were.

    Their languages, and their posts', are the declared ones alone when `tag` sees them, so that one tagger's word does
    not reach the next. `upto` is that of `write_tags`.
    """
    waiting = _read_untagged(engine, tagger, ids)
    write_tags(engine, tagger, [tag(creator) for creator in waiting], upto)
    return len(waiting)


def write_tags(engine: Engine, tagger: str, tags: Sequence[Tags], upto: int | None = None) -> None:
    """Store tags, as said by `tagger`; declared languages stay, and so does the catalogue's revision.

    Args:
        engine: the catalogue's.
        tagger: its name and version.
        tags: one for each creator; creators and posts that were erased meanwhile are left out.
        upto: the catalogue's revision before the texts were read; a creator changed since stays untagged.
    """
    if not tags:
        return
    with writing(engine) as connection:
        rows = _load_declared(connection, [tag.creator for tag in tags], upto)
        kept = [tag for tag in tags if tag.creator in rows]
        creators = [
            {
                "row_id": tag.creator,
                "tagger": tagger,
                "languages": rows[tag.creator] or list(tag.languages),
                **_list_region(tag.region),
            }
            for tag in kept
        ]
        posts = [
            {"row_id": post, "owner": tag.creator, "language": language}
            for tag in kept
            for post, language in tag.posts.items()
        ]
        if creators:
            connection.execute(update(CreatorRow).where(CreatorRow.id == bindparam("row_id")), creators)
        if posts:
            own = (PostRow.id == bindparam("row_id")) & (PostRow.creator_id == bindparam("owner"))
            connection.execute(update(PostRow).where(own, PostRow.declared_language.is_(None)), posts)


def _list_region(found: Inferred | None) -> dict[str, object]:
    return {
        "inferred_region": found.region if found else None,
        "region_confidence": found.confidence if found else None,
        "region_evidence": [[sign.kind, sign.what, sign.where] for sign in found.evidence] if found else [],
    }


def _read_untagged(engine: Engine, tagger: str, ids: Collection[int]) -> list[Creator]:
    stale = CreatorRow.tagger.is_distinct_from(tagger)
    with reading(engine) as connection:
        untagged = select(CreatorRow.id).where(CreatorRow.id.in_(list_ids(connection, ids)), stale)
        waiting = set(connection.scalars(untagged))
        languages = _load_declared(connection, waiting, None)
        declared = select(PostRow.id, PostRow.declared_language).where(
            PostRow.creator_id.in_(list_ids(connection, waiting)), PostRow.declared_language.is_not(None)
        )
        of_posts = {id_: language for id_, language in connection.execute(declared)}
        creators = read_creators(connection, waiting)
    return [_keep_declared(creator, languages.get(creator.id, []), of_posts) for creator in creators]


def _keep_declared(creator: Creator, languages: Sequence[str], of_posts: Mapping[int, Any]) -> Creator:
    posts = tuple(replace(post, language=of_posts.get(post.id)) for post in creator.posts)
    return replace(creator, languages=tuple(languages), posts=posts)


def _load_declared(connection: Connection, ids: Sequence[int] | set[int], upto: int | None) -> dict[int, list[str]]:
    query = select(CreatorRow.id, CreatorRow.declared_languages)
    query = query.where(CreatorRow.id.in_(list_ids(connection, set(ids))))
    if upto is not None:
        query = query.where(CreatorRow.revision <= upto)
    return {id_: declared for id_, declared in connection.execute(query)}


def count_untagged(engine: Engine, tagger: str) -> int:
    """Return how many creators this tagger has yet to tag."""
    stale = CreatorRow.tagger.is_distinct_from(tagger)
    with reading(engine) as connection:
        return connection.scalar(select(func.count()).select_from(CreatorRow).where(stale)) or 0
