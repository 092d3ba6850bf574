import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from limits import RateLimitItemPerMinute
from limits.strategies import FixedWindowRateLimiter

from indexer.catalogue.access.keys import create_key
from indexer.settings import read_settings
from tests.web.access.conftest import NOW, PASSWORD
from tests.web.standin import StandIn
from tests.web.tokens import sign_in
from web import create_app
from web.access import counting
from web.access.counting import SharedCounts

BRIEF = {"text": "a"}
WRONG = {"Authorization": f"Bearer enm_00000000_{'x' * 43}"}
COUNT = """
import sys
from pathlib import Path
from web.access.counting import SharedCounts
counts = SharedCounts(Path(sys.argv[1]))
print(*(counts.incr("a", 60) for _ in range(200)))
"""


@pytest.fixture
def cheap(monkeypatch):
    """Passwords that are compared at once: many are tried here."""
    monkeypatch.setattr("web.access.sign_in.is_right", lambda password, stored: password == PASSWORD and bool(stored))


def test_two_processes_and_their_threads_count_together(tmp_path):
    path = tmp_path / "limits.db"
    command = [sys.executable, "-c", COUNT, str(path)]
    others = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    counts = SharedCounts(path)
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: counts.incr("a", 60), range(200)))
    for other in others:
        found += map(int, other.communicate()[0].split())

    assert sorted(found) == list(range(1, 601))
    assert counts.get("a") == 600


def test_counts_begin_anew_when_their_time_is_over(tmp_path, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(counting.time, "time", lambda: now[0])
    counts, item = SharedCounts(tmp_path / "limits.db"), RateLimitItemPerMinute(2)
    limiter = FixedWindowRateLimiter(counts)

    found = []
    for now[0] in (1000.0, 1030.0, 1059.0, 1060.0, 1061.0, 1062.0):
        found.append(limiter.hit(item, "a"))

    assert found == [True, True, False, True, True, False]
    assert limiter.get_window_stats(item, "a").reset_time == 1120.0
    assert (counts.check(), counts.reset(), counts.get(item.key_for("a"))) == (True, 1, 0)


def test_counts_whose_time_is_over_are_cleared_away(tmp_path, monkeypatch):
    monkeypatch.setattr(counting, "CLEARED_EVERY", 5)
    now = [0.0]
    monkeypatch.setattr(counting.time, "time", lambda: now[0])
    counts = SharedCounts(tmp_path / "limits.db")

    for number in range(5):
        now[0] = number * 100.0
        counts.incr(str(number), 60)

    assert counts.reset() == 1


def test_an_account_is_closed_for_a_while_after_ten_wrong_passwords_from_anywhere(app, users, cheap):
    statuses = []
    for number in range(11):
        address = {"environ_overrides": {"REMOTE_ADDR": f"127.0.0.{number + 1}"}}
        statuses.append(sign_in(app.test_client(), "editor", "wrong", **address).status_code)
    right = sign_in(app.test_client(), "EDITOR ", PASSWORD)
    other = sign_in(app.test_client(), "viewer", PASSWORD)

    assert statuses == [401] * 10 + [429]
    assert (right.status_code, other.status_code) == (429, 303)
    assert 0 < int(right.headers["Retry-After"]) <= 15 * 60
    assert "too many tries" in right.text


def test_names_that_nobody_has_are_counted_alike(app, users, cheap):
    statuses = [sign_in(app.test_client(), "nobody", "wrong").status_code for _ in range(11)]

    assert statuses == [401] * 10 + [429]


def test_an_address_is_closed_after_thirty_wrong_passwords_whatever_the_names(app, users, cheap):
    statuses = [sign_in(app.test_client(), f"nobody{number}", "wrong").status_code for number in range(31)]
    here = sign_in(app.test_client(), "editor", PASSWORD)
    there = sign_in(app.test_client(), "editor", PASSWORD, environ_overrides={"REMOTE_ADDR": "127.0.0.2"})

    assert statuses == [401] * 30 + [429]
    assert (here.status_code, there.status_code) == (429, 303)


def test_right_passwords_are_not_counted(app, users, cheap):
    statuses = {sign_in(app.test_client(), "editor", PASSWORD).status_code for _ in range(40)}

    assert statuses == {303}


def test_one_sender_of_many_ipv6_addresses_is_one(app, users, cheap):
    statuses = []
    for number in range(31):
        address = {"REMOTE_ADDR": f"2001:db8::{number + 1:x}"}
        statuses.append(sign_in(app.test_client(), f"nobody{number}", "x", environ_overrides=address).status_code)

    assert statuses == [401] * 30 + [429]


def test_an_address_that_guesses_keys_is_refused_even_with_a_right_one(client, users, key):
    statuses = [client.post("/api/v1/matches", json=BRIEF, headers=WRONG).status_code for _ in range(31)]
    right = key("read")
    here = client.post("/api/v1/matches", json=BRIEF, headers=right)
    there = client.post("/api/v1/matches", json=BRIEF, headers=right, environ_overrides={"REMOTE_ADDR": "127.0.0.2"})

    assert statuses == [401] * 30 + [429]
    assert (here.status_code, there.status_code) == (429, 200)
    assert here.get_json()["error"]["code"] == "too_many_requests"
    assert 0 < int(here.headers["Retry-After"]) <= 15 * 60


def test_the_api_says_what_is_left_and_refuses_what_is_more(tmp_path):
    client = create_app(read_settings({"ENMUSUBI_API_RATE": "2"}, tmp_path), StandIn()).test_client()

    answers = [client.post("/api/v1/matches", json=BRIEF) for _ in range(3)]
    elsewhere = client.post("/api/v1/matches", json=BRIEF, environ_overrides={"REMOTE_ADDR": "127.0.0.2"})
    page = client.get("/")

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer.headers["RateLimit-Remaining"] for answer in answers] == ["1", "0", "0"]
    assert {answer.headers["RateLimit-Limit"] for answer in answers} == {"2"}
    assert 0 < int(answers[2].headers["Retry-After"]) <= 60
    assert answers[2].headers["Retry-After"] == answers[2].headers["RateLimit-Reset"]
    assert answers[2].get_json()["error"]["code"] == "too_many_requests"
    assert (elsewhere.status_code, page.status_code) == (200, 200)


def test_keys_are_counted_each_for_itself(tmp_path):
    app = create_app(read_settings({"ENMUSUBI_API_RATE": "1"}, tmp_path), StandIn())
    client, engine = app.test_client(), app.extensions["enmusubi_access"].open()
    keys = [{"Authorization": f"Bearer {create_key(engine, name, ['read'], NOW)[1]}"} for name in "ab"]

    statuses = [client.post("/api/v1/matches", json=BRIEF, headers=key).status_code for key in (*keys, *keys)]

    engine.dispose()
    assert statuses == [200, 200, 429, 429]
