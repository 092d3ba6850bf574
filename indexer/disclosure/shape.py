"""What a rule pack's file must look like."""

import datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from matcher.disclosure.rules import OURS, SENTENCE

Word = str
MOST_WITHIN = 60  # characters between two parts: patterns look no further


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Said(_Shape):
    """A text in both languages."""

    ja: str = Field(min_length=1)
    en: str = Field(min_length=1)


class SourceShape(_Shape):
    """Where a rule was read."""

    title: str = Field(min_length=1)
    publisher: str = Field(min_length=1)
    date: datetime.date | None = None
    url: str = Field(pattern=r"^https?://\S+$")
    read: str = Field(min_length=1)


class TermShape(Said):
    """Words that mean the same."""

    kind: Literal["clear", "unclear", "due", "denial"]
    form: Literal["label", "tag", "phrase", "sentence", "link"]
    words: list[Word] = Field(default_factory=list)
    parts: list[list[Word]] = Field(default_factory=list)
    within: int = Field(default=0, ge=0, le=MOST_WITHIN)
    source: str = OURS

    @model_validator(mode="after")
    def _have_words(self) -> Self:
        given = self.parts if self.form == SENTENCE else [self.words]
        if not given or not all(part and all(word.strip() == word != "" for word in part) for part in given):
            raise ValueError("a sentence needs parts, any other form words; none may be empty or padded")
        if bool(self.words) == bool(self.parts):
            raise ValueError("give either words or parts")
        if self.kind == "clear" and self.source == OURS:
            raise ValueError("a term is clear only where an official text says so: name its source")
        return self


class LabelShape(Said):
    """What a label that stands without words amounts to."""

    source: str = OURS


class PlatformShape(_Shape):
    """What a platform shows at once."""

    visible: int = Field(ge=1)
    lines: int | None = Field(default=None, ge=1)
    wide: int = Field(default=1, ge=1, le=2)
    source: str


class LayoutShape(_Shape):
    """What sets labels apart."""

    loose: bool
    tails: list[Word]
    glosses: list[Word]
    after: list[Word]
    before: list[Word]
    fillers: list[Word]


class HashtagsShape(_Shape):
    """When a disclosure drowns."""

    many: int = Field(ge=2)
    first_counts: bool
    source: str


class PackShape(_Shape):
    """A rule pack's file."""

    name: str = Field(pattern=r"^[a-z]{2,20}$")
    version: str = Field(min_length=1)
    title: Said
    note: Said
    in_force: datetime.date
    regions: list[str]
    layout: LayoutShape
    hashtags: HashtagsShape
    denied: Said
    label: LabelShape
    terms: list[TermShape] = Field(min_length=1)
    platforms: dict[str, PlatformShape]
    sources: dict[str, SourceShape]
    reasons: dict[str, Said]
