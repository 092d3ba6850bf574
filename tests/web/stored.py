"""A catalogue that holds the creators of the stand-in, under the same ids."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, insert

from indexer.catalogue.tables import CreatorRow, FeeRow, HistoryRow, ImportRow, PostRow, StatisticRow
from indexer.catalogue.transactions import writing
from matcher.domain import Creator
from tests.web.standin import CREATORS

PROFILE = ("id", "platform", "external_id", "handle", "name", "bio", "url", "followers", "following", "verified")
POST = ("id", "external_id", "title", "text", "language", "published_at", "sponsored", "url")
COUNTS = ("likes", "comments", "views", "shares", "saves")


def store_creators(engine: Engine, creators: Iterable[Creator] = CREATORS) -> None:
    """Write creators as one import named "export", seen on 20 September 2026, would have."""
    seen = datetime(2026, 9, 20, 3, 0, tzinfo=UTC)
    run = {"name": "export", "shape": "jsonl", "fingerprint": "0", "observed_at": seen, "rejects": ""}
    with writing(engine) as connection:
        source = connection.execute(insert(ImportRow).returning(ImportRow.id), [run]).scalar_one()
        for creator in creators:
            connection.execute(insert(CreatorRow), [_list_profile(creator, source)])
            for table, rows in _list_parts(creator, source):
                if rows:
                    connection.execute(insert(table), [{"creator_id": creator.id, **row} for row in rows])


def _list_profile(creator: Creator, source: int) -> dict[str, Any]:
    inferred = creator.region_confidence is not None
    return {
        **{name: getattr(creator, name) for name in PROFILE},
        "tags": list(creator.tags),
        "languages": list(creator.languages),
        "declared_languages": list(creator.languages),
        "region": None if inferred else creator.region,
        "region_source": None if inferred else creator.region_source,
        "inferred_region": creator.region if inferred else None,
        "region_confidence": creator.region_confidence,
        "region_evidence": [[sign.kind, sign.what, sign.where] for sign in creator.region_evidence],
        "sources": dict.fromkeys(creator.sources, source),
        "revision": 1,
    }


def _list_parts(creator: Creator, source: int) -> list[tuple[type, list[dict[str, Any]]]]:
    return [
        (
            PostRow,
            [
                {name: getattr(post, name) for name in (*POST, *COUNTS)} | {"tags": list(post.tags), "sources": {}}
                for post in creator.posts
            ],
        ),
        (
            HistoryRow,
            [
                {"date": seen.date, "followers": seen.followers, "views": seen.views, "import_id": source}
                for seen in creator.history
            ],
        ),
        (
            FeeRow,
            [
                {"deliverable": fee.deliverable, "currency": fee.currency, "amount": fee.amount, "import_id": source}
                for fee in creator.fees
            ],
        ),
        (
            StatisticRow,
            [
                {"name": one.name, "statistic": one.statistic, "value": one.value, "import_id": source}
                for one in creator.statistics
            ],
        ),
    ]
