from dataclasses import replace

import numpy as np
import pytest

from matcher.authenticity.share import estimate_share

SPREAD = 2.5  # of the log-odds: fakes and people are told apart as well as on open sets


def sample(fakes: int, reals: int) -> list[float]:
    """Draw accounts whose probabilities, at a prior of 0.10, mean what they say."""
    random = np.random.default_rng(7)
    middle = np.repeat([SPREAD**2 / 2, -(SPREAD**2) / 2], [fakes, reals])
    log_odds = random.normal(middle, SPREAD) + np.log(0.1 / 0.9)
    return (1 / (1 + np.exp(-log_odds))).tolist()


def test_without_a_sample_the_share_is_the_prior_and_wide(weights):
    found = estimate_share([], weights.accounts)

    assert (found.sample, found.prior) == (0, 0.10)
    assert found.low < 0.03
    assert 0.2 < found.high < 0.3


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6])
def test_the_interval_holds_the_share_and_narrows_with_the_sample(weights, share):
    few, many = (
        estimate_share(sample(round(share * size), round((1 - share) * size)), weights.accounts) for size in (20, 1_000)
    )

    assert many.low <= share <= many.high
    assert many.high - many.low < few.high - few.low


def test_the_recipe_s_own_doubt_keeps_the_interval_of_a_large_sample_open(weights):
    doubting = estimate_share(sample(1_500, 3_500), weights.accounts)
    sure = estimate_share(sample(1_500, 3_500), replace(weights.accounts, doubt=0.0))

    assert doubting.high - doubting.low > 1.5 * (sure.high - sure.low)


def test_certain_accounts_are_taken_as_such(weights):
    found = estimate_share([0.0, 1.0] * 100, weights.accounts)

    assert 0.4 < found.share < 0.55
