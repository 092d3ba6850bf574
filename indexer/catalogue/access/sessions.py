"""Who is signed in: a random word in a cookie, of which only the digest is stored."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Engine, delete, insert, select

from indexer.catalogue.access.tables import SessionRow, UserRow
from indexer.catalogue.transactions import reading, writing

LASTS = timedelta(hours=12)  # a working day: after it, one signs in again


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """The person whom a session belongs to, as of now: a role that changed holds at once."""

    user: int
    name: str
    role: str


def open_session(engine: Engine, user: int, now: datetime) -> str:
    """Sign a person in and return the word that their browser is to keep; sessions that ended are cleared away."""
    word = secrets.token_urlsafe(32)
    row = {"digest": _digest(word), "user_id": user, "made_at": now, "ends_at": now + LASTS}
    with writing(engine) as connection:
        connection.execute(delete(SessionRow).where(SessionRow.ends_at <= now))
        connection.execute(insert(SessionRow).values(row))
    return word


def find_session(engine: Engine, word: str, now: datetime) -> SignedIn | None:
    """Return whom the word belongs to; None where it means nothing, has ended, or was signed out."""
    query = (
        select(UserRow.id, UserRow.name, UserRow.role)
        .join(SessionRow, SessionRow.user_id == UserRow.id)
        .where(SessionRow.digest == _digest(word), SessionRow.ends_at > now)
    )
    with reading(engine) as connection:
        row = connection.execute(query).first()
    return None if row is None else SignedIn(user=row[0], name=row[1], role=row[2])


def close_session(engine: Engine, word: str) -> None:
    """Sign a browser out."""
    with writing(engine) as connection:
        connection.execute(delete(SessionRow).where(SessionRow.digest == _digest(word)))


def _digest(word: str) -> str:
    return sha256(word.encode("utf-8", "surrogateescape")).hexdigest()
