from datetime import date

import pytest

from indexer.rate_cards import read_cards
from matcher.forecast.earned import appraise
from matcher.forecast.nouns import Card, Figure, Forecast

VIEWS = Figure(median=10_000, low=5_000, high=20_000, viral=0.05, posts=9, window=None, basis="own posts", formula="")
FORECAST = Forecast(day=date(2026, 10, 1), views=VIEWS, engagements=None)


def make_card(platform: str, unit: str) -> Card:
    return Card(
        name="a", source="b", year=2025, platform=platform, unit=unit, size=1_000, low=5, high=15, currency="USD"
    )


def test_a_card_gives_a_range_over_both_what_is_expected_and_what_it_costs():
    (earned,) = appraise(FORECAST, [make_card("x", "views")], "x")

    assert (earned.low, earned.high) == (25, 300)
    assert earned.formula == "expected views of one post / 1,000 x rate"


@pytest.mark.parametrize(("platform", "unit"), [("youtube", "views"), ("x", "engagements")])
def test_another_platforms_card_or_one_of_what_is_not_known_says_nothing(platform, unit):
    assert appraise(FORECAST, [make_card(platform, unit)], "x") == ()


def test_every_packaged_card_names_its_source_and_has_a_range():
    cards = read_cards()

    assert len(cards) >= 8
    assert all(card.source and card.low < card.high and card.unit in ("views", "engagements") for card in cards)
