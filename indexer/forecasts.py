"""Forecasts of the creators that are shown, from their posts and from a generation's pools."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from matcher.domain import Creator
from matcher.forecast.earned import appraise
from matcher.forecast.nouns import Card, Record
from matcher.forecast.outlook import forecast
from matcher.forecast.pool import Pool


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecaster:
    """Tells what a post is expected to bring that is planned for when the generation was built."""

    pools: Mapping[str, Pool]  # by kind of count; empty: nothing is told
    now: datetime  # UTC
    cards: tuple[Card, ...] | None = None  # that earned media value is told by; None: it is not told

    def add(self, creator: Creator, record: Record | None) -> Creator:
        """Return the creator with its forecast."""
        if not self.pools:
            return creator
        told = forecast(creator, record or Record(), self.pools, self.now)
        if self.cards is not None:
            told = replace(told, emv=appraise(told, self.cards, creator.platform))
        return replace(creator, forecast=told)
