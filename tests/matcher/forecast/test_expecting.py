import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.forecast.expecting import expect, fit_ground, forecast_ours
from matcher.forecast.showings import Showings
from tests.matcher.forecast.made import make_crowd, make_showings

CROWD = make_crowd(seed=1)
GROUND = fit_ground(CROWD)


def tell(past: Showings, planned: Showings) -> tuple[float, float]:
    told = expect(GROUND, past, planned)
    return float(np.exp(told.centers[0])), float(told.deviations[0])


def test_a_steady_creator_is_expected_to_go_on():
    past = make_showings([(1, day, 1_000) for day in range(20)])

    count, _ = tell(past, make_showings([(1, 21, 1)]))

    assert count == pytest.approx(1_000, rel=0.03)


def test_one_viral_showing_moves_little():
    steady = [(1, day, 1_000) for day in range(20)]
    viral = [*steady[:10], (1, 10, 500_000), *steady[11:]]

    count, _ = tell(make_showings(viral), make_showings([(1, 21, 1)]))

    assert 950 < count < 1_150


def test_a_rise_that_lasts_is_followed():
    past = make_showings([(1, day, 1_000 if day < 60 else 2_000) for day in range(90)])

    count, _ = tell(past, make_showings([(1, 91, 1)]))

    assert count > 1_700


def test_who_has_no_past_is_expected_to_do_as_peers_of_the_size_do():
    nobody = make_showings([])

    count, deviation = tell(nobody, make_showings([(99, 31, 1)]))

    assert count == pytest.approx(float(np.exp(GROUND.peers.level)), rel=0.15)
    assert deviation == pytest.approx((GROUND.peers.spread**2 + 0.08 + 0.16 + 0.025 + 0.1) ** 0.5)


def test_a_short_past_lies_between_the_peers_and_what_was_seen():
    count, alone = tell(make_showings([(1, 30, 5_000)]), make_showings([(1, 31, 1)]))
    _, longer = tell(make_showings([(1, day, 5_000) for day in range(20, 31)]), make_showings([(1, 31, 1)]))

    assert float(np.exp(GROUND.peers.level)) < count < 5_000
    assert longer < alone


def test_a_gap_of_a_year_makes_it_less_sure_than_a_day():
    past = make_showings([(1, day, 1_000) for day in range(20)])

    _, soon = tell(past, make_showings([(1, 20, 1)]))
    _, late = tell(past, make_showings([(1, 385, 1)]))

    assert late > soon * 1.1


def test_whoever_is_rough_gets_a_wider_interval_than_whoever_is_steady():
    _, steady = tell(make_showings([(1, day, 1_000) for day in range(30)]), make_showings([(1, 31, 1)]))
    _, rough = tell(
        make_showings([(1, day, 100 if day % 2 else 9_000) for day in range(30)]), make_showings([(1, 31, 1)])
    )

    assert rough > steady * 2


def test_a_creators_own_topic_counts():
    rows = [(1, day, 4_000 if day % 2 else 1_000) for day in range(40)]
    past = make_showings(rows, topics=[day % 2 for day in range(40)])

    told = expect(GROUND, past, make_showings([(1, 41, 1), (1, 41, 1)], topics=[0, 1]))

    assert np.exp(told.centers) == pytest.approx([1_000, 4_000], rel=0.25)


def test_the_truth_of_what_is_planned_is_not_looked_at():
    past, planned = CROWD.take(CROWD.days < CROWD.days[0] + 20), CROWD.take(CROWD.days >= CROWD.days[0] + 20)
    blind = Showings(
        creators=planned.creators,
        days=planned.days,
        topics=planned.topics,
        sizes=planned.sizes,
        counts=np.full(len(planned), np.nan),
    )

    assert np.array_equal(forecast_ours(past, planned).centers, forecast_ours(past, blind).centers)


def test_the_order_of_creators_does_not_matter():
    rows = [(1, 1, 100), (2, 2, 5_000), (1, 3, 120), (2, 4, 4_000)]
    planned = make_showings([(1, 9, 1), (2, 9, 1)])

    forth = expect(GROUND, make_showings(rows), planned)
    back = expect(
        GROUND,
        make_showings([(3 - one, day, count) for one, day, count in rows]),
        make_showings([(2, 9, 1), (1, 9, 1)]),
    )

    assert np.allclose(forth.centers, back.centers)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.floats(0, 3_000), st.floats(1, 1e11), st.sampled_from([-1, 0, 1])), max_size=40
    ),
    st.floats(0, 4_000),
)
def test_whatever_happened_the_forecast_is_a_finite_number_near_what_was_seen(rows, day):
    rows = sorted(rows, key=lambda row: row[1])
    past = make_showings([row[:3] for row in rows], topics=[row[3] for row in rows])

    told = forecast_ours(past, make_showings([(0, day, 1), (7, day, 1)]))

    assert np.isfinite(told.centers).all()
    assert (np.exp(told.centers) < 1e14).all()
    assert (told.deviations > 0).all()
