"""Floors under what docs/trust.md reports, on open data."""

from pathlib import Path

import pytest

from indexer.authenticity.weights import read_weights
from scripts.trust.accounts import measure_accounts, read_labelled
from scripts.trust.growth import FILE, KINDS, measure_detection, read_channels
from scripts.trust.run import LABELLED

WEIGHTS = read_weights()
AUC = {0.02: 0.96, 0.05: 0.98, 0.1: 0.99}


@pytest.fixture
def labelled(data_folder: Path) -> Path:
    if not (data_folder / LABELLED).is_dir():
        pytest.skip("Open data: there are no labelled accounts.")
    return data_folder / LABELLED


@pytest.fixture
def histories(data_folder: Path) -> Path:
    if not (data_folder / FILE).is_file():
        pytest.skip("Open data: there are no growth histories.")
    return data_folder


def test_follower_accounts_are_told_apart(labelled: Path):
    ours = measure_accounts(read_labelled(labelled), WEIGHTS, seed=7)["ours"]

    assert ours["auc"] >= 0.97
    assert ours["recall"] >= 0.58
    assert ours["false"] <= 0.05
    assert ours["ece"] <= 0.08


def test_purchases_are_found_with_few_alarms(histories: Path):
    found = measure_detection(read_channels(histories), WEIGHTS, seed=7, kinds=KINDS[:1])
    by_share = {one["share"]: one for one in found["kinds"]}

    assert found["alarms_a_month"] <= 0.05
    assert {share: by_share[share]["auc"] for share, floor in AUC.items() if by_share[share]["auc"] < floor} == {}
    assert by_share[0.05]["found"] >= 0.95
