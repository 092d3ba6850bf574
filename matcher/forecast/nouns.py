"""The nouns of a creator's forecast. None is unknown; 0 is zero."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

LEVEL = 0.8  # chance that an interval holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one post did."""

    published_at: datetime | None  # UTC
    views: float | None
    engagements: float | None  # likes, comments, shares and saves; None where likes or comments are hidden


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What a creator charges for one deliverable."""

    amount: Decimal  # above 0
    currency: str  # ISO 4217
    deliverable: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is known of how a creator's posts did, and of what they cost."""

    outcomes: tuple[Outcome, ...] = ()
    charges: tuple[Charge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An expected number as median and interval; never one without the other."""

    median: float
    low: float  # a tenth lies below
    high: float  # a tenth lies above
    viral: float  # chance of more than three times the median
    posts: int  # of the creator that it was told from
    window: tuple[date, date] | None  # their first and last day; None: none of them is dated
    basis: str  # "own posts", "few posts and peers" or "peers"
    formula: str
    denominator: str = "one post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What one unit will cost: the fee over an expected number."""

    name: str  # "cpm", "cpv" or "cpe"
    median: float
    low: float
    high: float
    charge: Charge
    figure: Figure  # that the fee is divided by
    formula: str
    denominator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What somebody published that a unit costs when it is bought as an advertisement."""

    name: str
    source: str
    year: int | None  # None: the source states none
    platform: str
    unit: str  # "views" or "engagements"
    size: int  # units in one
    low: float
    high: float
    currency: str  # ISO 4217


@dataclass(frozen=True, slots=True, kw_only=True)
class Earned:
    """What a post's expected number would cost by a rate card: a range, for neither is certain."""

    card: Card
    low: float  # the interval's lower end at the card's lower rate
    high: float  # the upper end at the upper rate
    figure: Figure
    formula: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What one planned post of a creator is expected to bring."""

    day: date  # that it is told for
    views: Figure | None  # None: not enough data
    engagements: Figure | None
    prices: tuple[Price, ...] = ()
    emv: tuple[Earned, ...] | None = None  # earned media value; None: nobody asked for it

    @property
    def state(self) -> str:
        """Say whether there is anything to go by."""
        return "not enough data" if self.views is None and self.engagements is None else "estimated"
