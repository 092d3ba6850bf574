"""Published prices of advertisements, for earned media value; a data file with the source of each."""

import json
from functools import cache
from importlib.resources import files

from matcher.forecast.nouns import Card


@cache
def read_cards() -> tuple[Card, ...]:
    """Return the cards of rate_cards.json, in its order."""
    said = json.loads(files(__name__).joinpath("rate_cards.json").read_text("utf-8"))
    return tuple(Card(**card) for card in said)
