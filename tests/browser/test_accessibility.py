"""Every page, in both languages, light and dark, by the rules of axe-core (WCAG 2.2 AA and good practice)."""

from pathlib import Path

import pytest

AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text("utf-8")
PATHS = [
    "/",
    "/?q=リップ フォロワー1万人以上、ER3%以上",
    "/?q=リップ&language=ja&region=JP&view=table&sort=followers",
    "/?q=リップ&min_followers=9000000",
    "/?q=",
    "/creators/1",
    "/creators/3",
    "/nothing",
    "/sign-in",
]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def rooms(browser, address) -> list[str]:
    """Every room of the main menu, so that a new one is looked at, too."""
    page = browser.new_page(base_url=address)
    page.goto("/")
    found = page.locator(".main-menu a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    page.close()
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
def test_no_page_breaks_a_rule(browser, address, rooms, locale, scheme):
    context = browser.new_context(base_url=address, locale=locale, color_scheme=scheme)
    page = context.new_page()

    broken = {path: find_violations(page, path) for path in dict.fromkeys([*PATHS, *rooms])}

    context.close()
    assert {path: found for path, found in broken.items() if found} == {}


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
def test_no_page_of_a_shortlist_breaks_a_rule(browser, address, locale):
    page = browser.new_page(base_url=address, locale=locale)
    for creator in (1, 4):
        page.goto(f"/shortlists/add?creator={creator}")
        page.fill(f"#new-list-{creator}", f"axe {locale} {creator}")
        page.locator("form", has=page.locator(f"#new-list-{creator}")).get_by_role("button").click()
        page.get_by_role("status").wait_for()
    page.get_by_role("button", name=f"axe {locale} 1").click()
    page.get_by_role("status").get_by_role("link").click()
    page.wait_for_url("**/shortlists/*")
    list_address = page.url
    page.locator("#share button.main").click()
    link = page.locator("#link").input_value()
    broken = {"link": run_axe(page)}

    compare = f"{list_address}/compare?creator=1&creator=4"
    for path in (list_address, compare, f"{list_address}/print", link, f"{address}/shared/unknown"):
        broken[path] = find_violations(page, path)

    page.close()
    assert {path: found for path, found in broken.items() if found} == {}


def test_nothing_is_hidden_from_the_rules_when_all_is_open(browser, address):
    page = browser.new_page(base_url=address, locale="ja-JP", viewport={"width": 390, "height": 844})
    page.goto("/?q=リップ フォロワー1万人以上")
    page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")

    found = run_axe(page)

    page.close()
    assert found == []


def find_violations(page, path: str) -> list[str]:
    page.goto(path)
    return run_axe(page)


def run_axe(page) -> list[str]:
    page.evaluate(AXE)  # a script tag would be stopped by the content security policy
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in result["violations"]]
