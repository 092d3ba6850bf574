"""What the results page weighs on the way to the browser, and how many requests it takes."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
from werkzeug.serving import make_server

from indexer.settings import read_settings
from matcher.domain import Creator, Post
from scripts.demo.rows import draw_rows
from tests.web.standin import StandIn
from web import create_app

MOST_BYTES, MOST_REQUESTS = 80_000, 8
pytestmark = pytest.mark.browser


def make_creator(id: int, row: dict) -> Creator:
    posts = tuple(
        Post(id=100 * id + place, external_id=str(place), text=said["text"], language="ja")
        for place, said in enumerate(row["posts"])
    )
    fields = {name: row[name] for name in ("platform", "external_id", "handle", "name", "bio", "region", "followers")}
    return Creator(id=id, languages=("ja",), tags=tuple(row["tags"]), posts=posts, **fields)


@pytest.fixture
def crowded(tmp_path: Path) -> Iterator[str]:
    """Where twenty creators with their own words are served."""
    drawn = [make_creator(id, one.creator) for id, one in enumerate(draw_rows(20, 7, date(2026, 9, 30)), start=1)]
    server = make_server("127.0.0.1", 0, create_app(read_settings({}, tmp_path), StandIn(drawn)), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("view", ["cards", "table"])
def test_the_results_page_is_light(browser, crowded, view):
    page = browser.new_page(locale="ja-JP")
    requests = []
    page.on("requestfinished", lambda request: requests.append(request))  # noqa: PLW0108 (it must be a function)

    page.goto(f"{crowded}/?q=新作リップを紹介する人&view={view}", wait_until="networkidle")

    sizes = [request.sizes() for request in requests]
    assert page.locator("main").inner_text().count("@") >= 20
    assert len(requests) <= MOST_REQUESTS
    assert sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes) <= MOST_BYTES
    page.close()
