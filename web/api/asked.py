"""What can be asked, field by field. Briefs and filters are described here and read by `web.read`, as everywhere."""

from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    model_validator,
)

from web.brands import LONGEST_BRAND, MOST_BRANDS
from web.checks import read_integer
from web.paging import LONGEST
from web.ranges import MOST_DAYS, MOST_FOLLOWERS
from web.read import (
    LARGEST_ID,
    LONGEST_ID,
    LONGEST_WORD,
    MOST_CHARACTERS,
    MOST_EXCLUDED,
    MOST_LIKED,
    MOST_MATCHES,
    MOST_WORDS,
    PLATFORM,
)


def _refuse_other_kinds(number: object) -> int:
    if (integer := read_integer(number)) is None:
        raise ValueError("Input should be a JSON integer")
    return integer


Integer = Annotated[int, BeforeValidator(_refuse_other_kinds)]  # 62.0 is one, false is not
Id = Annotated[Integer, Field(ge=0, le=LARGEST_ID)]
Code = Annotated[str, Field(min_length=1)]
Word = Annotated[str, Field(min_length=1, max_length=LONGEST_WORD)]
Brand = Annotated[str, Field(min_length=1, max_length=LONGEST_BRAND)]
Platform = Annotated[str, Field(pattern=f"^{PLATFORM.pattern}$")]
Text = Annotated[
    str,
    Field(min_length=1, max_length=MOST_CHARACTERS, description="The brief, in any language, with a letter or digit."),
]
Name = Annotated[str, Field(max_length=LONGEST_ID)] | Integer
NAME = Field(None, description="A name of your own that comes back with the answer.")
LANGUAGE = Field(None, description="The brief's language (BCP 47); absent: told from the text.")


class Asked(BaseModel):
    """A body that is checked by its types: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Described(BaseModel):
    """A body that its types only describe: `web.read` checks it, as it does for the page and the command line."""

    model_config = ConfigDict(extra="forbid")
    _sent: object = PrivateAttr(None)

    @model_validator(mode="wrap")
    @classmethod
    def _keep(cls, sent: object, _check: ModelWrapValidatorHandler[Self]) -> Self:
        body = cls.model_construct()
        body._sent = sent
        return body

    @property
    def sent(self) -> object:
        """What the request's JSON held."""
        return self._sent


class FollowersRange(Asked):
    """Inclusive bounds; either may be absent."""

    min: Annotated[Integer, Field(ge=0, le=MOST_FOLLOWERS)] | None = None
    max: Annotated[Integer, Field(ge=0, le=MOST_FOLLOWERS)] | None = None


class SharesRange(Asked):
    """Inclusive bounds from 0 to 1; either may be absent."""

    min: Annotated[float, Field(ge=0, le=1)] | None = None
    max: Annotated[float, Field(ge=0, le=1)] | None = None


class FilterBody(Asked):
    """What excludes. Absent means no limit; a list means any of (`must`: all of); fields together mean all of."""

    languages: list[Code] = Field([], description="BCP 47 codes; `zh` finds `zh-Hans`.")
    regions: list[Code] = Field([], description="ISO 3166 codes: countries (`JP`) or parts of them (`JP-13`).")
    inferred_regions: bool | None = Field(True, description="`false`: only regions that somebody stated pass.")
    platforms: list[Platform] = Field([], description="Names such as `youtube`.")
    followers: FollowersRange = Field(FollowersRange(), description="How many followers a creator has.")
    authenticity: SharesRange = Field(
        SharesRange(), description="The probability that the audience is real; an unknown one never passes."
    )
    engagement_rate: SharesRange = Field(
        SharesRange(), description="Median of likes and comments over followers, or over views where those are unknown."
    )
    disclosure: SharesRange = Field(
        SharesRange(), description="Of the posts that look sponsored, the share that discloses it clearly."
    )
    last_post_days: Annotated[Integer, Field(ge=1, le=MOST_DAYS)] | None = Field(
        None, description="How many days ago the last post may be, at most."
    )
    must: list[Word] = Field([], max_length=MOST_WORDS, description="Words that a creator says.")
    must_not: list[Word] = Field([], max_length=MOST_WORDS, description="Words that a creator does not say.")
    exclude: list[Id] = Field([], max_length=MOST_EXCLUDED, description="Ids of creators that are left out.")
    sponsors_not: list[Brand] = Field(
        [], max_length=MOST_BRANDS, description="Brands such as competitors: whoever was paid by one is left out."
    )


class BriefBody(Described):
    """A brief: `text`, `like` and `unlike` rank, `filter` excludes."""

    text: Text
    like: list[Id] | None = Field(None, max_length=MOST_LIKED, description="Ids of creators such as are looked for.")
    unlike: list[Id] | None = Field(None, max_length=MOST_LIKED, description="Ids of creators such as are not.")
    id: Name | None = NAME
    language: Code | None = LANGUAGE
    filter: FilterBody | None = None
    widen: bool | None = Field(False, description="`true` looks for the words of the brief as they stand, too.")
    limit: Annotated[Integer, Field(ge=1, le=MOST_MATCHES)] | None = Field(20, description="How many matches.")
    sort: Literal["fit", "authenticity"] | None = Field("fit", description="What comes first of those that fit best.")
    cursor: Annotated[str, Field(max_length=LONGEST)] | None = Field(
        None, description="`next_cursor` of the page before, with the same brief."
    )


class LookalikesBody(BriefBody):
    """Creators to go by; a text may be added."""

    text: str | None = Field(None, max_length=MOST_CHARACTERS, description="As in a brief.")  # type: ignore[assignment]
    like: list[Id] = Field(min_length=1, max_length=MOST_LIKED, description="Ids of creators such as are looked for.")


class FacetsBody(Described):
    """The filter that creators are counted under."""

    filter: FilterBody | None = None


class ParseBody(Described):
    """A text that is read."""

    text: Text
    id: Name | None = NAME
    language: Code | None = LANGUAGE


class CreatorPath(Asked):
    """Where a creator is found."""

    id: int = Field(ge=0, description="The creator's id, as an answer shows it.")
