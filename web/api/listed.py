"""What is asked and told of shortlists, field by field."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from indexer.catalogue.shortlists.entries import MOST_ENTRIES
from web.api.asked import Asked, Id, give_examples
from web.shortlists.reading import (
    LONGEST_NAME,
    LONGEST_NOTE,
    LONGEST_TAG,
    MOST_TAGS,
    read_name,
    read_note,
    read_tags,
)

MOST_LISTS = 100  # on one page
WITH_A_SIGN = r"[^\s\x00-\x1f\x7f-\x9f]"  # not only spaces and control characters

Name = Annotated[
    str,
    Field(
        min_length=1, max_length=LONGEST_NAME, pattern=WITH_A_SIGN, description="What the list is called, on one line."
    ),
    AfterValidator(read_name),
]
Note = Annotated[str, Field(max_length=LONGEST_NOTE, description="Clients see it."), AfterValidator(read_note)]
InternalNote = Annotated[
    str, Field(max_length=LONGEST_NOTE, description="Clients never see it."), AfterValidator(read_note)
]
Tags = Annotated[
    list[Annotated[str, Field(max_length=LONGEST_TAG)]],
    Field(max_length=MOST_TAGS, description="Words of your own; empty ones are left out, each is kept once."),
    AfterValidator(lambda tags: list(read_tags(tags))),
]
SEEN = Field(None, description="The list's version that you saw: refused where somebody changed the same field since.")


class ListPath(Asked):
    """Where a shortlist is found."""

    id: Id = Field(description="The shortlist's id.")


class EntryPath(ListPath):
    """Where an entry is found."""

    creator: Id = Field(description="The creator's id.", json_schema_extra={"example": 1})


class ListsQuery(Asked):
    """Which page of the shortlists."""

    limit: int = Field(20, ge=1, le=MOST_LISTS, description="How many.")
    cursor: str | None = Field(None, pattern=r"^[0-9]{1,18}$", description="The `next_cursor` of the page before.")


class NewListBody(Asked):
    """A new shortlist."""

    model_config = give_examples({"name": "春のリップ企画"})

    name: Name


class ListBody(NewListBody):
    """New values of a shortlist's fields."""

    version: Id | None = SEEN


class NewEntryBody(Asked):
    """A creator to put on a list."""

    model_config = give_examples({"creator": 4, "note": "世界観が合います。", "tags": ["第一候補"]})

    creator: Id = Field(description="The creator's id.")
    note: Note = ""
    internal_note: InternalNote = ""
    tags: Tags = Field([])


class EntryBody(Asked):
    """New values of an entry's fields; what is left out stays as it is."""

    model_config = give_examples({"note": "投稿の雰囲気が企画に合います。"}, {"tags": ["美容", "第一候補"]})

    note: Note | None = None
    internal_note: InternalNote | None = None
    tags: Tags | None = None
    version: Id | None = SEEN


class OrderBody(Asked):
    """The order of a list."""

    model_config = give_examples({"creators": [2, 1]})

    creators: list[Id] = Field(
        max_length=MOST_ENTRIES, description="Ids, first to last; who is not named follows in the present order."
    )


class EntryPart(BaseModel):
    """One creator on a list."""

    creator: int = Field(description="The creator's id; `GET /creators/{id}` tells the rest.")
    note: str
    internal_note: str
    tags: list[str]
    added_at: str
    changed_at: str


class SummaryPart(BaseModel):
    """A shortlist without its entries."""

    id: int
    name: str
    version: int = Field(description="Counts the changes of the list and its entries.")
    size: int = Field(description="How many creators are on it.")
    created_at: str
    changed_at: str


class ListsAnswer(BaseModel):
    """One page of shortlists."""

    shortlists: list[SummaryPart]
    next_cursor: str | None = Field(description="Asks for the next page, as `cursor`; null: this is the last one.")


class ListAnswer(SummaryPart):
    """A shortlist."""

    entries: list[EntryPart] = Field(description="In the list's order.")
    exports: dict[str, str] = Field(description="Where its files are, `csv` and `xlsx`; the same key opens them.")


class ReviewPart(BaseModel):
    """What a client said about one creator."""

    creator: int
    verdict: Literal["accepted", "rejected"] | None = Field(description="null: nothing was said.")
    reason: str
    reviewer: str = Field(description="As they call themselves.")
    at: str | None


class RecommendationPart(BaseModel):
    """Somebody else whom a client would rather see."""

    who: str
    reason: str
    reviewer: str
    at: str


class SharePart(BaseModel):
    """A link to a frozen copy of the list."""

    id: int
    label: str
    title: str
    state: Literal["open", "expired", "revoked"]
    created_at: str
    expires_at: str
    revoked_at: str | None
    answers: list[ReviewPart]
    recommendations: list[RecommendationPart]


class SharesAnswer(BaseModel):
    """The links of a list, the newest first."""

    shares: list[SharePart]
