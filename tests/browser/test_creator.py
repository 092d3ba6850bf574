import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_growth_is_drawn_from_the_table_beside_it(open_page, scheme, width):
    page = open_page("/creators/1", color_scheme=scheme, viewport={"width": width, "height": 900})

    expect(page.get_by_role("img", name="フォロワーの推移（2026/06/01から2026/08/01まで）")).to_be_visible()
    drawn, room = (page.locator(place).bounding_box() for place in ("#chart-growth canvas", "#chart-growth"))
    assert drawn["width"] == pytest.approx(room["width"], abs=1)
    assert page.locator("#table-growth tbody data").evaluate_all("all => all.map(one => one.value)") == [
        "46900",
        "45100",
        "44000",
    ]


def test_two_numbers_are_told_and_not_drawn(open_page):
    page = open_page("/creators/1")

    expect(page.get_by_text("グラフの表示には日付のある数値が3件以上必要です（現在1件）。").first).to_be_visible()
    expect(page.locator("#chart-rates")).to_have_count(0)


def test_a_lookalike_leads_to_its_page(open_page):
    page = open_page("/creators/1")

    page.get_by_role("region", name="似ているクリエイター").get_by_role("link", name="Beauty with Ploy").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Beauty with Ploy")
