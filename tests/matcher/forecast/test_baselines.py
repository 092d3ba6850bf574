import numpy as np
import pytest

from matcher.forecast.baselines import METHODS
from tests.matcher.forecast.made import make_showings

PAST = make_showings([(1, 0, 1), (1, 1, 10), (1, 2, 20), (1, 3, 30), (1, 4, 40), (2, 4, 700), (1, 5, 80)], size=100)


@pytest.mark.parametrize(
    ("method", "said"),
    [
        ("last_value", [80, 700, 30]),
        ("last_5_median", [30, 700, 30]),
        ("channel_median", [np.sqrt(20 * 30), 700, 30]),
        ("followers_times_constant", [30, 30, 30]),
    ],
)
def test_rules_of_thumb_say_what_their_names_say_and_the_usual_of_a_stranger(method, said):
    told = METHODS[method](PAST, make_showings([(1, 9, 1), (2, 9, 1), (3, 9, 1)]))

    assert np.exp(told.centers) == pytest.approx(said)


def test_ours_is_reported_first():
    assert next(iter(METHODS)) == "ours"
