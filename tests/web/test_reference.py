"""The reference page tells everything that the document tells, without scripts or styles of its own."""

import re

import pytest

from web.reference import list_sections


@pytest.fixture
def document(client):
    return client.get("/api/v1/openapi.json").get_json()


def test_every_operation_is_on_the_page_with_its_fields_and_statuses(client, document):
    page = client.get("/api/").get_data(as_text=True)

    for path, item in document["paths"].items():
        for method, operation in item.items():
            assert f'id="{operation["operationId"]}"' in page
            assert f"{method.upper()} {path}" in page
    for name in ("filter.followers.min", "matches[].reasons[].share", "next_cursor", "429", "cursor_expired"[:6]):
        assert name in page


@pytest.mark.parametrize(("language", "heading"), [("en", "API reference"), ("ja", "API リファレンス")])
def test_the_frame_is_in_the_readers_language(client, language, heading):
    page = client.get("/api/", headers={"Accept-Language": language}).get_data(as_text=True)

    assert f"<h1>{heading}</h1>" in page


def test_nothing_on_it_comes_from_elsewhere_or_runs(client):
    page = client.get("/api/").get_data(as_text=True)

    assert re.findall(r"<style|style=|<script(?! src=\"/)|(?:src|href)=\"(?:https?:)?//", page) == []


def test_fields_are_listed_with_their_paths_kinds_and_bounds(document):
    matches = list_sections(document)[0].operations[0]
    kinds = {field.name: (field.kind, field.is_required) for field in matches.body}

    assert (matches.method, matches.path) == ("POST", "/api/v1/matches")
    assert kinds["text"] == ("string at most 10,000 characters or null", False)
    assert kinds["limit"] == ("integer from 1 to 200 or null", False)
    assert kinds["filter.regions"][0] == "list of string from 1 characters"
    assert kinds["filter.followers.min"][0] == "integer from 0 to 1,000,000,000,000 or null"
    assert ("like", True) in [
        (field.name, field.is_required) for field in list_sections(document)[1].operations[0].body
    ]


def test_examples_are_lines_for_a_shell(document):
    lines = [line for section in list_sections(document) for one in section.operations for line in one.examples]

    assert "curl http://127.0.0.1:8000/api/v1/creators/1" in lines
    assert all(line.startswith("curl ") for line in lines)
    assert any('--json \'{"id": "b1", "text": "日本の' in line for line in lines)


def test_a_browser_that_is_not_signed_in_is_led_to_the_way_in(app):
    answer = app.test_client().get("/api/", headers={"Host": "localhost"}, environ_base={"REMOTE_ADDR": "10.0.0.9"})

    assert answer.status_code in (303, 403)
    assert answer.mimetype == "text/html"
