import re
import stat

import pytest

from indexer.settings import read_settings
from matcher.errors import HomeUnusable
from tests.web.access.conftest import PASSWORD
from tests.web.standin import StandIn
from tests.web.tokens import read_word, send_form, sign_in
from web import create_app

SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105 (of a test)


def open_app(home, **environment):
    return create_app(read_settings(environment, home), StandIn())


def read_cookies(answer):
    return [re.sub(r"=[^;]*", "", cookie, count=1) for cookie in answer.headers.getlist("Set-Cookie")]


def test_on_this_machine_cookies_are_kept_from_scripts_and_other_sites(client, users):
    answer = sign_in(client, "editor", PASSWORD)

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("enmusubi=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


@pytest.mark.parametrize("path", ["/sign-in", "/language/ja"])
def test_behind_a_proxy_every_cookie_is_secure_and_bound_to_the_host(tmp_path, path):
    app = open_app(tmp_path, ENMUSUBI_PROXIES="1", ENMUSUBI_HOSTS="search.example.com")
    headers = {"Host": "search.example.com", "X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https"}

    cookies = app.test_client().get(path, headers=headers).headers.getlist("Set-Cookie")

    assert cookies
    for cookie in cookies:
        assert cookie.startswith("__Host-")
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
        assert "Domain" not in cookie


def test_plain_http_from_elsewhere_gets_secure_cookies_that_do_not_come_back(tmp_path):
    app = open_app(tmp_path, ENMUSUBI_HOSTS="search.example.com")

    answer = app.test_client().get("/sign-in", headers={"Host": "search.example.com"})

    assert all(cookie.startswith("__Host-") for cookie in answer.headers.getlist("Set-Cookie"))


def test_a_cookie_without_the_prefix_is_not_taken_over_https(tmp_path):
    app = open_app(tmp_path, ENMUSUBI_HOSTS="search.example.com")
    client = app.test_client()
    client.set_cookie("language", "ja", domain="search.example.com")

    page = client.get("/sign-in", base_url="https://search.example.com", headers={"Accept-Language": "en"})

    assert '<html lang="en">' in page.text


def test_the_secret_is_made_once_for_its_owner_alone(tmp_path):
    first, second = open_app(tmp_path), open_app(tmp_path)

    path = tmp_path / "secrets" / "cookies"
    assert (len(first.secret_key), first.secret_key) == (32, second.secret_key)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_a_secret_that_others_may_use_is_refused(tmp_path, mode):
    open_app(tmp_path)
    (tmp_path / "secrets" / "cookies").chmod(mode)

    with pytest.raises(HomeUnusable, match="chmod 600"):
        open_app(tmp_path)


def test_a_secret_that_was_cut_off_is_refused(tmp_path):
    open_app(tmp_path)
    (tmp_path / "secrets" / "cookies").write_bytes(b"")

    with pytest.raises(HomeUnusable, match="not what was written"):
        open_app(tmp_path)


def test_the_environments_secret_is_used_and_never_written_or_shown(tmp_path):
    settings = read_settings({"ENMUSUBI_SECRET": SECRET}, tmp_path)

    app = create_app(settings, StandIn())

    assert (app.secret_key, (tmp_path / "secrets").exists()) == (SECRET, False)
    assert SECRET not in repr(settings)


def test_a_form_without_its_word_is_refused(client):
    answers = [
        client.post("/sign-out"),
        client.post("/sign-out", data={"csrf_token": "guess"}),
        client.post("/sign-out", headers={"X-CSRF-Token": "guess"}),
        client.post("/sign-in", data={"name": "editor", "password": PASSWORD}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403, 403]
    assert "This form is out of date" in answers[0].text


def test_another_browsers_word_is_refused(app):
    one, two = app.test_client(), app.test_client()
    read_word(two)

    assert one.post("/sign-out", data={"csrf_token": read_word(one)}).status_code == 303
    assert two.post("/sign-out", data={"csrf_token": read_word(one)}).status_code == 403


def test_the_word_from_before_signing_in_is_refused_afterwards(client, users):
    word = read_word(client)

    sign_in(client, "editor", PASSWORD)

    assert client.post("/sign-out", data={"csrf_token": word}).status_code == 403
    assert send_form(client, "/sign-out").status_code == 303


def test_the_api_needs_the_word_from_a_browser_that_is_signed_in_and_none_from_a_key(client, users, key):
    with_key = client.post("/api/v1/matches", json={"text": "a"}, headers=key("read"))
    sign_in(client, "editor", PASSWORD)
    without = client.post("/api/v1/matches", json={"text": "a"})
    with_word = client.post("/api/v1/matches", json={"text": "a"}, headers={"X-CSRF-Token": read_word(client)})

    assert (with_key.status_code, without.status_code, with_word.status_code) == (200, 403, 200)
    assert without.get_json()["error"]["code"] == "forged"


def test_the_page_gives_the_word_to_its_scripts_without_inline_code(client):
    page = client.get("/").text

    word = re.search(r'name="csrf-token" content="([^"]+)"', page)[1]
    assert f"""<body hx-headers:inherited='{{"X-CSRF-Token": "{word}"}}'>""" in page
