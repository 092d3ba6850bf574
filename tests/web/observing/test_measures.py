import re

import pytest

from indexer.catalogue.access.users import add_user
from indexer.settings import read_settings
from matcher.errors import IndexNotReady
from tests.home import NOW
from tests.web.standin import StandIn
from web import create_app
from web.access.visitors import KEY


def read_measures(client, **more):
    lines = client.get("/metrics", **more).text.splitlines()
    return dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))


def test_requests_are_counted_by_route_method_and_status(client):
    client.get("/creators/1")
    client.get("/creators/2")
    client.get("/creators/404")
    client.get("/nowhere/at/all")
    client.open("/", method="FROBNICATE")

    found = read_measures(client)

    assert found['enmusubi_requests_total{method="GET",route="/creators/<int:id>",status="200"}'] == "2.0"
    assert found['enmusubi_requests_total{method="GET",route="/creators/<int:id>",status="404"}'] == "1.0"
    assert found['enmusubi_requests_total{method="GET",route="none",status="404"}'] == "1.0"
    assert found['enmusubi_request_seconds_count{method="GET",route="/creators/<int:id>"}'] == "3.0"
    assert any('method="other"' in name for name in found)
    assert not any("FROBNICATE" in name or "nowhere" in name for name in found)


def test_searches_are_counted_where_they_were_asked_for(client):
    client.get("/")
    client.get("/?q=lip")
    client.get("/?q=")
    client.post("/api/v1/matches", json={"text": "lip"})
    client.post("/api/v1/matches", json={"text": ""})

    found = read_measures(client)

    assert found['enmusubi_searches_total{where="page"}'] == "1.0"
    assert found['enmusubi_searches_total{where="api"}'] == "1.0"


def test_the_live_generation_is_told(client, shelves):
    found = read_measures(client)

    assert (found["enmusubi_ready"], found["enmusubi_generation"], found["enmusubi_creators"]) == (
        "1.0",
        "12.0",
        f"{len(shelves.creators)}.0",
    )


def test_without_an_index_that_is_told(client, shelves):
    shelves.failure = IndexNotReady("Nothing is published.", "Run `enmusubi index`.")

    found = read_measures(client)

    assert (found["enmusubi_ready"], "enmusubi_generation" in found) == ("0.0", False)


@pytest.mark.parametrize(
    ("environment", "sent", "status"),
    [
        ({}, {}, 200),
        ({}, {"environ_overrides": {"REMOTE_ADDR": "192.168.1.5"}}, 401),
        ({}, {"headers": {"Via": "1.1 proxy"}}, 403),
        ({"ENMUSUBI_PROXIES": "1"}, {}, 401),
        ({"ENMUSUBI_PROXIES": "1"}, {"headers": {"X-Forwarded-For": "127.0.0.1"}}, 401),
        ({"ENMUSUBI_HOSTS": "search.example.com"}, {"headers": {"Host": "search.example.com"}}, 401),
    ],
)
def test_counts_are_for_this_machine(tmp_path, environment, sent, status):
    app = create_app(read_settings(environment, tmp_path), StandIn())
    engine = app.extensions[KEY].open()
    add_user(engine, "mio", "not a hash", None, NOW)

    answer = app.test_client().get("/metrics", **sent)

    engine.dispose()
    assert answer.status_code == status


@pytest.mark.parametrize(("scope", "status"), [("read", 403), ("write", 403), ("admin", 200)])
def test_elsewhere_counts_need_the_scope_admin(client, key, scope, status):
    answer = client.get("/metrics", headers=key(scope), environ_overrides={"REMOTE_ADDR": "192.168.1.5"})

    assert answer.status_code == status


def test_the_format_is_prometheus_own(client):
    answer = client.get("/metrics")

    assert answer.mimetype == "text/plain"
    for line in answer.text.splitlines():
        assert re.fullmatch(r'# (HELP|TYPE) .*|[a-z_]+(\{([a-z]+="[^"]*",?)+\})? [0-9.e+-]+', line), line
