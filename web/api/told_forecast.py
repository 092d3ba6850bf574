"""What a forecast is answered as, field by field; `web.show_forecast` fills it."""

from typing import Literal

from pydantic import BaseModel, Field


class ExpectedPart(BaseModel):
    """A number that is expected, never without its interval."""

    median: float
    interval: tuple[float, float] = Field(description="Holds what comes with the chance `level`.")
    formula: str
    denominator: str
    basis: Literal["own posts", "few posts and peers", "peers"]
    posts: int = Field(description="The creator's own posts that it was told from.")
    window: tuple[str, str] | None = Field(description="Their first and last day; null: none of them is dated.")


class FigurePart(ExpectedPart):
    """What one post is expected to get."""

    viral: float = Field(description="Chance of more than three times the median.")


class PricePart(ExpectedPart):
    """What a unit is expected to cost."""

    name: Literal["cpm", "cpv", "cpe"]
    currency: str = Field(description="ISO 4217.")
    fee: float
    deliverable: str = Field(description="What the fee is for.")


class EarnedPart(BaseModel):
    """Earned media value by one rate card."""

    card: str
    source: str
    year: int | None
    range: tuple[float, float]
    currency: str = Field(description="ISO 4217.")
    rate: tuple[float, float] = Field(description="What the card says that one denominator costs.")
    formula: str
    denominator: str
    basis: str
    posts: int
    window: tuple[str, str] | None


class ForecastPart(BaseModel):
    """What one planned post of a creator is expected to bring."""

    state: Literal["estimated", "not enough data"]
    day: str = Field(description="That it is told for: when the index was built.")
    level: float = Field(description="Chance that an interval holds: 0.8.")
    views: FigurePart | None
    reach: None = Field(description="Not public: never more than the views.")
    engagements: FigurePart | None
    prices: list[PricePart]
    emv: list[EarnedPart] | None = Field(description="null: it is not asked for (ENMUSUBI_EMV).")
