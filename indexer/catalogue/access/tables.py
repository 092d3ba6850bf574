"""The tables of who may come in: people, the keys of programs, and who is signed in.

No password, key or session stands in them, only what is computed from one and cannot be turned back.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from indexer.catalogue.tables import NEVER_REUSED, Table


class UserRow(Table):
    """A person who signs in to the page."""

    __tablename__ = "users"
    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    password: Mapped[str]  # argon2id, with its own salt and parameters
    role: Mapped[str] = mapped_column(String(10))  # "viewer", "editor", "admin"
    made_at: Mapped[datetime]


class KeyRow(Table):
    """A program's key to the API."""

    __tablename__ = "keys"
    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(64))  # what it is for
    prefix: Mapped[str] = mapped_column(String(16), unique=True)  # its beginning, which is shown
    digest: Mapped[str] = mapped_column(String(64))  # SHA-256 of the whole key, which is random and long
    scopes: Mapped[list[str]]
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]  # to the minute; None: never
    revoked_at: Mapped[datetime | None]  # None: it opens


class SessionRow(Table):
    """One signed-in browser."""

    __tablename__ = "sessions"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)  # SHA-256 of what the cookie carries
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]
