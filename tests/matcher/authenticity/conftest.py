import pytest

from indexer.authenticity.weights import read_weights
from matcher.authenticity.weights import Weights


@pytest.fixture(scope="session")
def weights() -> Weights:
    return read_weights()
