"""A write that is sent twice is done once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import count
from threading import Barrier

import pytest
from flask import jsonify, request
from sqlalchemy import select, text

from indexer.catalogue.access.keys import create_key
from indexer.catalogue.kept_answers import KeptAnswer, KeptAnswerRow, StillWriting, Write, begin, finish
from matcher.errors import InvalidBrief
from web.access.scopes import needs
from web.access.visitors import KEY
from web.api.once import once, once_in_secret

NOW = datetime(2026, 10, 1, 3, 0, tzinfo=UTC)
NOTE = "/api/v1/notes"


@pytest.fixture
def engine(app):
    engine = app.extensions[KEY].open()
    yield engine
    engine.dispose()


@pytest.fixture
def done(app, engine):
    """Give the app a write, and what was done by it."""
    done, numbers = [], count(1)

    @needs("write")
    @once
    def add_note():
        said = request.get_json(silent=True) or {**request.form, "file": request.files["file"].read().decode()}
        if said == {"fault": True}:
            raise InvalidBrief("It is wrong.", "Mend it.")
        done.append(said)
        return jsonify(number=next(numbers)), 201, {"Location": "/notes/1", "X-Other": "1"}

    @needs("write")
    @once_in_secret
    def add_secret():
        done.append("secret")
        return jsonify(token="open sesame"), 201

    app.add_url_rule(NOTE, view_func=add_note, methods=["POST"])
    app.add_url_rule("/api/v1/secrets", view_func=add_secret, methods=["POST"])
    return done


@pytest.fixture
def send(app, engine, done):
    shown = {"Authorization": f"Bearer {create_key(engine, 'crm', ['write'], NOW)[1]}"}

    def send(key, path=NOTE, headers=shown, **body):
        named = {} if key is None else {"Idempotency-Key": key}
        return app.test_client().post(path, headers={**headers, **named}, **(body or {"json": {"a": 1}}))

    return send


def test_the_same_write_is_done_once_and_answered_the_same(send, done):
    first, second = send("k1"), send("k1")

    assert (first.status_code, second.status_code, done) == (201, 201, [{"a": 1}])
    assert first.data == second.data == b'{"number":1}\n'
    assert [second.headers.get(name) for name in ("Location", "X-Other", "Idempotent-Replayed")] == [
        "/notes/1",
        None,
        "true",
    ]
    assert "Idempotent-Replayed" not in first.headers


def test_without_a_key_each_write_is_done(send, done):
    assert [send(None).get_json() for _ in range(2)] == [{"number": 1}, {"number": 2}]


def test_another_write_under_the_same_key_is_refused(send, done):
    send("k1")

    answer = send("k1", json={"a": 2})

    assert (answer.status_code, answer.get_json()["error"]["code"]) == (409, "idempotency_key_reused")
    assert done == [{"a": 1}]


def test_what_is_refused_is_not_kept_and_may_be_mended(send, done):
    refused = send("k1", json={"fault": True})

    assert (refused.status_code, send("k1").status_code, done) == (422, 201, [{"a": 1}])


def test_keys_of_others_are_not_ours(app, engine, send, done):
    other = {"Authorization": f"Bearer {create_key(engine, 'other', ['write'], NOW)[1]}"}

    assert [send("k1").get_json(), send("k1", headers=other).get_json()] == [{"number": 1}, {"number": 2}]


def test_without_a_scope_nobody_learns_of_a_kept_answer(engine, send, done):
    send("k1")
    reader = {"Authorization": f"Bearer {create_key(engine, 'reader', ['read'], NOW)[1]}"}

    assert send("k1", headers=reader).status_code == 403


@pytest.mark.parametrize("key", ["", "a b", "é", "x" * 201])
def test_a_key_that_is_none_is_refused(send, done, key):
    answer = send(key.encode("utf-8").decode("latin-1"))

    assert (answer.status_code, answer.get_json()["error"]["details"][0]["field"]) == (422, "Idempotency-Key")
    assert done == []


def test_files_count_by_their_content_however_they_are_packed(send, done):
    def upload(content):
        return {"data": {"file": (BytesIO(content), "a.csv"), "shape": "csv"}}

    answers = [send("k1", **upload(b"same")), send("k1", **upload(b"same")), send("k1", **upload(b"more"))]

    assert [answer.status_code for answer in answers] == [201, 201, 409]
    assert done == [{"shape": "csv", "file": "same"}]


def test_an_answer_that_holds_a_secret_is_told_once_and_stored_nowhere(engine, send, done):
    first, second = (send("k1", path="/api/v1/secrets") for _ in range(2))

    assert (first.get_json(), done) == ({"token": "open sesame"}, ["secret"])
    assert (second.status_code, second.get_json()["error"]["code"]) == (409, "answer_not_kept")
    with engine.connect() as connection:
        assert "sesame" not in repr(connection.execute(select(KeptAnswerRow.__table__)).all())


def test_neither_the_key_nor_what_was_sent_is_stored(engine, send, done):
    send("order-4711", json={"name": "Hanako"})

    with engine.connect() as connection:
        stored = repr(connection.execute(text("SELECT * FROM kept_answers")).all())
    assert "order-4711" not in stored
    assert "Hanako" not in stored


def test_writes_that_are_sent_at_the_same_time_are_done_once(send, done):
    barrier = Barrier(4)

    def at_once(_):
        barrier.wait()
        return send("k1").status_code

    with ThreadPoolExecutor(4) as threads:
        statuses = list(threads.map(at_once, range(4)))

    assert done == [{"a": 1}]
    assert set(statuses) <= {201, 409}
    assert 201 in statuses


WRITE = Write("key:1", "k" * 64, "r" * 64)


def test_a_write_under_way_is_waited_for_until_it_must_be_dead(engine):
    assert begin(engine, WRITE, NOW) is None

    with pytest.raises(StillWriting, match="Send it again in a second"):
        begin(engine, WRITE, NOW + timedelta(minutes=4))
    assert begin(engine, WRITE, NOW + timedelta(minutes=5)) is None


def test_answers_are_kept_for_a_day(engine):
    begin(engine, WRITE, NOW)
    finish(engine, WRITE, KeptAnswer(201, {}, "{}"))

    assert begin(engine, WRITE, NOW + timedelta(hours=23)) == KeptAnswer(201, {}, "{}")
    assert begin(engine, WRITE, NOW + timedelta(hours=24)) is None
