import pytest

from matcher.errors import IndexNotReady

PARSE = "/api/v1/briefs/parse"


def test_a_text_is_read_without_a_search_and_without_an_index(client, shelves):
    shelves.failure = IndexNotReady("Nothing is published.", "Run `enmusubi index`.")

    answer = client.post(PARSE, json={"text": "日本のリップ、予算30万円以内", "id": 7})

    assert answer.status_code == 200
    assert answer.get_json() == {
        "id": "7",
        "text": "日本のリップ、予算30万円以内",
        "language": "ja",
        "understood": [
            {"field": "regions", "value": ["JP"], "span": "日本", "start": 0},
            {"field": "budget", "value": {"max": 300_000, "currency": "JPY"}, "span": "予算30万円以内", "start": 7},
        ],
    }


def test_a_language_that_is_given_is_kept(client):
    assert client.post(PARSE, json={"text": "lip", "language": "th"}).get_json()["language"] == "th"


@pytest.mark.parametrize("body", [{}, {"text": ""}, {"text": "a", "filter": {}}, {"text": 7}, []])
def test_what_cannot_be_read_is_422(client, body):
    assert client.post(PARSE, json=body).status_code == 422
