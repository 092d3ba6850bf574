"""Everything that is stored about one creator."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Engine, select

from indexer.catalogue.drafts import Key
from indexer.catalogue.profile import read_profile
from indexer.catalogue.tables import CreatorRow
from indexer.catalogue.transactions import reading
from indexer.forgetting.places import PLACES
from indexer.forgetting.rejects import find_rejected
from indexer.settings import Settings
from matcher.errors import CreatorNotFound


def export_person(engine: Engine, settings: Settings, key: Key) -> dict[str, Any]:
    """Return everything stored about a creator: the catalogue's row with posts and history, lists, rejected rows.

    The index holds nothing but numbers and words derived from these.

    Raises:
        CreatorNotFound: neither the catalogue nor a rejects file has that creator.
    """
    rejected = find_rejected(settings.rejects, key)
    with reading(engine) as connection:
        creator = find_id(connection, key)
        if creator is None and not rejected:
            raise CreatorNotFound(f"Nothing is stored about {key[1]} of {key[0]}.", "Check platform and external id.")
        told: dict[str, Any] = {"platform": key[0], "external_id": key[1], "creator": None}
        if creator is not None:
            told["creator"] = asdict(read_profile(connection, creator))
            for place in PLACES:
                told |= place.tell(connection, creator)
    return {**told, "rejected_rows": rejected}


def find_id(connection: Connection, key: Key) -> int | None:
    """Return the id of a creator; None: the catalogue has none."""
    query = select(CreatorRow.id).where(CreatorRow.platform == key[0], CreatorRow.external_id == key[1])
    return connection.scalar(query)
