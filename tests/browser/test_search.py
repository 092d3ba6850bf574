import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

BRIEF = "日本のコスメブランドの新作リップを紹介してくれるクリエイター"
PHONE = {"viewport": {"width": 390, "height": 844}}
PATHS = [
    "/",
    "/?q=リップ",
    "/?q=リップ&language=ja&region=JP",
    "/?q=リップ&min_followers=9000000",
    "/creators/1",
    "/creators/3",
]


def search_in_japan(page):
    page.get_by_label("企画の概要（ブリーフ）").fill(BRIEF)
    page.get_by_text("絞り込み", exact=True).click()
    page.locator("label.check", has_text="日本語").click()
    page.locator("label.check", has_text=re.compile("^\\s*日本\\s")).click()
    page.get_by_role("button", name="クリエイターを探す").click()


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize(
    "viewport", [{"width": 1280, "height": 860}, {"width": 390, "height": 844}], ids=["desk", "phone"]
)
def test_a_brief_is_typed_filtered_and_answered(open_page, javascript, viewport):
    page = open_page(java_script_enabled=javascript, viewport=viewport)

    search_in_japan(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("条件に合うクリエイターは2人")
    expect(page.get_by_role("heading", level=2)).to_have_text(["みお｜リップ沼の住人", "にこのコスメ日記"])
    expect(page.locator("blockquote").first).to_contain_text("新作ティントを6時間つけっぱなしで検証")
    assert "language=ja" in page.url
    assert "region=JP" in page.url


def test_results_come_in_place_and_the_address_follows(open_page):
    page = open_page()
    page.evaluate("window.stayed = true")

    search_in_japan(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("条件に合うクリエイターは2人")

    assert page.evaluate("window.stayed") is True
    assert page.title().startswith(BRIEF)

    page.go_back()

    expect(page.get_by_role("heading", level=1)).to_have_text("企画に合うクリエイターと、縁を結ぶ。")


def test_the_same_address_gives_the_same_page(open_page):
    page = open_page()
    search_in_japan(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("条件に合うクリエイターは2人")

    again = open_page(page.url)

    assert again.locator("main").inner_text() == page.locator("main").inner_text()


def test_a_filter_is_dropped_by_its_link(open_page):
    page = open_page("/?q=リップ&language=ja&min_followers=9000000")

    page.get_by_role("link", name="条件を外す フォロワー").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("条件に合うクリエイターは2人")


def test_the_language_is_switched_and_kept(open_page):
    page = open_page("/?q=lipstick")

    page.get_by_role("link", name="English").click()
    page.reload()

    expect(page.get_by_role("heading", level=1)).to_have_text("4 creators to choose from")


def test_everything_is_reached_by_keyboard(open_page):
    page = open_page()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("本文へ移動")

    page.get_by_label("企画の概要（ブリーフ）").focus()
    page.keyboard.type("リップ")
    press(page, "Tab", "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("対象のクリエイターは4人")
    press(page, "Tab", "Space")
    expect(page.get_by_role("heading", level=1)).to_have_text("条件に合うクリエイターは2人")
    expect(page.locator("#language-en")).to_be_focused()

    page.get_by_role("link", name="Beauty with Ploy").focus()
    press(page, "Enter")

    page.wait_for_url("**/creators/2")


def test_a_filter_applies_at_once_and_nothing_else_moves(open_page):
    page = open_page("/?q=リップ", viewport={"width": 1280, "height": 500})
    page.evaluate("window.stayed = true")
    page.get_by_text("スコア").first.click()
    box = page.get_by_role("radio", name="3%以上")
    box.check()

    expect(page.get_by_role("status")).to_contain_text("上位1人")
    expect(box).to_be_focused()
    assert "engagement_rate=0.03" in page.url
    assert page.evaluate("window.stayed") is True


def test_a_definition_is_shown_on_focus_and_hidden_by_escape(open_page):
    page = open_page("/?q=リップ")

    page.get_by_role("button", name="3.88%").focus()
    expect(page.locator("#er-1")).to_be_visible()
    press(page, "Escape")

    expect(page.locator("#er-1")).to_be_hidden()


def test_the_language_is_switched_where_the_reader_is_now(open_page):
    page = open_page("/?q=リップ")
    page.get_by_role("link", name="一覧表").click()
    expect(page.get_by_role("table")).to_be_visible()

    page.get_by_role("link", name="English").click()

    expect(page.get_by_role("table")).to_be_visible()
    expect(page.get_by_role("link", name="Table", exact=True)).to_have_attribute("aria-current", "page")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_sticks_out(open_page, path, width):
    page = open_page(path, viewport={"width": width, "height": 844})
    page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_box_has_a_name(open_page):
    page = open_page("/?q=リップ")

    nameless = page.evaluate(
        "[...document.querySelectorAll('input, select, textarea')].filter(box => !box.labels.length).length"
    )

    assert nameless == 0


def test_what_creators_write_runs_nothing(open_page):
    page = open_page("/?q=lipstick&language=en")
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))

    expect(page.get_by_role("heading", level=2).last).to_have_text("<script>alert(1)</script>")
