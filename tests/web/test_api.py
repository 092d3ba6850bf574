import pytest

from matcher.errors import EncoderMismatch, IndexNotReady, SnapshotDamaged

MATCHES = "/api/v1/matches"


def error_of(answer, status):
    """Return code and message of an error after checking the one shape that all of them have."""
    assert answer.status_code == status
    error = answer.get_json()["error"]
    assert list(error) == ["code", "message", "details", "request_id"]
    assert all(list(detail) == ["field", "message"] for detail in error["details"])
    assert error["request_id"] == answer.headers["X-Request-ID"]
    return error["code"], error["message"]


def test_a_brief_is_answered_with_ranked_creators(client):
    answer = client.post(MATCHES, json={"text": "新作リップ", "id": "b1", "filter": {"regions": ["JP"]}})

    body = answer.get_json()
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert body["brief"] == {"id": "b1", "text": "新作リップ", "language": "ja", "understood": []}
    assert (body["generation"], body["total"]) == ("g000012", 2)
    assert [(match["rank"], match["creator"]["id"]) for match in body["matches"]] == [(1, 1), (2, 4)]


def test_characters_are_sent_as_themselves_and_fields_in_their_order(client):
    text = client.post(MATCHES, json={"text": "新作リップ", "limit": 1}).get_data(as_text=True)

    assert text.startswith('{"brief":{"id":null,"text":"新作リップ","language":"ja","understood":[]},"generation"')


def test_what_the_text_asks_for_is_told_with_its_words_and_not_applied(client):
    body = client.post(MATCHES, json={"text": "日本のリップ、予算30万円以内、フォロワー9000万人以上"}).get_json()

    assert body["total"] == 4
    assert body["brief"]["understood"] == [
        {"field": "regions", "value": ["JP"], "span": "日本", "start": 0},
        {"field": "budget", "value": {"max": 300_000, "currency": "JPY"}, "span": "予算30万円以内", "start": 7},
        {"field": "followers", "value": {"min": 90_000_000}, "span": "フォロワー9000万人以上", "start": 16},
    ]


def test_nobody_is_an_answer_too(client):
    answer = client.post(MATCHES, json={"text": "a", "filter": {"followers": {"min": 9_000_000}}})

    assert (answer.status_code, answer.get_json()["total"], answer.get_json()["matches"]) == (200, 0, [])


def test_a_language_that_is_given_is_not_guessed(client):
    assert client.post(MATCHES, json={"text": "a", "language": "th"}).get_json()["brief"]["language"] == "th"


@pytest.mark.parametrize("body", ["", "{", "[1,", '{"text": "\\', b"\xff\xfe{", "[" * 200_000])
def test_json_that_cannot_be_read_is_400(client, body):
    answer = client.post(MATCHES, data=body, content_type="application/json")

    assert error_of(answer, 400)[0] == "bad_request"


def test_malformed_json_is_answered_with_the_place_of_the_fault(client):
    answer = client.post(MATCHES, data='{"text": }', content_type="application/json")

    message = 'The body is not valid JSON: Expecting value: line 1 column 10 (char 9). Send {"text": "..."}.'
    assert error_of(answer, 400) == ("bad_request", message)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", None])
def test_what_is_not_json_is_415(client, kind):
    answer = client.post(MATCHES, data='{"text": "a"}', content_type=kind)

    assert error_of(answer, 415)[0] == "unsupported_media_type"


def test_too_much_is_413(client):
    answer = client.post(MATCHES, json={"text": "a" * 1_000_000})

    assert error_of(answer, 413)[0] == "request_entity_too_large"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"text": ""}, "invalid_brief"),
        ({"text": "💄"}, "invalid_brief"),
        ({"text": "a", "limit": 201}, "invalid_brief"),
        ({"text": "a", "filter": {"languages": ["xx"]}}, "invalid_filter"),
        ({"text": "a", "filter": {"colour": "red"}}, "invalid_filter"),
        (["a"], "invalid_brief"),
        ("a", "invalid_brief"),
        (7, "invalid_brief"),
    ],
)
def test_what_cannot_be_answered_is_422(client, body, code):
    assert error_of(client.post(MATCHES, json=body), 422)[0] == code


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({}, "text", "The brief has no text."),
        ({"text": "a", "limit": 0}, "limit", "limit: 0 does not lie between 1 and 200."),
        ({"text": "a", "language": "xx"}, "language", 'language is "xx", which is no language.'),
        ({"text": "a", "like": ["7"]}, "like", 'like holds "7", which is no creator id.'),
        ({"text": "a", "colour": 1}, "colour", 'There is no field "colour".'),
        ({"text": "a", "filter": []}, "filter", "The filter is not an object."),
        ({"text": "a", "filter": {"colour": 1}}, "filter.colour", 'There is no field "colour".'),
        ({"text": "a", "filter": {"regions": ["JP", "ZZ"]}}, "filter.regions.1", '"ZZ" is no region.'),
        ({"text": "a", "filter": {"regions": "JP"}}, "filter.regions", "regions is not a list of strings."),
        (
            {"text": "a", "filter": {"followers": {"min": -1}}},
            "filter.followers.min",
            "followers.min: -1 is no whole number from 0.",
        ),
        (
            {"text": "a", "filter": {"followers": {"min": 5, "max": 2}}},
            "filter.followers",
            "The range of followers starts at 5, above its end 2.",
        ),
        ({"text": "a", "cursor": 7}, "cursor", "cursor is 7, not a string."),
    ],
)
def test_a_refusal_names_the_field_by_its_path(client, body, field, message):
    answer = client.post(MATCHES, json=body)

    assert (answer.status_code, answer.get_json()["error"]["details"]) == (422, [{"field": field, "message": message}])


