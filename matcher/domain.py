"""The nouns: creators, posts, briefs, filters, matches. Frozen facts without behaviour."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from matcher.authenticity.nouns import Authenticity
from matcher.disclosure.nouns import Record
from matcher.forecast.nouns import Forecast

FIT, AUTHENTICITY = "fit", "authenticity"
SORTS = (FIT, AUTHENTICITY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One public post: the smallest text that is embedded, and the evidence that is quoted.

    None is unknown (hidden by the platform, not imported); 0 is zero.
    """

    id: int
    external_id: str
    text: str | None
    title: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None  # BCP 47; None: undetermined
    published_at: datetime | None = None  # UTC
    likes: int | None = None
    comments: int | None = None
    views: int | None = None
    shares: int | None = None
    saves: int | None = None
    sponsored: bool | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A dated count of a creator: followers, and lifetime views where known."""

    date: date
    followers: int | None = None
    views: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """What a creator charges for one deliverable."""

    amount: Decimal  # in whole units of the currency, above 0
    currency: str  # ISO 4217
    deliverable: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a stored value came from, and when it was observed."""

    name: str
    observed_at: datetime  # UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistic:
    """A number about a creator that its source had already summarised, such as a median of views."""

    name: str  # "views", "likes", ...
    statistic: str  # "median", "count"
    value: float
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Something in a creator's own words that tells where the creator is."""

    kind: str  # "flag", "home", "place", "phone", "currency"
    what: str  # as it stands in the text
    where: str  # "bio", "name", "posts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """How much people react: the median over recent posts of likes and comments, as a share of `of`."""

    rate: float  # 0.03 is 3 %
    of: str  # "followers", or each post's "views" where followers are unknown
    posts: int  # how many of the most recent posts it is the median of


@dataclass(frozen=True, slots=True, kw_only=True)
class Creator:
    """One account on one platform. None is unknown, never 0 and never the average."""

    id: int
    platform: str
    external_id: str
    handle: str | None = None
    name: str | None = None
    bio: str | None = None
    tags: tuple[str, ...] = ()
    url: str | None = None
    region: str | None = None  # ISO 3166-1 alpha-2 or ISO 3166-2
    region_source: str | None = None  # "declared", "trending list", "inferred"; None: no region
    region_confidence: float | None = None  # 0..1 of an inferred region; None: it is not inferred
    region_evidence: tuple[Sign, ...] = ()  # what an inferred region was read from, strongest first
    languages: tuple[str, ...] = ()  # BCP 47, most used first; empty: undetermined
    followers: int | None = None
    following: int | None = None
    verified: bool | None = None
    engagement: Engagement | None = None
    disclosure: Record | None = None  # of posts that look sponsored; None: no index holds the creator
    last_post: date | None = None  # UTC day of the most recent post that has one
    posts: tuple[Post, ...] = ()
    history: tuple[Observation, ...] = ()
    fees: tuple[Fee, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)  # by field name
    authenticity: Authenticity | None = None  # None: not judged yet, as no index holds the creator
    forecast: Forecast | None = None  # None: nobody asked, or the index teaches nothing of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Inclusive bounds; None is open. Unknown values never lie inside."""

    min: float | None = None
    max: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What excludes. An empty field excludes nobody; a list means any of; fields together mean all of.

    A code matches what it contains: "zh" finds zh-Hans, "JP" finds JP-13. `must` asks for all of its words.
    """

    languages: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    inferred_regions: bool = True  # False: `regions` asks for regions that somebody stated
    platforms: frozenset[str] = frozenset()
    followers: Range = Range()
    engagement_rate: Range = Range()  # 0.03 is 3 %
    authenticity: Range = Range()  # of the probability that the audience is real
    disclosure: Range = Range()  # of the posts that look sponsored, the share that discloses it clearly
    last_post: Range = Range()  # of the most recent post's day, as its ordinal (`date.toordinal`)
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    exclude: frozenset[int] = frozenset()  # creator ids
    sponsors_not: frozenset[str] = frozenset()  # names of brands: leaves out creators who were paid by one of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A constraint that was read from a brief's text: suggested, never applied unasked.

    Field and value are a filter's, or `budget` {"min", "max", "currency"}, `audience` {"gender", "age"}, `dates`
    {"from", "to"}.
    """

    field: str
    value: object
    span: str  # the words that say so, exactly as they stand
    start: int  # where they begin, in code points


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a brand asks for: `text`, `like` and `unlike` rank, `filter` excludes. One of text and like is given."""

    text: str
    like: tuple[int, ...] = ()  # ids of creators such as are looked for
    unlike: tuple[int, ...] = ()  # ids of creators such as are not
    id: str | None = None
    language: str | None = None  # BCP 47; None: undetermined
    filter: Filter = Filter()
    widen: bool = False  # look for the brief's words as they stand, too
    limit: int = 20
    sort: str = FIT  # one of SORTS: what comes first of those that fit best
    understood: tuple[Understood, ...] = ()  # in the order of the text


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One term of a match's score.

    `kind` is "profile" (name, bio and whole text, with the posts that are not quoted), "tags" (the creator's own),
    "topic" (the subject that the creator is about), "post" (a quoted post), "literal" (words that the brief asks
    for as they stand) or "authenticity" (how real the audience is; it adds 0 and comes last). `share` may be negative:
    what speaks against is counted too.
    """

    kind: str
    share: float
    text: str
    post: Post | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A creator that fits, with the terms that were added to its score."""

    rank: int  # 1 is best
    creator: Creator
    score: float  # the sum of the reasons' shares; comparable within one answer only
    fit: float  # 0..1, a fixed increasing function of the score, for people
    reasons: tuple[Reason, ...]  # largest share first


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the ranking of one brief within one generation: where a page ends and the next one begins."""

    candidates: int = 0  # of the ranking that lie before it, erased ones too
    shown: int = 0  # matches that lie before it: the next one's rank less 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one brief, or one page of it."""

    brief: Brief
    generation: str
    total: int  # how many creators pass the filter
    matches: tuple[Match, ...]
    next: Place | None = None  # where the next page begins; None: this is the last one
