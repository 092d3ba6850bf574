import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from indexer.catalogue.opening import open_catalogue
from indexer.catalogue.shortlists.entries import EntryKey, add_entry
from indexer.catalogue.shortlists.lists import create_shortlist
from indexer.catalogue.shortlists.nouns import Shortlist
from indexer.catalogue.shortlists.reading import read_shortlist
from indexer.catalogue.transactions import reading, writing
from tests.web.stored import store_creators
from tests.web.tokens import read_word
from web.access.visitors import find_register
from web.shortlists.store import tell_moment

ENGLISH = {"Accept-Language": "en"}


@pytest.fixture(scope="session")
def stored_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue with the creators of the stand-in, to be copied, which is quicker than to make one."""
    path = tmp_path_factory.mktemp("stored") / "catalogue.db"
    engine = open_catalogue(f"sqlite:///{path}")
    store_creators(engine)
    engine.dispose()
    return path


@pytest.fixture
def engine(app: Flask, stored_file: Path) -> Iterator[Engine]:
    """The catalogue of the app, with the creators of the stand-in."""
    with app.app_context():
        register = find_register()
        shutil.copyfile(stored_file, register.settings.home / "catalogue.db")
        engine = register.open()
    yield engine
    engine.dispose()


@pytest.fixture
def spring(engine: Engine) -> int:
    """A list with the creators 2, 1 and 4."""
    with writing(engine) as connection:
        id = create_shortlist(connection, "春の新作", tell_moment())
        for creator in (2, 1, 4):
            add_entry(connection, EntryKey(shortlist=id, creator=creator), tell_moment())
    return id


class Planner:
    """A browser that sends forms as the pages write them."""

    def __init__(self, client: FlaskClient, engine: Engine) -> None:
        self.client, self.engine = client, engine
        self.word = read_word(client)

    def get(self, address: str, **more):
        return self.client.get(address, headers=ENGLISH, **more)

    def send(self, address: str, **fields):
        return self.client.post(address, data={**fields, "csrf_token": self.word}, headers=ENGLISH)

    def read(self, id: int) -> Shortlist:
        with reading(self.engine) as connection:
            return read_shortlist(connection, id)

    def share(self, id: int, **fields) -> str:
        """Make a link and return its path."""
        page = self.send(f"/shortlists/{id}/shares", **fields).get_data(as_text=True)
        return re.search(r'value="http://localhost(/shared/[\w-]+)"', page).group(1)


@pytest.fixture
def planner(app: Flask, engine: Engine) -> Planner:
    return Planner(app.test_client(), engine)
