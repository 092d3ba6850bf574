"""The tables of the catalogue: the truth from which every index can be rebuilt.

None is unknown and 0 is zero in every column. `sources` maps a column's name to the id of the import that its
value came from, so that every number can say where it is from and when it was observed.
"""

import datetime as dt
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from indexer.catalogue.types import Amount, UtcDateTime

NEVER_REUSED = {"sqlite_autoincrement": True}  # an index must not show a new creator under an erased one's id
WIDE = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts rows itself only in INTEGER columns


class Table(DeclarativeBase):
    """Root of the tables; constraints are named so that migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        int: WIDE,
        str: Text,
        list[str]: JSON,
        list[list[str]]: JSON,
        dict[str, int]: JSON,
        datetime: UtcDateTime,
    }


class CreatorRow(Table):
    """One account on one platform."""

    __tablename__ = "creators"
    __table_args__ = (UniqueConstraint("platform", "external_id"), NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    platform: Mapped[str] = mapped_column(String(40))
    external_id: Mapped[str] = mapped_column(String(200))
    handle: Mapped[str | None]
    name: Mapped[str | None]
    bio: Mapped[str | None]
    tags: Mapped[list[str]] = mapped_column(default=list)
    url: Mapped[str | None]
    region: Mapped[str | None] = mapped_column(String(6))
    region_source: Mapped[str | None]  # "declared", "trending list"; None: nobody stated one
    inferred_region: Mapped[str | None] = mapped_column(String(6))  # what readers see where nobody stated one
    region_confidence: Mapped[float | None]  # of the inferred one, 0..1
    region_evidence: Mapped[list[list[str]]] = mapped_column(default=list)  # (kind, what, where), strongest first
    declared_languages: Mapped[list[str]] = mapped_column(default=list)
    languages: Mapped[list[str]] = mapped_column(default=list)  # what filters see: declared, else voted
    followers: Mapped[int | None]
    following: Mapped[int | None]
    verified: Mapped[bool | None]
    sources: Mapped[dict[str, int]] = mapped_column(default=dict)
    revision: Mapped[int] = mapped_column(index=True)  # the catalogue's revision that last changed this creator
    tagger: Mapped[str | None] = mapped_column(index=True)  # who tagged the present texts; None: nobody yet


class PostRow(Table):
    """One public post of a creator."""

    __tablename__ = "posts"
    __table_args__ = (UniqueConstraint("creator_id", "external_id"), NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    creator_id: Mapped[int] = mapped_column(ForeignKey("creators.id", ondelete="CASCADE"))
    external_id: Mapped[str] = mapped_column(String(200))
    title: Mapped[str | None]
    text: Mapped[str | None]
    tags: Mapped[list[str]] = mapped_column(default=list)
    declared_language: Mapped[str | None] = mapped_column(String(40))
    language: Mapped[str | None] = mapped_column(String(40))  # declared, else detected; None: undetermined
    published_at: Mapped[datetime | None]
    likes: Mapped[int | None]
    comments: Mapped[int | None]
    views: Mapped[int | None]
    shares: Mapped[int | None]
    saves: Mapped[int | None]
    sponsored: Mapped[bool | None]
    url: Mapped[str | None]
    sources: Mapped[dict[str, int]] = mapped_column(default=dict)


class HistoryRow(Table):
    """Dated counts of a creator."""

    __tablename__ = "history"

    creator_id: Mapped[int] = mapped_column(ForeignKey("creators.id", ondelete="CASCADE"), primary_key=True)
    date: Mapped[dt.date] = mapped_column(primary_key=True)
    followers: Mapped[int | None]
    views: Mapped[int | None]
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"))


class FeeRow(Table):
    """What a creator charges for one deliverable in one currency."""

    __tablename__ = "fees"

    creator_id: Mapped[int] = mapped_column(ForeignKey("creators.id", ondelete="CASCADE"), primary_key=True)
    deliverable: Mapped[str] = mapped_column(String(100), primary_key=True)
    currency: Mapped[str] = mapped_column(String(3), primary_key=True)
    amount: Mapped[Decimal] = mapped_column(Amount)
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"))


class StatisticRow(Table):
    """A number about a creator that its source had already summarised."""

    __tablename__ = "statistics"

    creator_id: Mapped[int] = mapped_column(ForeignKey("creators.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)  # "views", "likes", "videos"
    statistic: Mapped[str] = mapped_column(String(40), primary_key=True)  # "median", "count"
    value: Mapped[float]
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"))


class ImportRow(Table):
    """One run of an import: the source of what it changed, and the place to go on from when it was killed."""

    __tablename__ = "imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]  # the file's or folder's name without its path
    shape: Mapped[str] = mapped_column(String(40))  # "jsonl", "csv", "youtube-trending"
    fingerprint: Mapped[str] = mapped_column(String(64), index=True)  # SHA-256 of the content
    observed_at: Mapped[datetime]  # when the import began: the values were seen then at the latest
    finished_at: Mapped[datetime | None]  # None: running or killed
    position: Mapped[int] = mapped_column(default=0)  # records taken so far, accepted or rejected
    accepted: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)
    repeated: Mapped[int] = mapped_column(default=0)
    new: Mapped[int] = mapped_column(default=0)  # creators, as are the next two
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    ignored: Mapped[dict[str, int]] = mapped_column(default=dict)  # unknown fields: how often
    rejects: Mapped[str]  # the name its rejects file has or would have
    rejects_size: Mapped[int] = mapped_column(default=0)  # bytes of that file which are committed


class RevisionRow(Table):
    """One row that counts changes: each batch that changes something takes the next number."""

    __tablename__ = "revision"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(default=0)
