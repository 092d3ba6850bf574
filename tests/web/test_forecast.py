"""What pages and programs say of a forecast."""

from dataclasses import replace

import pytest

from matcher.domain import Brief
from matcher.forecast.earned import appraise
from matcher.forecast.nouns import Card
from matcher.search import find_matches
from tests.web.standin import FORECASTS, StandIn
from web.pages.forecasts import write_cost, write_percent, write_short
from web.show_forecast import round_figure, show_forecast


def test_a_program_gets_every_number_with_interval_formula_window_and_denominator():
    told, nothing, *others = [
        show_forecast(match.creator.forecast) for match in find_matches(Brief(text="リップ"), StandIn()).matches
    ]

    window = {"basis": "own posts", "posts": 12, "window": ["2026-06-03", "2026-09-20"]}
    assert told["views"] == {
        "median": 18700,
        "interval": [8090, 44300],
        "viral": 0.064,
        "formula": "views of one post",
        "denominator": "one post",
        **window,
    }
    assert told["prices"][0] == {
        "name": "cpm",
        "median": 4810,
        "interval": [2030, 11100],
        "currency": "JPY",
        "fee": 90000,
        "deliverable": "post",
        "formula": "fee / expected views of one post x 1000",
        "denominator": "1,000 views",
        **window,
    }
    assert (told["state"], told["level"], told["reach"], told["engagements"]) == ("estimated", 0.8, None, None)
    assert (nothing["state"], nothing["views"], nothing["prices"]) == ("not enough data", None, [])
    assert others == [None, None]


@pytest.mark.parametrize(
    ("language", "sentence", "price"),
    [
        (
            "en",
            "One post is expected to get about 18.7K views; four times out of five it will be between 8.1K and 44.3K.",
            "¥4,810 (between ¥2,030 and ¥11,100)",
        ),
        (
            "ja",
            "1回の投稿で約1.9万回の再生が見込まれます。5回に4回は8090〜4.4万回に収まる見通しです。",
            "￥4,810 (￥2,030〜￥11,100)",
        ),
    ],
)
def test_the_page_of_a_creator_says_it_in_a_sentence(client, language, sentence, price):
    page = client.get("/creators/1", headers={"Accept-Language": language}).get_data(as_text=True)

    assert sentence in page
    assert price in page


def test_a_card_tells_the_expected_views(client):
    page = client.get("/?q=lip", headers={"Accept-Language": "en"}).get_data(as_text=True)

    assert page.count("Expected views of a post") == 1
    assert '<data value="18711">18.7K</data> <small class="source">between 8.1K and 44.3K</small>' in page


@pytest.mark.parametrize("id", [2, 3])
def test_too_little_data_is_said_and_no_number_is_made_up(client, id):
    page = client.get(f"/creators/{id}", headers={"Accept-Language": "en"}).get_data(as_text=True)

    assert "There is not enough data" in page


@pytest.mark.parametrize(
    ("number", "rounded"),
    [(0, 0), (0.12345, 0.123), (4.0249, 4.02), (99.96, 100), (18_711.2, 18_700), (1e9 + 1, 10**9)],
)
def test_three_digits_are_kept(number, rounded):
    assert round_figure(number) == rounded


def test_numbers_are_written_as_people_do(app):
    with app.test_request_context(headers={"Accept-Language": "ja"}):
        assert [write_percent(share) for share in (0.004, 0.054, 1)] == ["1%未満", "5%", "100%"]
        assert [write_cost(price, "USD") for price in (0.0312, 4.0249, 48.49)] == ["$0.03", "$4.02", "$48.50"]
        assert write_short(18_711) == "1.9万"


def test_earned_media_value_is_a_range_with_the_cards_source():
    card = Card(name="a", source="b", year=None, platform="x", unit="views", size=1000, low=5, high=15, currency="USD")
    told = replace(FORECASTS[1], emv=appraise(FORECASTS[1], [card], "x"))

    assert show_forecast(FORECASTS[1])["emv"] is None
    assert show_forecast(told)["emv"] == [
        {
            "card": "a",
            "source": "b",
            "year": None,
            "range": [40.5, 665],
            "currency": "USD",
            "rate": [5, 15],
            "formula": "expected views of one post / 1,000 x rate",
            "denominator": "1,000 views",
            "basis": "own posts",
            "posts": 12,
            "window": ["2026-06-03", "2026-09-20"],
        }
    ]
