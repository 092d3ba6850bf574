"""Keys of programs: made once and shown once, listed by their beginning, revoked for good."""

import hmac
import re
import secrets
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Engine, RowMapping, insert, or_, select, update

from indexer.catalogue.access.tables import KeyRow
from indexer.catalogue.transactions import reading, writing, writing_at_once
from matcher.errors import Busy, EnmusubiError

SCOPES = ("read", "write", "admin")  # each holds those before it
MARK = "enm_"  # tells a key of ours from other secrets, for people and for scanners
PREFIX_BYTES = 4
SECRET_BYTES = 32
LONGEST_NAME = 64
SHAPE = re.compile(r"(enm_[0-9a-f]{8})_[A-Za-z0-9_-]{43}")
USED_EVERY = timedelta(minutes=1)


class InvalidKey(EnmusubiError):
    """A key cannot be made as asked."""

    code = "invalid_key"
    exit_code = 2


class KeyNotFound(EnmusubiError):
    """No key begins like that."""

    code = "key_not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What is known of a key; the key itself was shown once and is not stored."""

    id: int
    name: str
    prefix: str
    scopes: frozenset[str]
    made_at: datetime
    used_at: datetime | None  # to the minute; None: never
    revoked_at: datetime | None  # None: it opens


COLUMNS = (
    KeyRow.id,
    KeyRow.name,
    KeyRow.prefix,
    KeyRow.scopes,
    KeyRow.made_at,
    KeyRow.used_at,
    KeyRow.revoked_at,
)


def widen_scopes(scopes: Collection[str]) -> frozenset[str]:
    """Return the scopes with those that they hold: who may write may read."""
    return frozenset(held for scope in scopes for held in SCOPES[: SCOPES.index(scope) + 1])


def create_key(engine: Engine, name: str, scopes: Collection[str], now: datetime) -> tuple[Key, str]:
    """Make a key and return it with its text, which nobody can find out again.

    Raises:
        InvalidKey: the name is empty or too long, or there is no scope.
    """
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise InvalidKey("That is no name for a key.", f"Give one of 1 to {LONGEST_NAME} visible characters.")
    if not scopes or not set(scopes) <= set(SCOPES):
        raise InvalidKey("A key needs a scope.", f"Give one or several of {', '.join(SCOPES)}.")
    prefix = MARK + secrets.token_hex(PREFIX_BYTES)
    text = f"{prefix}_{secrets.token_urlsafe(SECRET_BYTES)}"
    row = {
        "name": name,
        "prefix": prefix,
        "digest": _digest(text),
        "scopes": [scope for scope in SCOPES if scope in widen_scopes(scopes)],
        "made_at": now,
    }
    with writing(engine) as connection:
        made = connection.execute(insert(KeyRow).values(row).returning(*COLUMNS)).mappings().one()
    return _make_key(made), text


def find_key(engine: Engine, text: str) -> Key | None:
    """Return the key with that text if it opens; None for any other."""
    if (shape := SHAPE.fullmatch(text)) is None:
        return None
    query = select(*COLUMNS, KeyRow.digest).where(KeyRow.prefix == shape[1], KeyRow.revoked_at.is_(None))
    with reading(engine) as connection:
        row = connection.execute(query).mappings().first()
    stored = _digest("") if row is None else str(row["digest"])
    same = hmac.compare_digest(_digest(text), stored)
    return _make_key(row) if row is not None and same else None


def list_keys(engine: Engine) -> list[Key]:
    """Return all keys, revoked ones too, oldest first."""
    with reading(engine) as connection:
        return [_make_key(row) for row in connection.execute(select(*COLUMNS).order_by(KeyRow.id)).mappings()]


def revoke_key(engine: Engine, prefix: str, now: datetime) -> Key:
    """Revoke the key that begins like that, at once and for good.

    Raises:
        KeyNotFound: there is none, or it is revoked already.
    """
    wanted = (KeyRow.prefix == prefix, KeyRow.revoked_at.is_(None))
    with writing(engine) as connection:
        query = update(KeyRow).where(*wanted).values(revoked_at=now).returning(*COLUMNS)
        row = connection.execute(query).mappings().first()
    if row is None:
        raise KeyNotFound(f"No key in use begins with {prefix}.", "Run `enmusubi key list` to see them.")
    return _make_key(row)


def note_use(engine: Engine, key: Key, now: datetime) -> None:
    """Remember that a key was used, at most once a minute; skipped where others write just now."""
    if key.used_at is not None and now - key.used_at < USED_EVERY:
        return
    unknown_or_older = or_(KeyRow.used_at.is_(None), KeyRow.used_at <= now - USED_EVERY)
    with suppress(Busy), writing_at_once(engine) as connection:
        connection.execute(update(KeyRow).where(KeyRow.id == key.id, unknown_or_older).values(used_at=now))


def _make_key(row: RowMapping) -> Key:
    found = {column.key: row[column.key] for column in COLUMNS}
    return Key(**{**found, "scopes": frozenset(found["scopes"])})


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
