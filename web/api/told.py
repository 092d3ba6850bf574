"""What is answered, field by field; `web.show` fills it. null is unknown, 0 is zero."""

from typing import Literal, cast

from pydantic import BaseModel, ConfigDict, Field

from web.api.told_forecast import ForecastPart

BEST = "$response.body#/matches/0"


def give_links(**links: tuple[str, dict[str, str], object]) -> ConfigDict:
    """Return the configuration of an answer that leads on: to which operation, with which parameters and body."""
    described = {
        name: {"operationId": operation, "parameters": parameters, **({} if body is None else {"requestBody": body})}
        for name, (operation, parameters, body) in links.items()
    }
    return cast(ConfigDict, {"openapi_extra": {"links": described}})


class UnderstoodPart(BaseModel):
    """A constraint that a text names: a suggestion, not applied."""

    field: str = Field(description="A field of the filter, or `budget`, `audience`, `dates`.")
    value: dict[str, object] | list[str] | int | float | str | bool = Field(description="As a filter would hold it.")
    span: str = Field(description="The words that say so.")
    start: int = Field(description="Where they begin, in code points.")


class BriefRead(BaseModel):
    """A brief as it was read."""

    id: str | None
    text: str
    language: str | None = Field(description="BCP 47; null: undetermined.")
    understood: list[UnderstoodPart]


class Profile(BaseModel):
    """Who a creator is."""

    id: int
    platform: str
    external_id: str
    handle: str | None
    name: str | None
    region: str | None = Field(description="ISO 3166.")
    region_source: str | None = Field(description="`declared`, `trending list` or `inferred`.")
    region_confidence: float | None = Field(description="0 to 1, of an inferred region.")
    languages: list[str] = Field(description="BCP 47, most used first.")
    followers: int | None


class ReasonPart(BaseModel):
    """One term of a score."""

    kind: Literal["profile", "tags", "topic", "post", "literal", "authenticity"]
    share: float = Field(description="What it adds; the shares of all reasons add up to the score.")
    text: str
    post: str | None = Field(None, description="The post's external id, where a post is quoted.")
    language: str | None = None
    url: str | None = None


class EventPart(BaseModel):
    """A stretch of a growth history that stands out."""

    date: str = Field(description="Its first day.")
    kind: Literal["jump", "rise", "fall", "wave"]
    probability: float = Field(description="That it is no part of ordinary growth.")
    subscribers: int = Field(description="How many came; below 0 in a fall.")
    benign: str | None = Field(description="The benign cause that is likely; null: none is seen.")


class EvidencePart(BaseModel):
    """One thing that was looked at."""

    kind: Literal["engagement", "comments", "following", "verified", "history"]
    text: str = Field(description="The evidence in words, with its numbers.")
    log_odds: float = Field(description="Above 0 speaks against the audience, below 0 for it.")
    numbers: dict[str, float]


class AuthenticityPart(BaseModel):
    """How likely it is that an audience was materially inflated."""

    level: Literal["likely_real", "unclear", "likely_inflated", "not_enough_data"]
    probability: float | None = Field(description="0 to 1; null: not enough data.")
    interval: list[float] | None = Field(description="80 %: its two ends.")
    events: list[EventPart]
    prior: float = Field(description="The probability before anything is seen.")
    version: str = Field(description="Of the weights.")
    summary: str = Field(description="A sentence for people.")
    evidence: list[EvidencePart] = Field(description="What weighs most first.")
    faults: list[str] = Field(description="What of the history was left out.")


class RecordPart(BaseModel):
    """How plainly posts that look sponsored say so, by the rules of the creator's region. No legal advice."""

    clear: int
    unclear: int = Field(description="Posts that a person should judge.")
    missing: int
    share: float | None = Field(description="clear over all three; null: no post looks sponsored.")
    rules: str
    version: str


