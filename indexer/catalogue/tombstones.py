"""Tombstones: digests of creators who were forgotten, so that no import brings them back; nobody can read them out."""

import hmac
from collections.abc import Collection
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, String, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from indexer.catalogue.drafts import Key
from indexer.catalogue.tables import Table
from matcher.errors import CatalogueUnusable


class TombstoneRow(Table):
    """One creator who was forgotten."""

    __tablename__ = "tombstones"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)  # HMAC-SHA-256 of platform and id
    salt: Mapped[str] = mapped_column(String(16))  # tells whether the secret is still the one they were made with
    made_at: Mapped[datetime]


def bury(connection: Connection, key: Key, salt: bytes, now: datetime) -> bool:
    """Set a tombstone; return False where it stands already."""
    return set_tombstones(connection, {digest_key(key, salt)}, salt, now) == 1


def set_tombstones(connection: Connection, digests: Collection[str], salt: bytes, now: datetime) -> int:
    """Set tombstones by their digests; return how many did not stand before."""
    standing = set(connection.scalars(select(TombstoneRow.digest)))
    missing = [{"digest": one, "salt": name_salt(salt), "made_at": now} for one in sorted(set(digests) - standing)]
    if missing:
        connection.execute(insert(TombstoneRow), missing)
    return len(missing)


def has_tombstones(connection: Connection) -> bool:
    """Say whether anybody was forgotten."""
    return connection.scalar(select(TombstoneRow.digest).limit(1)) is not None


def find_buried(connection: Connection, keys: Collection[Key], salt: bytes | None) -> frozenset[Key]:
    """Return those of some creators who were forgotten.

    Raises:
        CatalogueUnusable: the secret is not that of the tombstones, so that they cannot be recognised.
    """
    if not keys or not has_tombstones(connection):
        return frozenset()
    others = select(TombstoneRow.digest).where(TombstoneRow.salt != name_salt(salt or b"")).limit(1)
    if salt is None or connection.scalar(others) is not None:
        raise CatalogueUnusable(
            "Creators were forgotten whom this home cannot recognise: its secret is not the one they were told by.",
            "Put secrets/forgetting of the old home, or of its backup, in its place.",
        )
    digests = {digest_key(key, salt): key for key in keys}
    found = connection.scalars(select(TombstoneRow.digest).where(TombstoneRow.digest.in_(digests)))
    return frozenset(digests[digest] for digest in found)


def digest_key(key: Key, salt: bytes) -> str:
    """Return what stands for a creator."""
    return hmac.new(salt, "\0".join(key).encode(), sha256).hexdigest()


def name_salt(salt: bytes) -> str:
    """Return what tells secrets apart without telling them."""
    return sha256(b"tombstones" + salt).hexdigest()[:16]
