import pytest

from matcher.errors import IndexNotReady

CREATOR = "/api/v1/creators/1"


@pytest.mark.parametrize("path", [CREATOR, "/api/v1/openapi.json"])
def test_whoever_shows_the_tag_is_told_that_nothing_changed(client, path):
    first = client.get(path)

    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", first.headers["ETag"])


@pytest.mark.parametrize("tag", ['"other"', "rubbish", ""])
def test_another_tag_gets_the_whole_answer(client, tag):
    answer = client.get(CREATOR, headers={"If-None-Match": tag})

    assert (answer.status_code, answer.get_json()["id"]) == (200, 1)


def test_answers_that_differ_have_tags_that_differ(client):
    assert client.get(CREATOR).headers["ETag"] != client.get("/api/v1/creators/2").headers["ETag"]


def test_refusals_pages_and_answers_to_briefs_have_no_tag(client, shelves):
    briefs = client.post("/api/v1/matches", json={"text": "a"})
    page = client.get("/")
    shelves.failure = IndexNotReady("Nothing is published.", "Run `enmusubi index`.")
    refused = client.get(CREATOR)

    assert [answer.headers.get("ETag") for answer in (briefs, page, refused)] == [None, None, None]


def test_a_tag_opens_nothing_to_whoever_may_not_read(app, client):
    tag = client.get(CREATOR).headers["ETag"]

    answer = app.test_client().get(CREATOR, headers={"If-None-Match": tag, "X-Forwarded-For": "1.2.3.4"})

    assert answer.status_code == 403
