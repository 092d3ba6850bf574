import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

WORDS = {
    "ja": {
        "add": "候補リストに追加",
        "new": "新しい候補リストの名前",
        "create": "作成して追加",
        "added": "追加しました",
        "open": "候補リストを開く",
        "note": "クライアント向けメモ",
        "internal": "社内メモ",
        "up": "にこのコスメ日記を上へ",
        "compare": "比較する",
        "differ": "違いのある項目",
        "make": "リンクを作成",
        "link": "クライアント用のリンク",
        "name": "お名前",
        "accept": "承認する",
        "reject": "見送る",
        "reason": "理由",
        "progress": "2人中2人に回答済み",
        "recommend": "推薦する",
        "who": "名前、またはプロフィールのURL",
        "gone": "このリンクは使えません",
        "withdraw": "取り消す",
    },
    "en": {
        "add": "Add to shortlist",
        "new": "Name of a new shortlist",
        "create": "Create and add",
        "added": "Added to",
        "open": "Open this shortlist",
        "note": "Note for the client",
        "internal": "Internal note",
        "up": "Move にこのコスメ日記 up",
        "compare": "Compare",
        "differ": "Where they differ",
        "make": "Make a link",
        "link": "Link for the client",
        "name": "Your name",
        "accept": "Accept",
        "reject": "Reject",
        "reason": "Reason",
        "progress": "2 of 2 answered",
        "recommend": "Recommend",
        "who": "Name or address of the profile",
        "gone": "This link does not work",
        "withdraw": "Withdraw",
    },
}


def choose_two(page, words, name):
    """Put the creators 1 and 4 on a new list and open it."""
    first, last = page.locator("#pick-1"), page.locator("#pick-4")
    first.get_by_role("link", name=words["add"]).click()
    first.get_by_label(words["new"]).fill(name)
    first.get_by_role("button", name=words["create"]).click()
    expect(first.get_by_role("status")).to_contain_text(words["added"])
    last.get_by_role("link", name=words["add"]).click()
    last.get_by_role("button", name=name).click()
    expect(last.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
    last.get_by_role("link", name=words["open"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_from_results_to_a_client_who_answers(open_page, language):
    words = WORDS[language]
    page = open_page("/?q=リップ", locale=language)
    choose_two(page, words, f"春の新作 {language}")
    address = page.url

    page.locator("#note-1").fill("一押しです")
    page.locator("#internal-1").fill("高すぎる")
    page.locator("#tags-1").fill("美容、第一候補")
    page.locator("#note-4").focus()
    expect(page.locator("input[name=was_tags]").first).to_have_value("美容, 第一候補")
    page.reload()
    expect(page.locator("#note-1")).to_have_value("一押しです")
    expect(page.locator("#internal-1")).to_have_value("高すぎる")

    up = page.get_by_role("button", name=words["up"])
    up.press("Enter")
    expect(page.get_by_role("heading", level=2).first).to_have_text("にこのコスメ日記")
    expect(up).to_be_focused()

    for box in page.locator("input[name=creator]").all():
        box.check()
    page.get_by_role("button", name=words["compare"], exact=True).click()
    expect(page.get_by_text(words["differ"])).to_be_visible()
    page.goto(address)

    page.get_by_role("button", name=words["make"]).click()
    link = page.get_by_label(words["link"]).input_value()
    assert re.search(r"/shared/[\w-]{43}$", link)

    client = open_page(link, locale=language)
    expect(client.get_by_role("heading", level=1)).to_have_text(f"春の新作 {language}")
    expect(client.get_by_text("高すぎる")).to_have_count(0)
    client.get_by_label(words["name"], exact=True).fill("花田")
    client.locator("#reason-4").fill("競合の案件中")
    client.locator("#accept-1").click()
    expect(client.locator("#accept-1")).to_have_attribute("aria-pressed", "true")
    expect(client.locator("#reason-4")).to_have_value("競合の案件中")
    client.locator("#reject-4").click()
    expect(client.locator("#progress")).to_have_text(words["progress"])
    client.get_by_label(words["who"]).fill("@rin_lips")
    client.get_by_role("button", name=words["recommend"]).click()
    expect(client.locator("#recommend")).to_contain_text("@rin_lips")

    page.goto(address)
    expect(page.locator("#entry-4")).to_contain_text("競合の案件中")
    expect(page.locator("#share")).to_contain_text("@rin_lips")
    page.get_by_role("button", name=words["withdraw"]).click()
    expect(page.get_by_role("button", name=words["withdraw"])).to_have_count(0)


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_a_client_answers_on_a_phone(open_page, javascript):
    page = open_page("/?q=リップ", java_script_enabled=True)
    choose_two(page, WORDS["ja"], f"電話 {javascript}")
    page.get_by_role("button", name="リンクを作成").click()
    link = page.get_by_label("クライアント用のリンク").input_value()

    client = open_page(link, java_script_enabled=javascript, viewport={"width": 390, "height": 844})
    client.get_by_label("お名前", exact=True).fill("花田")
    client.get_by_label("お名前", exact=True).press("Enter")
    expect(client.locator("#progress")).to_have_text("2人中0人に回答済み")
    client.locator("#reason-1").fill("予算外")
    client.locator("#reject-1").click()

    expect(client.locator("#progress")).to_have_text("2人中1人に回答済み")
    expect(client.locator("#creator-1")).to_contain_text("花田")
    expect(client.locator("#reason-1")).to_have_value("予算外")


def test_a_creator_is_removed_and_put_back(open_page):
    page = open_page("/?q=リップ")
    choose_two(page, WORDS["ja"], "元に戻す")

    page.get_by_role("button", name="みお｜リップ沼の住人をリストから外す").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("にこのコスメ日記")
    page.get_by_role("button", name="元に戻す").click()

    expect(page.get_by_role("heading", level=2).first).to_have_text("みお｜リップ沼の住人")


def test_what_is_typed_elsewhere_stays_when_the_order_changes(open_page):
    page = open_page("/?q=リップ")
    choose_two(page, WORDS["ja"], "並べ替え")

    page.locator("#label").fill("花田様")
    page.get_by_role("button", name="にこのコスメ日記を上へ").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("にこのコスメ日記")

    expect(page.locator("#label")).to_have_value("花田様")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_sticks_out(open_page, width):
    page = open_page("/?q=リップ", viewport={"width": width, "height": 844})
    choose_two(page, WORDS["ja"], f"幅 {width}")
    address = page.url
    page.get_by_role("button", name="リンクを作成").click()
    link = page.get_by_label("クライアント用のリンク").input_value()

    for path in ("/shortlists", address, f"{address}/print", f"{address}/compare?creator=1&creator=4", link):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
