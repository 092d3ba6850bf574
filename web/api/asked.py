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
from pydantic.config import JsonDict

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
)


def _refuse_other_kinds(number: object) -> int:
    if (integer := read_integer(number)) is None:
        raise ValueError("Input should be a JSON integer")
    return integer


WHOLE = BeforeValidator(_refuse_other_kinds)  # stands behind bounds, so that the document tells them
Integer = Annotated[int, WHOLE]  # 62.0 is one, false is not
Id = Annotated[int, Field(ge=0, le=LARGEST_ID), WHOLE]
Code = Annotated[str, Field(min_length=1)]
Word = Annotated[str, Field(min_length=1, max_length=LONGEST_WORD)]
Brand = Annotated[str, Field(min_length=1, max_length=LONGEST_BRAND)]
Platform = Annotated[str, Field(min_length=1)]
Text = Annotated[
    str,
    Field(min_length=1, max_length=MOST_CHARACTERS, description="The brief, in any language, with a letter or digit."),
]
Name = Annotated[str, Field(max_length=LONGEST_ID)] | Integer
NAME = Field(None, description="A name of your own that comes back with the answer.")
LANGUAGE = Field(None, description="The brief's language (BCP 47); absent: told from the text.")


def give_examples(*bodies: JsonDict, needs: tuple[str, ...] = ()) -> ConfigDict:
    """Return the configuration of a body with examples, which its document shows and a test sends.

    One of the fields that it `needs` must be there.
    """
    either: JsonDict = {"anyOf": [{"required": [name]} for name in needs]} if needs else {}
    return ConfigDict(json_schema_extra={"examples": list(bodies), **either})


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

    min: Annotated[int, Field(ge=0, le=MOST_FOLLOWERS), WHOLE] | None = None
    max: Annotated[int, Field(ge=0, le=MOST_FOLLOWERS), WHOLE] | None = None


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
    last_post_days: Annotated[int, Field(ge=1, le=MOST_DAYS), WHOLE] | None = Field(
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

    model_config = give_examples(
        {
            "id": "b1",
            "text": "日本のコスメブランドの新作リップを紹介してくれるクリエイター",
            "filter": {"languages": ["ja"], "regions": ["JP"], "followers": {"min": 10000}},
            "limit": 5,
        },
        {"text": "Thai creators who review lipsticks from Japan, 10k to 2M followers", "widen": True},
        {"text": "リップ", "like": [1], "unlike": [3], "filter": {"must_not": ["ダイエット"], "exclude": [2]}},
        needs=("text", "like"),
    )

    text: str | None = Field(
        None, max_length=MOST_CHARACTERS, description="The brief, in any language, with a letter or digit."
    )
    like: list[Id] | None = Field(None, max_length=MOST_LIKED, description="Ids of creators such as are looked for.")
    unlike: list[Id] | None = Field(None, max_length=MOST_LIKED, description="Ids of creators such as are not.")
    id: Name | None = NAME
    language: Code | None = LANGUAGE
    filter: FilterBody | None = None
    widen: bool | None = Field(False, description="`true` looks for the words of the brief as they stand, too.")
    limit: Annotated[int, Field(ge=1, le=MOST_MATCHES), WHOLE] | None = Field(20, description="How many matches.")
    sort: Literal["fit", "authenticity"] | None = Field("fit", description="What comes first of those that fit best.")
    cursor: Annotated[str, Field(max_length=LONGEST)] | None = Field(
        None, description="`next_cursor` of the page before, with the same brief."
    )


class LookalikesBody(BriefBody):
    """Creators to go by; a text may be added."""

    model_config = give_examples({"like": [1, 4], "unlike": [3], "filter": {"regions": ["JP"]}})

    like: list[Id] = Field(min_length=1, max_length=MOST_LIKED, description="Ids of creators such as are looked for.")


class FacetsBody(Described):
    """The filter that creators are counted under."""

    model_config = give_examples({"filter": {"regions": ["JP"], "platforms": ["instagram", "tiktok"]}}, {})

    filter: FilterBody | None = None


class ParseBody(Described):
    """A text that is read."""

    model_config = give_examples({"text": "日本のコスメ、予算30万円以内、フォロワー1万人以上"})

    text: Text
    id: Name | None = NAME
    language: Code | None = LANGUAGE


class CreatorPath(Asked):
    """Where a creator is found."""

    id: int = Field(ge=0, description="The creator's id, as an answer shows it.", json_schema_extra={"example": 1})
