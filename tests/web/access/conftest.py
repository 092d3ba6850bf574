from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import Engine

from indexer.catalogue.access.keys import create_key
from indexer.catalogue.access.users import add_user
from web.access.passwords import hash_password
from web.access.visitors import KEY

NOW = datetime(2026, 10, 1, 3, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"  # noqa: S105 (of a test)


@pytest.fixture(scope="session")
def hashed() -> str:
    """The hash of PASSWORD, computed once: it takes its time on purpose."""
    return hash_password(PASSWORD)


@pytest.fixture
def engine(app: Flask) -> Engine:
    """The catalogue that the app asks who may come in."""
    engine = app.extensions[KEY].open()
    yield engine
    engine.dispose()


@pytest.fixture
def users(engine: Engine, hashed: str) -> Engine:
    """One user of each role, called as the role."""
    for role in ("admin", "editor", "viewer"):
        add_user(engine, role, hashed, role, NOW)
    return engine


@pytest.fixture
def key(engine: Engine):
    """Make keys with a scope, and give the headers that show them."""

    def make(*scopes: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {create_key(engine, 'crm', scopes, NOW)[1]}"}

    return make
