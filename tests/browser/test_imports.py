"""From a file with Japanese columns to a search that finds its creators, with the real worker and server."""

import logging
from threading import Thread

import pytest
from playwright.sync_api import expect
from werkzeug.serving import make_server

from indexer.settings import read_settings
from indexer.shelves import Shelves
from tests.fake_encoder import FakeEncoder
from tests.indexer.jobs.workers import running
from web import create_app

pytestmark = pytest.mark.browser
TABLE = "アカウント名,表示名,フォロワー数（人）,投稿本文,投稿日,社内メモ\r\n" + "".join(
    f"kopi{number},珈琲の人{number},{number + 1}.2万,蔵前の焙煎所のコーヒー{number},2026/9/{number + 1},要連絡\r\n"
    for number in range(12)
)


@pytest.fixture
def address(tmp_path):
    """Where an empty home is served, with its worker; only what embeds is the tests' own."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    settings = read_settings({"ENMUSUBI_MODEL": "fake"}, tmp_path)
    server = make_server("127.0.0.1", 0, create_app(settings, Shelves(settings, FakeEncoder)), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    with running(settings):
        yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "一覧.csv"
    path.write_bytes((TABLE + "bad,,多い,,,\r\n").encode("cp932"))
    return path


def test_a_table_is_uploaded_mapped_imported_indexed_and_found(open_page, table):
    page = open_page("/imports")
    page.get_by_label("ファイルを選ぶか、ここにドロップしてください").set_input_files(table)
    page.get_by_role("button", name="アップロードして確認").click()

    expect(page.get_by_label("文字コード")).to_have_value("cp932")
    expect(page.get_by_label("フォロワー数（人）")).to_have_value("followers")
    expect(page.get_by_text("取り込まない列：社内メモ")).to_be_visible()
    page.get_by_label("プラットフォームの記載がない行の既定値").fill("instagram")
    page.get_by_role("button", name="読み取りを確認").click()
    expect(page.get_by_role("row", name="kopi3")).to_contain_text("42,000")
    page.get_by_role("button", name="インポートを開始").click()

    expect(page.get_by_role("heading", name="結果")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("新規のクリエイター").locator("..")).to_contain_text("12")
    with page.expect_download() as download:
        page.get_by_role("link", name="取り込めなかった行（CSV）").click()
    assert "bad,,多い" in download.value.path().read_text("utf-8-sig")
    expect(page.get_by_text("クリエイター12人を読み取ります。")).to_be_visible()
    page.get_by_role("button", name="今すぐ更新").click()

    expect(page.get_by_text("インデックスのクリエイター").locator("..")).to_contain_text("12", timeout=60_000)
    page.goto("/?q=焙煎所のコーヒー")
    expect(page.get_by_role("heading", level=1)).to_contain_text("12")
    expect(page.get_by_text("珈琲の人3", exact=True).first).to_be_visible()


def test_the_history_stays_and_tells_what_was_done(open_page, table):
    page = open_page("/imports", java_script_enabled=False)
    page.get_by_label("ファイルを選ぶか、ここにドロップしてください").set_input_files(table)
    page.get_by_role("button", name="アップロードして確認").click()
    page.get_by_label("プラットフォームの記載がない行の既定値").fill("instagram")
    page.get_by_role("button", name="インポートを開始").click()
    page.goto("/imports")

    expect(page.get_by_role("row", name="一覧.csv")).to_be_visible()


@pytest.mark.parametrize("language", ["ja-JP", "en-GB"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_is_wider_than_its_window(open_page, table, language, width):
    page = open_page("/imports", locale=language, viewport={"width": width, "height": 844})
    for _ in range(2):
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if page.url.endswith("/imports"):
            page.locator("input[type=file]").set_input_files(table)
            page.locator("form.drop button").click()
            page.wait_for_url("**/columns")
