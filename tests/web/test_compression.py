import gzip

import pytest


@pytest.mark.parametrize("address", ["/", "/?q=lip", "/static/parts.css", "/static/vendor/htmx.org/htmx.min.js"])
def test_text_is_sent_compressed_to_whoever_takes_it(client, address):
    with client.get(address, headers={"Accept-Encoding": "br, gzip"}) as answer, client.get(address) as plain:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert int(answer.headers["Content-Length"]) == len(answer.data) < len(plain.data) / 2
        assert len(gzip.decompress(answer.data)) == len(plain.data)
        assert "Content-Encoding" not in plain.headers


@pytest.mark.parametrize("accepted", ["", "gzip;q=0", "br", "identity"])
def test_who_does_not_take_it_gets_it_as_it_is(client, accepted):
    with client.get("/", headers={"Accept-Encoding": accepted}) as answer:
        assert "Content-Encoding" not in answer.headers
        assert "Accept-Encoding" in answer.headers["Vary"]


def test_short_answers_are_left_alone(client):
    with client.get("/healthz", headers={"Accept-Encoding": "gzip"}) as answer:
        assert "Content-Encoding" not in answer.headers


def test_a_kept_file_is_not_sent_again(client):
    with client.get("/static/parts.css", headers={"Accept-Encoding": "gzip"}) as first:
        etag = first.headers["ETag"]

    with client.get("/static/parts.css", headers={"Accept-Encoding": "gzip", "If-None-Match": etag}) as again:
        assert (again.status_code, again.data) == (304, b"")
