from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from indexer.settings import read_settings
from tests.web.standin import StandIn
from web import create_app


@pytest.fixture
def shelves() -> StandIn:
    """Four creators: two with everything, a hostile one, and one of the demonstration."""
    return StandIn()


@pytest.fixture
def app(shelves: StandIn, tmp_path: Path) -> Flask:
    return create_app(read_settings({}, tmp_path), shelves)


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    with app.test_client() as client:
        yield client
