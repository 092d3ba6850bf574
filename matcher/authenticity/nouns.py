"""What is said of an audience: facts with numbers, and probabilities. Words for people are made elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

REAL, UNCLEAR, INFLATED, UNKNOWN = "likely_real", "unclear", "likely_inflated", "not_enough_data"
LEVELS = (REAL, UNCLEAR, INFLATED, UNKNOWN)
VIRAL, CROWD, YOUNG = "viral post", "platform-wide change", "new account"  # benign causes


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A stretch of a growth history that stands out."""

    date: date  # its first day
    kind: str  # "jump" (some days), "rise" (a week and more), "fall", "wave" (a jump that mostly went again)
    probability: float  # that it is no part of ordinary growth
    subscribers: int  # how many came; below 0 in a fall
    benign: str | None  # VIRAL, CROWD or YOUNG where one of these is likely
    days: int  # how long it took
    expected: int  # how many the other days and the views would bring at most
    share: float  # of the followers before


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One thing that was looked at, with its numbers."""

    kind: str  # the name of a curve of the weights, or "growth"
    log_odds: float  # above 0 speaks against the audience, below 0 for it
    numbers: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Authenticity:
    """How likely it is that an audience was materially bought or botted.

    `probability` and `interval` are None exactly where the level is UNKNOWN.
    """

    level: str  # one of LEVELS
    probability: float | None
    interval: tuple[float, float] | None  # 80 %
    events: tuple[Event, ...]  # by date
    evidence: tuple[Evidence, ...]  # what weighs most first
    prior: float
    version: str  # of the weights
    faults: tuple[str, ...] = ()  # what of the history was left out

    @property
    def real(self) -> float | None:
        """The probability that the audience is real: what filters and orders go by."""
        return None if self.probability is None else round(1 - self.probability, 4)
