import numpy as np
import pytest

from matcher.forecast.accuracy import find_interval, measure
from matcher.forecast.expecting import forecast_ours
from matcher.forecast.habit import Told
from matcher.forecast.spread import ELSEWHERE, Spread, measure_spread
from tests.matcher.forecast.made import make_crowd, make_showings


def test_the_interval_holds_four_of_five_of_what_comes():
    crowd = make_crowd(seed=3, days=18, creators=400)
    past, planned = crowd.take(crowd.days < crowd.days[0] + 15), crowd.take(crowd.days >= crowd.days[0] + 15)

    spread = measure_spread(forecast_ours, past, fewest=5)
    found = measure(forecast_ours(past, planned), spread, planned.counts)

    assert spread.measured > 2_000
    assert found.coverage_80 == pytest.approx(0.81, abs=0.02)
    assert found.width == pytest.approx(np.exp(2 * 1.28 * 0.4), rel=0.15)


def test_too_little_to_measure_takes_what_was_measured_elsewhere():
    spread = measure_spread(forecast_ours, make_showings([(1, day, 100) for day in range(9)]), fewest=5)

    assert (spread.measured, spread.errors is ELSEWHERE) == (0, True)


def test_the_interval_is_cut_from_the_errors():
    spread = Spread(errors=np.linspace(-1, 1, 101), measured=101)
    told = Told(centers=np.array([5.0]), deviations=np.array([0.5]))

    low, high = find_interval(told, spread, 0.8)

    assert (low[0], high[0]) == (pytest.approx(4.6), pytest.approx(5.4))


def test_the_chance_of_three_times_the_median_counts_the_errors_above():
    spread = Spread(errors=np.append(np.zeros(98), [2.0, 2.0]), measured=100)
    told = Told(centers=np.array([5.0, 5.0]), deviations=np.array([1.0, 0.1]))

    assert spread.chance_above(told) == pytest.approx([2.5 / 101, 0.5 / 101])


def test_measures_are_those_of_the_textbook():
    told = Told(centers=np.log([100.0, 100.0, 100.0, 100.0]), deviations=np.ones(4))
    truths = np.log([100.0, 150.0, 400.0, 90.0])

    found = measure(told, Spread(errors=np.linspace(-1, 1, 21), measured=21), truths)

    assert found.n == 4
    assert found.mae_ln == pytest.approx((0 + 0.405465 + 1.386294 + 0.105361) / 4, abs=1e-6)
    assert found.median_ape == pytest.approx((1 / 9 + 1 / 3) / 2)
    assert (found.within_2x, found.coverage_80, found.viral_seen) == (0.75, 0.75, 0.25)
    assert found.width == pytest.approx(np.exp(1.6))
