from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from matcher.authenticity.history import Day, clean_history, find_steps
from tests.matcher.authenticity.days import START, TODAY, even_days


def test_days_are_put_in_order():
    days = even_days(10)

    history = clean_history(reversed(days), TODAY)

    assert history.followers.tolist() == [day.followers for day in days]
    assert history.faults == ()


@pytest.mark.parametrize(
    ("more", "fault", "left"),
    [
        ([Day(date=TODAY + timedelta(days=1), followers=9_000_000)], "future", 10),
        ([even_days(1)[0]], "repeated", 10),
        ([replace(even_days(1)[0], followers=49_000)], "contradicting", 10),
        ([Day(date=START + timedelta(days=10), followers=0)], "zero", 10),
        ([Day(date=START + timedelta(days=10), followers=None)], None, 10),
        (
            [Day(date=START + timedelta(days=10), followers=90), Day(date=date(2026, 3, 12), followers=50_300)],
            "lone",
            11,
        ),
        ([Day(date=START + timedelta(days=10), followers=50_200_000)], "units", 0),
    ],
)
def test_what_cannot_be_judged_is_left_out_and_named(more, fault, left):
    history = clean_history([*even_days(10), *more], TODAY)

    assert len(history.days) == left
    assert history.faults == (() if fault is None else (fault,))


def test_of_two_counts_of_one_day_the_larger_stands():
    history = clean_history([*even_days(3), replace(even_days(1)[0], followers=49_000)], TODAY)

    assert history.followers[0] == 50_000


@pytest.mark.parametrize(
    ("followers", "steps"),
    [
        ([115_000, 116_000], [1_000, 1_000]),
        ([998, 1_010], [1, 10]),
        ([115_000, 116_234], [1, 1]),
        ([512, 513], [1, 1]),
    ],
)
def test_the_step_is_told_from_the_counts(followers, steps):
    assert find_steps(np.array(followers, dtype=float)).tolist() == steps


def test_views_that_a_platform_takes_back_are_no_views():
    days = [replace(day, views=views) for day, views in zip(even_days(4), (1_000, 1_100, 900, 950), strict=True)]

    assert clean_history(days, TODAY).views.tolist() == [1_000, 1_100, 1_100, 1_150]


def test_only_the_last_four_hundred_days_are_looked_at():
    history = clean_history([Day(date=date(2024, 1, 1), followers=10), *even_days(10)], TODAY)

    assert len(history.days) == 10
