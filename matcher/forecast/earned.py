"""Earned media value: what a post's expected numbers would cost as advertisements, by named rate cards.

A sum that moves with whoever's rates are taken, so it is a range over each card by itself and never one figure.
"""

from collections.abc import Iterable

from matcher.forecast.nouns import Card, Earned, Forecast


def appraise(forecast: Forecast, cards: Iterable[Card], platform: str) -> tuple[Earned, ...]:
    """Return the range by each card of the platform whose unit is forecast, in the order of the cards."""
    figures = {"views": forecast.views, "engagements": forecast.engagements}
    return tuple(
        Earned(
            card=card,
            low=figure.low / card.size * card.low,
            high=figure.high / card.size * card.high,
            figure=figure,
            formula=f"expected {card.unit} of one post / {card.size:,} x rate",
        )
        for card in cards
        if card.platform == platform and (figure := figures[card.unit]) is not None
    )
