from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from matcher.domain import Creator
from matcher.forecast.nouns import Charge, Figure, Outcome, Record
from matcher.forecast.outlook import forecast, list_labels
from matcher.forecast.prices import buys_one_post, price
from tests.matcher.forecast.test_pool import POOL

NOW = datetime(2026, 10, 1, tzinfo=UTC)
POOLS = {"views": POOL, "engagements": POOL}
CREATOR = Creator(id=7, platform="x", external_id="7", followers=10_000)


def posts(
    count: int, views: float | None = 2_000, engagements: float | None = None, age: int = 10
) -> tuple[Outcome, ...]:
    return tuple(
        Outcome(published_at=NOW - timedelta(days=age + 7 * place), views=views, engagements=engagements)
        for place in range(count)
    )


def test_a_creator_with_posts_is_told_from_them():
    told = forecast(CREATOR, Record(outcomes=posts(12)), POOLS, NOW)

    assert (told.state, told.day) == ("estimated", date(2026, 10, 1))
    assert told.views.median == pytest.approx(2_000, rel=0.15)
    assert told.views.low < told.views.median < told.views.high
    assert (told.views.posts, told.views.basis) == (12, "own posts")
    assert told.views.window == (date(2026, 7, 6), date(2026, 9, 21))


def test_hidden_likes_are_unknown_and_not_zero():
    told = forecast(CREATOR, Record(outcomes=posts(12)), POOLS, NOW)

    assert (told.engagements.posts, told.engagements.basis, told.engagements.window) == (0, "peers", None)
    assert told.engagements.median == pytest.approx(1_000, rel=0.2)


@pytest.mark.parametrize(("count", "basis"), [(1, "few posts and peers"), (4, "few posts and peers"), (5, "own posts")])
def test_the_basis_says_how_much_of_it_is_borrowed(count, basis):
    assert forecast(CREATOR, Record(outcomes=posts(count)), POOLS, NOW).views.basis == basis


@pytest.mark.parametrize(
    "creator",
    [
        Creator(id=7, platform="x", external_id="7", followers=None),
        Creator(id=7, platform="unheard of", external_id="7", followers=10_000),
    ],
    ids=["unknown size", "unknown platform"],
)
def test_who_has_neither_posts_nor_peers_is_not_enough_data(creator):
    told = forecast(creator, Record(), POOLS, NOW)

    assert (told.state, told.views, told.engagements, told.prices) == ("not enough data", None, None, ())


def test_young_and_future_posts_are_not_looked_at():
    young = (
        Outcome(published_at=NOW - timedelta(hours=2), views=3, engagements=None),
        Outcome(published_at=NOW + timedelta(days=40), views=9e9, engagements=None),
    )

    plain = forecast(CREATOR, Record(outcomes=posts(6)), POOLS, NOW)
    with_young = forecast(CREATOR, Record(outcomes=(*young, *posts(6))), POOLS, NOW)

    assert with_young == plain


def test_the_order_of_posts_does_not_matter():
    mixed = (*posts(3, views=100), *posts(3, views=9_000, age=60))

    assert forecast(CREATOR, Record(outcomes=mixed), POOLS, NOW) == forecast(
        CREATOR, Record(outcomes=mixed[::-1]), POOLS, NOW
    )


@pytest.mark.parametrize("views", [0, 1, 1e11])
@pytest.mark.parametrize("followers", [0, 1, 10**11, None])
@pytest.mark.parametrize("age", [3, 9_000])
def test_whatever_the_numbers_the_interval_is_finite_and_in_order(views, followers, age):
    creator = Creator(id=7, platform="x", external_id="7", followers=followers)

    views = forecast(creator, Record(outcomes=posts(3, views=views, age=age)), POOLS, NOW).views

    assert views is None or 0 < views.low < views.median < views.high < 1e16
    assert views is None or 0 < views.viral < 0.5


def test_posts_that_agree_in_nothing_tell_nothing_rather_than_a_wild_number():
    wild = tuple(
        Outcome(published_at=NOW - timedelta(days=9 + place), views=1 if place % 2 else 1e11, engagements=None)
        for place in range(20)
    )

    assert forecast(CREATOR, Record(outcomes=wild), POOLS, NOW).views is None


def test_undated_posts_count_as_old_and_give_no_window():
    undated = (Outcome(published_at=None, views=2_000, engagements=None),) * 5

    told = forecast(CREATOR, Record(outcomes=undated), POOLS, NOW)

    assert told.views.median == pytest.approx(2_000, rel=0.3)
    assert (told.views.posts, told.views.window) == (5, None)


def test_prices_divide_the_fee_by_what_is_expected_and_turn_the_interval_round():
    views = Figure(median=1_000, low=500, high=4_000, viral=0.05, posts=9, window=None, basis="own posts", formula="")
    charge = Charge(amount=Decimal(20_000), currency="JPY", deliverable="video")

    cpm, cpv = price([charge], views, None)

    assert (cpm.name, cpm.low, cpm.median, cpm.high, cpm.denominator) == ("cpm", 5_000, 20_000, 40_000, "1,000 views")
    assert (cpv.name, cpv.low, cpv.median, cpv.high, cpv.denominator) == ("cpv", 5, 20, 40, "1 views")


@pytest.mark.parametrize(
    ("deliverable", "does"),
    [("post", True), ("Reel", True), ("YouTube video", True), ("動画1本", True), ("story", False), ("month", False)],
)
def test_only_a_fee_for_one_post_has_a_price_a_view(deliverable, does):
    assert buys_one_post(deliverable) is does


def test_peers_share_platform_first_language_and_tags():
    creator = Creator(id=1, platform="x", external_id="1", languages=("ja", "en"), tags=("Café", "café", "b"))

    assert list_labels(creator) == ("platform:x", "language:ja", "tag:café", "tag:b")