def test_an_error_says_what_is_wrong_and_what_to_do(client):
    answer = client.post(MATCHES, json={"text": "a", "filter": {"followers": {"min": 5, "max": 2}}})

    assert error_of(answer, 422) == (
        "invalid_filter",
        "The range of followers starts at 5, above its end 2. Exchange the two.",
    )


@pytest.mark.parametrize(
    "failure",
    [
        IndexNotReady("Nothing is published.", "Run `enmusubi index`."),
        EncoderMismatch("The index was built with A.", "Run `enmusubi index`."),
    ],
)
def test_an_index_that_cannot_be_used_is_503(client, shelves, failure):
    shelves.failure = failure

    assert error_of(client.post(MATCHES, json={"text": "a"}), 503) == (failure.code, str(failure))
    assert error_of(client.get("/api/v1/creators/1"), 503) == (failure.code, str(failure))


def test_a_bad_brief_is_said_before_the_index_is_asked(client, shelves):
    shelves.failure = IndexNotReady("Nothing is published.", "Run `enmusubi index`.")

    assert error_of(client.post(MATCHES, json={"text": "a", "limit": 0}), 422)[0] == "invalid_brief"


def test_an_index_that_is_published_later_is_picked_up(client, shelves):
    shelves.failure = IndexNotReady("Nothing is published.", "Run `enmusubi index`.")
    before = client.post(MATCHES, json={"text": "a"}).status_code
    shelves.failure = None

    after = client.post(MATCHES, json={"text": "a"}).status_code

    assert (before, after) == (503, 200)


def test_a_creator_is_shown_whole(client):
    answer = client.get("/api/v1/creators/1")

    assert answer.status_code == 200
    assert answer.get_json()["bio"].startswith("新作リップを毎週5本")
    assert len(answer.get_json()["posts"]) == 2


@pytest.mark.parametrize("id", ["9", str(2**70)])
def test_a_creator_that_is_not_there_is_404(client, id):
    assert error_of(client.get(f"/api/v1/creators/{id}"), 404) == (
        "creator_not_found",
        f"There is no creator {id}. Take an id from an answer.",
    )


@pytest.mark.parametrize("path", ["/api/v1/creators/abc", "/api/v1/creators/-1", "/api/v2/matches", "/api/v1/"])
def test_an_address_that_leads_nowhere_is_404_in_json(client, path):
    assert error_of(client.get(path), 404)[0] == "not_found"


def test_a_wrong_method_is_405_and_says_which_are_right(client):
    answer = client.get(MATCHES)

    assert error_of(answer, 405)[0] == "method_not_allowed"
    assert set(answer.headers["Allow"].split(", ")) == {"POST", "OPTIONS"}


def test_what_nobody_expected_is_500_without_its_traceback(client, shelves, caplog):
    shelves.failure = ZeroDivisionError("secret")

    answer = client.post(MATCHES, json={"text": "a"})

    assert error_of(answer, 500)[0] == "internal_server_error"
    assert "secret" not in answer.get_data(as_text=True)
    assert "secret" in caplog.text


def test_a_request_id_is_kept_where_it_is_a_plain_word(client):
    kept = client.get("/healthz", headers={"X-Request-ID": "run-7.a_B"}).headers["X-Request-ID"]
    made = client.get("/healthz", headers={"X-Request-ID": "<script>"}).headers["X-Request-ID"]

    assert kept == "run-7.a_B"
    assert len(made) == 32


def test_the_process_says_that_it_lives_without_an_index(client, shelves):
    shelves.failure = IndexNotReady("Nothing is published.", "Run `enmusubi index`.")

    answer = client.get("/healthz")

    assert (answer.status_code, answer.get_json()) == (200, {"status": "ok"})


def test_the_process_is_ready_where_an_index_can_be_searched(client):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.get_json()) == (200, {"status": "ok", "generation": "g000012"})


@pytest.mark.parametrize(
    "failure",
    [
        SnapshotDamaged("views.npy is not what was written.", "Run `enmusubi index`."),
        IndexNotReady("Nothing is published.", "Run `enmusubi index`."),
    ],
)
def test_the_process_is_not_ready_without_a_sound_index_yet_it_lives(client, shelves, failure):
    shelves.failure = failure

    ready, alive = client.get("/readyz"), client.get("/healthz")

    assert (ready.status_code, ready.get_json()["error"]["code"]) == (503, failure.code)
    assert alive.status_code == 200
