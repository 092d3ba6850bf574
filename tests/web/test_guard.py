import pytest

PAGES = ["/", "/creators/1", "/nothing", "/healthz", "/api/v1/creators/1", "/static/enmusubi.css"]


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_the_safe_headers(client, path):
    headers = client.get(path, buffered=True).headers

    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'; connect-src 'self'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cache-Control"] == ("no-cache" if path.startswith("/static") else "no-store")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:8000"])
def test_this_machines_names_are_answered(client, host):
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "example.com",
        "localhost.example.com",
        "127.0.0.1.example.com",
        "localhost:",
        "evil@localhost",
        "10.0.0.1",
        "a b",
    ],
)
@pytest.mark.parametrize("path", PAGES)
def test_another_name_is_refused(client, host, path):
    assert client.get(path, headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    "name",
    [
        "Forwarded",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Real-IP",
        "Via",
        "CF-Connecting-IP",
        "CF-Ray",
        "True-Client-IP",
        "Fly-Client-IP",
        "X-Original-URL",
    ],
)
@pytest.mark.parametrize("path", PAGES)
def test_what_a_proxy_passed_on_is_refused(client, name, path):
    answer = client.get(path, headers={name: "1.2.3.4"})

    assert answer.status_code == 403


def test_a_refusal_says_why(client):
    answer = client.get("/healthz", headers={"Via": "1.1 proxy"})

    assert answer.get_json()["error"]["code"] == "forwarded"
    assert answer.get_json()["error"]["message"] == (
        "This request came through a proxy (header Via) that the settings do not name. "
        "Set ENMUSUBI_PROXIES and ENMUSUBI_HOSTS, or open the page on the machine itself."
    )


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://example.com"},
        {"Origin": "http://localhost:9999"},
        {"Origin": "null"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_what_another_site_sends_is_refused(client, headers):
    answer = client.post("/api/v1/matches", json={"text": "a"}, headers=headers)

    assert (answer.status_code, answer.get_json()["error"]["code"]) == (403, "cross_site")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://localhost"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_this_page_and_programs_may_send(client, headers):
    assert client.post("/api/v1/matches", json={"text": "a"}, headers=headers).status_code == 200