class MatchPart(BaseModel):
    """A creator that fits."""

    rank: int = Field(description="1 is best.")
    score: float = Field(description="Comparable within one answer only.")
    fit: float = Field(description="0 to 1, for people.")
    creator: Profile
    reasons: list[ReasonPart] = Field(description="Largest share first.")
    authenticity: AuthenticityPart | None
    forecast: ForecastPart | None = Field(description="null: the index teaches nothing of it.")
    disclosure: RecordPart | None = Field(description="null: not indexed yet.")


class MatchesAnswer(BaseModel):
    """The answer to a brief."""

    model_config = give_links(
        best_creator=("get_creator", {"id": f"{BEST}/creator/id"}, None),
        like_the_best=("find_lookalikes", {}, {"like": [f"{BEST}/creator/id"]}),
        counted=("count_facets", {}, {"filter": {"exclude": [f"{BEST}/creator/id"]}}),
    )

    brief: BriefRead
    generation: str = Field(description="The generation of the index that answered.")
    total: int = Field(description="How many creators pass the filter.")
    matches: list[MatchPart]
    next_cursor: str | None = Field(description="Asks for the next page, as `cursor`; null: this is the last one.")


class FacetChoice(BaseModel):
    """One choice of a field."""

    value: str
    count: int = Field(description="How many creators it would leave.")


class FacetsAnswer(BaseModel):
    """How many creators each choice would leave; a field's own choice is not applied to it."""

    total: int = Field(description="How many creators pass the filter.")
    facets: dict[str, list[FacetChoice]]


class SourcePart(BaseModel):
    """Where a value came from."""

    name: str
    observed_at: str | None = Field(description="ISO 8601, UTC.")


class SignPart(BaseModel):
    """What an inferred region was read from."""

    kind: str
    what: str
    where: str


class PostPart(BaseModel):
    """One public post."""

    external_id: str
    title: str | None
    text: str | None
    tags: list[str]
    language: str | None
    published_at: str | None
    likes: int | None
    comments: int | None
    views: int | None
    shares: int | None
    saves: int | None
    sponsored: bool | None
    url: str | None


class ObservationPart(BaseModel):
    """A dated count."""

    date: str
    followers: int | None
    views: int | None


class FeePart(BaseModel):
    """What a creator charges for one deliverable."""

    amount: float
    currency: str
    deliverable: str


class StatisticPart(BaseModel):
    """A number that its source had summarised."""

    name: str
    statistic: str
    value: float
    source: SourcePart


class FoundPart(BaseModel):
    """Words of a post that count."""

    term: str = Field(description="As it stands; empty for the platform's own label.")
    start: int = Field(description="In code points.")
    end: int
    where: Literal["title", "text", "tags", "label"]
    kind: Literal["clear", "unclear", "due", "denial"]
    hidden: Literal["below_fold", "among_hashtags", "only_in_tags"] | None
    why: str
    source: str = Field(description="The title of the official text, or `ours`.")


class JudgedPart(BaseModel):
    """A post that looks sponsored, and the verdict on it."""

    post: str = Field(description="The post's external id.")
    verdict: Literal["clear", "unclear", "missing"]
    reason: str
    why: str
    found: list[FoundPart]


class SponsorPart(BaseModel):
    """A brand that is named beside a sign of sponsorship."""

    name: str
    posts: list[str] = Field(description="External ids of the posts that name it.")


class DisclosurePart(RecordPart):
    """A creator's record, with the posts and brands behind it."""

    posts: list[JudgedPart]
    sponsors: list[SponsorPart]
    note: str = Field(description="That this is no legal advice.")


class CreatorAnswer(Profile):
    """Everything stored about a creator."""

    bio: str | None
    tags: list[str]
    url: str | None
    region_evidence: list[SignPart]
    following: int | None
    verified: bool | None
    posts: list[PostPart]
    history: list[ObservationPart]
    fees: list[FeePart]
    statistics: list[StatisticPart]
    sources: dict[str, SourcePart] = Field(description="By field: where its value came from, and when it was seen.")
    authenticity: AuthenticityPart | None = Field(description="null: not indexed yet.")
    disclosure: DisclosurePart
