import numpy as np
import pytest

from matcher.forecast.campaigns import GIVEAWAY, PRODUCT, UNITS, Campaign, compare


def make_campaigns(kind: str, count: int, a_follow: float, spread: float, seed: int) -> list[Campaign]:
    """Return campaigns of 100,000 each whose follows cost about so much."""
    draw = np.random.default_rng(seed)
    return [
        Campaign(kind=kind, cost=100_000, follows=round(100_000 / a_follow * np.exp(draw.normal(0, spread))))
        for _ in range(count)
    ]


def compare_follows(*campaigns: Campaign):
    return next(one for one in compare(campaigns) if one.unit == "follows")


def test_a_large_difference_among_many_campaigns_is_told():
    told = compare_follows(
        *make_campaigns(PRODUCT, 20, a_follow=900, spread=0.4, seed=1),
        *make_campaigns(GIVEAWAY, 20, a_follow=300, spread=0.4, seed=2),
    )

    assert (told.cheaper, told.verdict) == (GIVEAWAY, GIVEAWAY)
    assert told.chance < 0.01
    assert told.giveaway.low < told.giveaway.price < told.giveaway.high < told.product.low
    assert told.giveaway.price == pytest.approx(300, rel=0.25)


def test_four_campaigns_are_too_few_whatever_they_say_and_have_no_interval():
    told = compare_follows(
        *make_campaigns(PRODUCT, 20, a_follow=900, spread=0.1, seed=1),
        *make_campaigns(GIVEAWAY, 4, a_follow=3, spread=0.1, seed=2),
    )

    assert (told.cheaper, told.chance, told.verdict) == (None, None, "too few to tell")
    assert (told.giveaway.low, told.giveaway.high, told.giveaway.campaigns) == (None, None, 4)


def test_the_more_campaigns_of_a_kind_differ_the_more_of_them_are_needed():
    needed = {
        spread: compare_follows(
            *make_campaigns(PRODUCT, 200, a_follow=500, spread=spread, seed=1),
            *make_campaigns(GIVEAWAY, 200, a_follow=500, spread=spread, seed=2),
        ).needed
        for spread in (0.05, 0.5, 1.0)
    }

    assert needed[0.05] == 5
    assert needed[0.5] == pytest.approx(2 * 0.25 * (2.12 / 0.405) ** 2, rel=0.2)
    assert needed[1.0] == pytest.approx(2 * 1.00 * (2.12 / 0.405) ** 2, rel=0.2)


def test_no_difference_is_only_said_where_there_were_enough_to_see_one():
    few = compare_follows(
        *make_campaigns(PRODUCT, 6, a_follow=500, spread=0.8, seed=3),
        *make_campaigns(GIVEAWAY, 6, a_follow=500, spread=0.8, seed=3),
    )
    many = compare_follows(
        *make_campaigns(PRODUCT, 60, a_follow=500, spread=0.4, seed=3),
        *make_campaigns(GIVEAWAY, 60, a_follow=500, spread=0.4, seed=3),
    )

    assert (few.verdict, many.verdict) == ("too few to tell", "no clear difference")
    assert few.needed > 6


def test_a_difference_is_wrongly_told_about_as_rarely_as_promised():
    told = [
        compare_follows(
            *make_campaigns(PRODUCT, 12, a_follow=500, spread=0.5, seed=2 * trial),
            *make_campaigns(GIVEAWAY, 12, a_follow=500, spread=0.5, seed=2 * trial + 1),
        ).cheaper
        for trial in range(40)
    ]

    assert sum(one is not None for one in told) / len(told) <= 0.35  # two sides of one in ten, and small samples


def test_what_was_never_counted_is_unknown_and_what_brought_nothing_has_no_price():
    campaigns = [Campaign(kind=kind, cost=10, sales=0) for kind in (PRODUCT, GIVEAWAY) for _ in range(9)]

    told = {one.unit: one for one in compare(campaigns)}

    assert list(told) == list(UNITS)
    assert (told["views"].product.campaigns, told["views"].product.price, told["views"].needed) == (0, None, None)
    assert (told["sales"].product.campaigns, told["sales"].product.price) == (9, None)
    assert {one.verdict for one in told.values()} == {"too few to tell"}


def test_a_kind_that_often_brings_nothing_cannot_be_bounded_above():
    rare = [Campaign(kind=PRODUCT, cost=10, sales=1)] + [Campaign(kind=PRODUCT, cost=10, sales=0)] * 7
    told = next(one for one in compare([*rare, *make_campaigns(GIVEAWAY, 9, 5, 0.1, 1)]) if one.unit == "sales")

    assert (told.product.price, told.product.high) == (80, None)


def test_other_kinds_are_not_compared_and_the_same_seed_says_the_same():
    campaigns = [
        *make_campaigns(PRODUCT, 7, 500, 0.5, 1),
        *make_campaigns(GIVEAWAY, 7, 400, 0.5, 2),
    ]
    others = make_campaigns("event", 30, 1, 0.5, 3)

    assert compare([*campaigns, *others]) == compare(campaigns)
