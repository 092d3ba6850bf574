"""Drafts written as an import would."""

from datetime import UTC, datetime

from sqlalchemy import Engine, insert

from indexer.catalogue.drafts import Draft
from indexer.catalogue.tables import ImportRow
from indexer.catalogue.transactions import writing
from indexer.catalogue.writing import Written, write_batch

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


def draft(external_id: str = "1", **said) -> Draft:
    """Return what an import says about a creator of a platform."""
    return Draft(platform="tube", external_id=external_id, **said)


def save(engine: Engine, *drafts: Draft, source: str = "file.jsonl") -> Written:
    """Write one batch as an import of its own."""
    row = {"name": source, "shape": "jsonl", "fingerprint": "0", "observed_at": NOON, "rejects": ""}
    with writing(engine) as connection:
        run = connection.execute(insert(ImportRow).returning(ImportRow.id), [row]).scalar_one()
        return write_batch(connection, drafts, run)
