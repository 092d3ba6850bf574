from datetime import date

import pytest

from matcher.domain import Filter, Range
from matcher.errors import InvalidFilter
from web.read import read_filter

TODAY = date(2026, 11, 24)


def test_an_engagement_rate_and_the_days_since_the_last_post_become_ranges():
    must = read_filter({"engagement_rate": {"min": 0.02}, "last_post_days": 90}, TODAY)

    assert must == Filter(engagement_rate=Range(min=0.02), last_post=Range(min=date(2026, 8, 26).toordinal()))


def test_absent_and_null_bounds_are_open():
    assert read_filter({"engagement_rate": {"min": None}, "last_post_days": None}, TODAY) == Filter()


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"engagement_rate": 0.02}, "engagement_rate is not an object"),
        ({"engagement_rate": {"least": 0.02}}, "least"),
        ({"engagement_rate": {"min": 2}}, "engagement_rate.min: 2 is no share from 0 to 1"),
        ({"engagement_rate": {"min": -0.1}}, "no share"),
        ({"engagement_rate": {"min": "0.1"}}, "no share"),
        ({"engagement_rate": {"min": True}}, "no share"),
        ({"engagement_rate": {"min": float("nan")}}, "no share"),
        ({"engagement_rate": {"max": 10**400}}, "no share"),
        ({"engagement_rate": {"min": 0.5, "max": 0.4}}, "starts at 0.5, above its end 0.4"),
        ({"last_post_days": 0}, "last_post_days: 0 does not lie between 1 and 3650"),
        ({"last_post_days": 3_651}, "between"),
        ({"last_post_days": {"max": 90}}, "between"),
        ({"last_post_days": 1.5}, "between"),
    ],
)
def test_what_is_no_share_and_no_number_of_days_is_refused(said, message):
    with pytest.raises(InvalidFilter, match=message):
        read_filter(said, TODAY)
