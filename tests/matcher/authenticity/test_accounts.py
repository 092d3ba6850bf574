from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.authenticity.weights import read_weights
from matcher.authenticity.accounts import Account, judge_account

MASS_FOLLOWER = Account(
    posts=0,
    following=4_000,
    followers=12,
    has_picture=False,
    is_private=False,
    username_length=12,
    username_digits=6,
    bio_length=0,
)
PERSON = Account(
    posts=120,
    following=300,
    followers=400,
    has_picture=True,
    is_private=True,
    username_length=8,
    username_digits=0,
    bio_length=60,
)
READER = Account(posts=0, following=5, followers=2, has_picture=True, is_private=True)
counts = st.none() | st.integers(0, 10**9)
accounts = st.builds(
    Account,
    posts=counts,
    following=counts,
    followers=counts,
    has_picture=st.none() | st.booleans(),
    is_private=st.none() | st.booleans(),
    username_length=counts,
    username_digits=counts,
    bio_length=counts,
)


@pytest.mark.parametrize(
    ("account", "low", "high"),
    [(MASS_FOLLOWER, 0.98, 1.0), (PERSON, 0.0, 0.02), (READER, 0.0, 0.3), (Account(), 0.1, 0.1)],
)
def test_an_account_is_judged_by_what_is_known(weights, account, low, high):
    assert low - 1e-9 <= judge_account(account, weights.accounts) <= high + 1e-9


def test_the_prior_is_what_is_said_where_nothing_is_known(weights):
    assert judge_account(Account(), replace(weights.accounts, prior=0.3)) == pytest.approx(0.3)


@pytest.mark.parametrize("field", ["has_picture", "bio_length", "posts"])
def test_an_unknown_signal_raises_nothing(weights, field):
    hidden = judge_account(replace(MASS_FOLLOWER, **{field: None}), weights.accounts)

    assert hidden < judge_account(MASS_FOLLOWER, weights.accounts)


@given(account=accounts)
def test_every_account_has_a_probability(account):
    assert 0 < judge_account(account, read_weights().accounts) < 1


@given(account=accounts)
def test_knowing_nothing_of_an_account_is_the_prior_whatever_else_is(account):
    unknown = replace(account, **{field.name: None for field in fields(Account)})

    assert judge_account(unknown, read_weights().accounts) == pytest.approx(0.10)
