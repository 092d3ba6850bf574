from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.authenticity.weights import read_weights
from matcher.authenticity.creator import Bench, judge_creator
from matcher.authenticity.crowds import NOBODY
from matcher.authenticity.events import find_crowds, judge_changes
from matcher.authenticity.history import Day, clean_history
from matcher.authenticity.nouns import CROWD, VIRAL, YOUNG, Authenticity
from matcher.authenticity.rises import Growth, measure_growth
from matcher.authenticity.signals import Signals
from matcher.authenticity.weights import Weights
from tests.matcher.authenticity.days import START, TODAY, even_days, raise_from


def grow(days: list[Day]) -> Growth:
    return measure_growth(clean_history(days, TODAY))


def judge(days: list[Day], weights: Weights) -> Authenticity:
    history = clean_history(days, TODAY)
    growth = measure_growth(history) if len(history.days) > 1 else None
    signals = Signals(platform="youtube", followers=None, growth=growth, faults=history.faults)
    return judge_creator(signals, Bench(weights=weights, peers={}))


def test_even_growth_has_no_events(weights):
    found = judge(even_days(), weights)

    assert (found.level, found.events) == ("likely_real", ())
    assert found.probability == pytest.approx(0.115, abs=0.01)


def test_a_jump_that_no_views_explain_is_told_with_its_day_and_size(weights):
    found = judge(raise_from(even_days(), 12, 5_000), weights)

    (event,) = found.events
    assert (event.date, event.kind, event.benign) == (START + timedelta(days=12), "jump", None)
    assert (event.subscribers, event.days) == (5_020, 1)
    assert event.probability > 0.99
    assert found.level == "likely_inflated"
    assert found.interval[0] < found.probability < found.interval[1]


def test_a_jump_that_its_views_explain_is_benign(weights):
    found = judge(raise_from(even_days(), 12, 5_000, over=3, views=1_000_000), weights)

    (event,) = found.events
    assert (event.kind, event.benign) == ("jump", VIRAL)
    assert event.probability < 0.5
    assert found.level == "likely_real"


def test_a_slow_rise_over_two_weeks_is_found(weights):
    found = judge(raise_from(even_days(), 8, 5_000, over=13), weights)

    assert [(event.kind, event.benign) for event in found.events] == [("rise", None)]
    assert found.probability > 0.5


def test_a_slow_rise_that_fills_the_history_stands_out_against_the_lifetime(weights):
    found = judge(raise_from(even_days(15), 1, 6_000, over=13), weights)

    assert found.probability > 0.5


def test_what_comes_and_goes_again_is_a_wave(weights):
    days = raise_from(raise_from(even_days(), 10, 4_000), 20, -3_000)

    found = judge(days, weights)

    assert [event.kind for event in found.events] == ["wave", "fall"]


def test_followers_that_come_back_after_a_fall_are_no_jump(weights):
    days = raise_from(raise_from(even_days(), 10, -4_000), 14, 4_000)

    found = judge(days, weights)

    assert [event.kind for event in found.events] == ["fall"]
    assert found.level != "likely_inflated"


def test_a_fall_of_many_channels_on_one_day_is_the_platform_s(weights):
    growths = [grow(raise_from(even_days(followers=40_000 + size), 10, -3_000)) for size in range(6)]

    crowds = find_crowds((Signals(platform="x", followers=None, growth=growth) for growth in growths), weights.growth)

    assert [event.benign for event in judge_changes(growths[0], weights.growth, crowds["x"])] == [CROWD]
    assert [event.benign for event in judge_changes(growths[0], weights.growth, NOBODY)] == [None]


def test_a_channel_that_just_began_follows_no_rule(weights):
    days = raise_from(even_days(followers=1_000, daily=3, views=400), 12, 2_000)

    assert [event.benign for event in judge(days, weights).events] == [YOUNG]


def test_without_views_more_is_needed(weights):
    days = [replace(day, views=None) for day in even_days()]

    assert judge(raise_from_blind(days, 12, 900), weights).events == ()
    assert len(judge(raise_from_blind(days, 12, 5_000), weights).events) == 1


def raise_from_blind(days: list[Day], start: int, more: int) -> list[Day]:
    raised = (day.followers + (more if place >= start else 0) for place, day in enumerate(days))
    return [replace(day, followers=followers) for day, followers in zip(days, raised, strict=True)]


@pytest.mark.parametrize(
    "days",
    [
        [],
        even_days(1),
        even_days(5),
        [replace(day, followers=0) for day in even_days()],
        [replace(day, date=TODAY + timedelta(days=place + 1)) for place, day in enumerate(even_days())],
        [*even_days(15), *(replace(day, followers=day.followers * 1_000) for day in even_days(30)[15:])],
    ],
    ids=["nothing", "one day", "too few days", "zero followers", "the future", "other units"],
)
def test_what_cannot_be_judged_is_said_to_be_unknown(weights, days):
    found = judge(days, weights)

    assert (found.level, found.probability, found.interval, found.events) == ("not_enough_data", None, None, ())


def test_a_gap_of_days_is_a_long_stretch(weights):
    days = [day for place, day in enumerate(raise_from(even_days(), 12, 1_000)) if not 5 <= place <= 15]

    found = judge(days, weights)

    assert found.level in {"likely_real", "unclear"}
    assert all(event.kind == "rise" for event in found.events)


days_of_any_kind = st.lists(
    st.builds(
        Day,
        date=st.dates(START, TODAY + timedelta(days=30)),
        followers=st.none() | st.integers(0, 10**11),
        views=st.none() | st.integers(0, 10**11),
        videos=st.none() | st.integers(0, 10**6),
    ),
    max_size=40,
)


@given(days=days_of_any_kind)
def test_no_history_gives_a_wild_number(days):
    found = judge(days, read_weights())

    assert (found.probability is None) == (found.level == "not_enough_data")
    if found.probability is not None:
        assert 0 <= found.interval[0] <= found.probability <= found.interval[1] <= 1
    assert all(0 <= event.probability <= 1 for event in found.events)
