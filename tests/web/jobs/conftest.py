"""A browser that uploads files, and the desk behind the page; no worker takes the jobs."""

import re
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient

from indexer.jobs.nouns import Job
from indexer.jobs.rows import find_job
from tests.web.tokens import read_word
from web.access.visitors import find_register
from web.jobs.desk import KEY, Desk

LANGUAGE = {"Accept-Language": "en"}


class Uploader:
    """Sends files and forms as the pages do."""

    def __init__(self, app: Flask, client: FlaskClient) -> None:
        self.app, self.client, self.word = app, client, read_word(client)
        self.desk: Desk = app.extensions[KEY]
        with app.app_context():
            self.engine = find_register().open()

    def upload(self, name: str, content: str | bytes, **headers: str):
        data = content.encode() if isinstance(content, str) else content
        fields = {"file": (BytesIO(data), name), "csrf_token": self.word}
        return self.client.post("/imports", data=fields, headers={**LANGUAGE, **headers})

    def upload_draft(self, name: str, content: str | bytes) -> int:
        answer = self.upload(name, content)
        assert answer.status_code == 303, re.sub("<[^>]+>", "", answer.get_data(as_text=True))
        return int(answer.headers["Location"].rsplit("/", 1)[1])

    def get(self, address: str, language: str = "en") -> str:
        answer = self.client.get(address, headers={"Accept-Language": language})
        assert answer.status_code == 200, answer.status_code
        return answer.get_data(as_text=True)

    def send(self, address: str, **fields: object):
        return self.client.post(address, data={**fields, "csrf_token": self.word}, headers=LANGUAGE)

    def find(self, id: int) -> Job:
        return find_job(self.engine, id)


@pytest.fixture
def uploader(app: Flask, client: FlaskClient) -> Uploader:
    return Uploader(app, client)


def chosen(page: str) -> dict[str, str]:
    """Return what the form of the columns has chosen, by the column's name."""
    names = re.findall(r'<th scope="row" id="name-(\d+)">(.*?)</th>', page)
    return {
        name: (
            re.search(r'value="([^"]*)" selected', re.search(rf'name="column-{place}".*?</select>', page, re.S)[0])
            or [0, ""]
        )[1]
        for place, name in names
    }
