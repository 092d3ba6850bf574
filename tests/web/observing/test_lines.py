import io
import json
import logging

import pytest
from gunicorn.config import Config

from indexer.catalogue.access.keys import create_key
from tests.home import NOW
from web.access.visitors import KEY
from web.observing import lines
from web.observing.lines import start_log
from web.server import ServerLog

SECRETS = ["geheimnis", "enm_", "203.0.113.7", "hunter2hunter2", "mio@example.com"]


@pytest.fixture
def log(monkeypatch):
    """What is logged, as it would stand on standard error."""
    root, written = logging.getLogger(), io.StringIO()
    before = root.handlers, root.level, lines.logger.level
    monkeypatch.setattr("sys.stderr", written)
    start_log("json")
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.handlers = before[0]
    root.setLevel(before[1])
    lines.logger.setLevel(before[2])


def test_a_request_is_one_line_with_what_machines_need(app, client, log):
    engine = app.extensions[KEY].open()
    key, text = create_key(engine, "crm", ["read"], NOW)
    headers = {"Authorization": f"Bearer {text}", "X-Request-ID": "run-7"}

    client.get("/api/v1/creators/1", headers=headers)

    engine.dispose()
    (line,) = log()
    assert 0 <= line.pop("milliseconds") < 60_000
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "request",
        "level": "info",
        "request": "run-7",
        "method": "GET",
        "route": "/api/v1/creators/<int:id>",
        "status": 200,
        "key": key.id,
    }


def test_no_line_holds_what_was_asked_by_whom_or_from_where(app, client, log):
    @app.get("/broken/<word>")
    def broken(word):
        raise RuntimeError(f"cannot read {word} of mio@example.com")

    elsewhere = {"environ_overrides": {"REMOTE_ADDR": "203.0.113.7"}}
    client.get("/?q=geheimnis&token=geheimnis", headers={"Referer": "http://localhost/?q=geheimnis"})
    client.get("/geheimnis", headers={"Via": "geheimnis"})
    client.post("/api/v1/matches", json={"text": "geheimnis", "geheimnis": 1})
    client.post("/api/v1/matches", data=b'{"geheimnis"', content_type="application/json")
    client.get("/api/v1/creators/1", headers={"Authorization": f"Bearer enm_00000000_{'x' * 43}"})
    client.post("/sign-in", data={"name": "mio@example.com", "password": "hunter2hunter2"})
    client.get("/", **elsewhere)
    failed = client.get("/broken/geheimnis")

    written = json.dumps(log())
    assert [secret for secret in SECRETS if secret in written] == []
    assert (failed.status_code, len(log())) == (500, 9)


def test_a_failure_is_told_by_its_kind_and_places_under_the_id_that_its_reader_sees(app, client, log):
    @app.get("/broken")
    def broken():
        raise RuntimeError("geheimnis")

    answer = client.get("/broken")

    failure, request = log()
    assert (failure["event"], failure["level"], failure["error"]) == ("failure", "error", "RuntimeError")
    assert failure["places"][-1].endswith(" broken")
    assert failure["request"] == request["request"] == answer.headers["X-Request-ID"]
    assert (request["status"], request["level"], request["route"]) == (500, "error", "/broken")


def test_a_refusal_is_told_by_its_code(client, log):
    client.post("/api/v1/unknown")
    client.get("/api/v1/creators/404")

    assert [(line["route"], line.get("refusal")) for line in log()] == [
        ("none", "key_needed"),
        ("/api/v1/creators/<int:id>", "creator_not_found"),
    ]


def test_what_is_asked_all_the_time_is_not_written(client, log):
    for path in ("/healthz", "/readyz", "/metrics", "/static/mark.svg"):
        client.get(path, buffered=True)

    assert log() == []


def test_the_servers_own_words_about_a_request_are_left_out(log):
    server = ServerLog(Config())

    server.warning("Invalid request from ip=203.0.113.7: Invalid header geheimnis")

    (line,) = log()
    assert [secret for secret in SECRETS if secret in json.dumps(line)] == []
    assert line["event"] == "test_lines.test_the_servers_own_words_about_a_request_are_left_out" or "." in line["event"]


def test_people_get_columns(client, monkeypatch, log):
    written = io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    start_log("console")

    client.get("/")

    assert "route" in written.getvalue()
    assert not written.getvalue().startswith("{")
