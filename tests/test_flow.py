"""From a file to the page: everything real but the encoder."""

import re

import pytest
from flask.testing import FlaskClient

from tests.home import Home
from web import create_app

BRIEF = "新作リップを紹介してくれる人"


@pytest.fixture
def client(home: Home) -> FlaskClient:
    return create_app(home.settings, home.shelves()).test_client()


def test_an_imported_creator_is_found_on_the_page_with_its_post(client: FlaskClient):
    page = client.get("/", query_string={"q": BRIEF, "language": "ja", "region": "JP"}).get_data(as_text=True)

    assert "リップ日和" in page
    assert "新作リップを紹介します" in re.sub("</?mark>", "", page)
    assert "Corner cafe notes" not in page


def test_the_api_gives_the_same_creators_as_the_page(client: FlaskClient):
    answer = client.post("/api/v1/matches", json={"text": BRIEF, "filter": {"languages": ["ja"], "regions": ["JP"]}})

    assert answer.status_code == 200
    assert [match["creator"]["external_id"] for match in answer.get_json()["matches"]] == ["lip"]


def test_a_found_creator_has_a_page_and_an_entry_in_the_api(client: FlaskClient):
    page, entry = client.get("/creators/1"), client.get("/api/v1/creators/1")

    assert "今日は公園を散歩しました" in page.get_data(as_text=True)
    assert [post["external_id"] for post in entry.get_json()["posts"]] == ["p1", "p2", "p3"]


def test_a_new_index_is_served_without_a_restart(home: Home, client: FlaskClient):
    home.import_rows([{"platform": "x", "external_id": "new", "name": "Lipstick of the day", "region": "FR"}])
    home.index()

    answer = client.post("/api/v1/matches", json={"text": BRIEF, "filter": {"regions": ["FR"]}}).get_json()

    assert (answer["generation"], answer["total"]) == ("g000002", 1)


def test_without_an_index_the_page_names_the_commands_to_run(empty_home: Home):
    client = create_app(empty_home.settings, empty_home.shelves()).test_client()

    page, answer = client.get("/"), client.post("/api/v1/matches", json={"text": BRIEF})

    assert "enmusubi index" in page.get_data(as_text=True)
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (503, "index_not_ready")
