import tomllib
from pathlib import Path

import pytest

from indexer.authenticity.weights import WeightsUnreadable, digest_weights, read_weights

PACKAGED = Path(__file__).parents[3] / "indexer" / "authenticity" / "weights.toml"


def test_the_packaged_weights_are_whole():
    weights = read_weights()

    assert weights.version == "2026.1"
    assert (weights.accounts.prior, weights.creator.prior) == (0.10, 0.15)
    assert set(weights.creator.narrowing) <= set(weights.creator.curves)


def test_every_curve_names_its_source_and_ascends():
    said = tomllib.loads(PACKAGED.read_text("utf-8"))

    for part in ("accounts", "creator"):
        assert set(said[part]["curves"]) == set(said[part]["sources"])
        for curve in said[part]["curves"].values():
            assert [point[0] for point in curve] == sorted({point[0] for point in curve})


def test_any_other_number_is_another_digest(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(PACKAGED.read_text("utf-8").replace("prior = 0.15", "prior = 0.2"), encoding="utf-8")

    assert digest_weights(read_weights(own)) != digest_weights(read_weights())
    assert digest_weights(read_weights()) == digest_weights(read_weights())


@pytest.mark.parametrize(
    "change", [("prior = 0.15", "prior = 1.5"), ("damping", "dumping"), ("version =", "version ="[:-1])]
)
def test_weights_that_cannot_be_used_are_refused(tmp_path, change):
    own = tmp_path / "own.toml"
    own.write_text(PACKAGED.read_text("utf-8").replace(*change), encoding="utf-8")

    with pytest.raises(WeightsUnreadable):
        read_weights(own)
