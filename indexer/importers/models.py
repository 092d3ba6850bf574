"""The fields that a row may have, and how each is checked. None empties a stored value; an unset field keeps it."""

import datetime as dt
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, PlainValidator, ValidationInfo

from indexer.importers.numbers import read_amount, read_count, read_currency, read_day, read_flag, read_moment
from indexer.importers.texts import (
    read_deliverable,
    read_id,
    read_language_code,
    read_languages,
    read_platform,
    read_region_code,
    read_tags,
    read_url,
    text_up_to,
)

T = TypeVar("T")


def _or_null(read: Callable[[object], T]) -> PlainValidator:
    return PlainValidator(lambda found: None if found is None else read(found))


def _read_past_moment(found: object, info: ValidationInfo) -> datetime | None:
    return None if found is None else read_moment(found, _now(info))


def _read_past_day(found: object, info: ValidationInfo) -> dt.date:
    return read_day(found, _now(info))


def _now(info: ValidationInfo) -> datetime:
    now: datetime = (info.context or {})["now"]
    return now


Id = Annotated[str, PlainValidator(read_id)]
Platform = Annotated[str, PlainValidator(read_platform)]
Name = Annotated[str | None, _or_null(text_up_to(1_000))]
Count = Annotated[int | None, _or_null(read_count)]
Flag = Annotated[bool | None, _or_null(read_flag)]
Tags = Annotated[list[str], PlainValidator(read_tags)]
Url = Annotated[str | None, _or_null(read_url)]
Moment = Annotated[datetime | None, PlainValidator(_read_past_moment)]


class Checks(BaseModel):
    """Root of the models: unknown fields are left out, and reported elsewhere."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    def columns(self, *left_out: str) -> dict[str, Any]:
        """Return the fields that were given, by name."""
        given = self.model_fields_set.difference(left_out)
        return {name: getattr(self, name) for name in type(self).model_fields if name in given}


class CreatorFields(Checks):
    """A creator, without what is nested in it."""

    platform: Platform
    external_id: Id
    handle: Annotated[str | None, _or_null(text_up_to(200))] = None
    name: Name = None
    bio: Annotated[str | None, _or_null(text_up_to(10_000))] = None
    tags: Tags = []
    url: Url = None
    region: Annotated[str | None, _or_null(read_region_code)] = None
    languages: Annotated[list[str], PlainValidator(read_languages)] = []
    followers: Count = None
    following: Count = None
    verified: Flag = None


class PostFields(Checks):
    """A post."""

    external_id: Id
    title: Name = None
    text: Annotated[str | None, _or_null(text_up_to(100_000))] = None
    tags: Tags = []
    published_at: Moment = None
    language: Annotated[str | None, _or_null(read_language_code)] = None
    likes: Count = None
    comments: Count = None
    views: Count = None
    shares: Count = None
    saves: Count = None
    sponsored: Flag = None
    url: Url = None


class HistoryFields(Checks):
    """Dated counts."""

    date: Annotated[dt.date, PlainValidator(_read_past_day)]
    followers: Count = None
    views: Count = None


class FeeFields(Checks):
    """A fee."""

    amount: Annotated[Decimal, PlainValidator(read_amount)]
    currency: Annotated[str, PlainValidator(read_currency)]
    deliverable: Annotated[str, PlainValidator(read_deliverable)]


class Owned(Checks):
    """What a row of a table other than `creators` says first: whose it is."""

    platform: Platform
    creator_external_id: Id


class OwnedPost(Owned, PostFields):
    """A post in a table of its own."""


class OwnedHistory(Owned, HistoryFields):
    """Dated counts in a table of their own."""


class OwnedFee(Owned, FeeFields):
    """A fee in a table of its own."""
