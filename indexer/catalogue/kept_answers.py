"""Answers to writes, kept for a while: a program that sends the same write again gets the same answer, once done.

Neither the program's word for its write nor what it sent is stored, only what is computed from them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import JSON, ColumnElement, Connection, Engine, String, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from indexer.catalogue.tables import Table
from indexer.catalogue.transactions import writing
from matcher.errors import EnmusubiError

KEPT = timedelta(hours=24)
PATIENCE = timedelta(minutes=5)  # after which whoever began a write and did not finish it is taken for dead


class KeptAnswerRow(Table):
    """A write that was begun, and its answer once it is done."""

    __tablename__ = "kept_answers"

    caller: Mapped[str] = mapped_column(String(64), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)  # SHA-256 of the program's word for it
    request: Mapped[str] = mapped_column(String(64))  # SHA-256 of what was sent
    begun_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)
    status: Mapped[int | None]  # None: it is being done
    headers: Mapped[dict[str, str]] = mapped_column(JSON)
    body: Mapped[str | None]


class KeyReused(EnmusubiError):
    """A word for a write was sent again with another write."""

    code = "idempotency_key_reused"


class StillWriting(EnmusubiError):
    """The same write is being done."""

    code = "idempotency_in_progress"


class AnswerNotKept(EnmusubiError):
    """A write was done before, and its answer is not stored."""

    code = "answer_not_kept"


@dataclass(frozen=True, slots=True)
class Write:
    """A write that a program has a word for."""

    caller: str
    key: str  # SHA-256, as is the next one
    request: str


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What was answered."""

    status: int
    headers: dict[str, str]
    body: str | None  # None: it held a secret


def begin(engine: Engine, write: Write, now: datetime) -> KeptAnswer | None:
    """Return what the same write was answered; None: it is the caller's to do now, and nobody else's.

    Raises:
        KeyReused: its word was sent before with another write.
        StillWriting: it is being done.
    """
    rows = KeptAnswerRow.__table__
    with writing(engine) as connection:
        connection.execute(delete(KeptAnswerRow).where(KeptAnswerRow.ends_at <= now))
        found = connection.execute(select(rows).where(*_is(write))).mappings().one_or_none()
        if found is None:
            _claim(connection, write, now)
            return None
        if found["request"] != write.request:
            raise KeyReused("This Idempotency-Key was sent before with another request.", "Send a new one.")
        if found["status"] is not None:
            return KeptAnswer(found["status"], found["headers"], found["body"])
        if found["begun_at"] > now - PATIENCE:
            raise StillWriting("The same request is being worked on.", "Send it again in a second.")
        connection.execute(update(KeptAnswerRow).where(*_is(write)).values(begun_at=now, ends_at=now + KEPT))
    return None


def finish(engine: Engine, write: Write, answer: KeptAnswer) -> None:
    """Keep the answer of a write that was begun."""
    with writing(engine) as connection:
        connection.execute(
            update(KeptAnswerRow)
            .where(*_is(write))
            .values(status=answer.status, headers=answer.headers, body=answer.body)
        )


def give_up(engine: Engine, write: Write) -> None:
    """Forget a write that was begun and did nothing: it may be sent again."""
    with writing(engine) as connection:
        connection.execute(delete(KeptAnswerRow).where(*_is(write)))


def _claim(connection: Connection, write: Write, now: datetime) -> None:
    connection.execute(
        insert(KeptAnswerRow).values(
            caller=write.caller,
            key=write.key,
            request=write.request,
            begun_at=now,
            ends_at=now + KEPT,
            headers={},
        )
    )


def _is(write: Write) -> tuple[ColumnElement[bool], ...]:
    return KeptAnswerRow.caller == write.caller, KeptAnswerRow.key == write.key
