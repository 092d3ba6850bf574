import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.reading.regions import NamedRegion, find_regions

KANSAI = ("JP-25", "JP-26", "JP-27", "JP-28", "JP-29", "JP-30")


def named(text: str) -> list[tuple[str, str]]:
    """Return (name, codes) of every region found."""
    return [(text[found.start : found.end], " ".join(found.codes)) for found in find_regions(text)]


def test_a_wide_region_is_its_parts_with_its_span():
    assert find_regions("関西の20代女性") == (NamedRegion(KANSAI, 0, 2),)


def test_spans_count_code_points():
    assert find_regions("👩🏽‍🍳 cooks in Bangkok") == (NamedRegion(("TH-10",), 14, 21),)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("日本のコスメ", [("日本", "JP")]),
        ("大阪", [("大阪", "JP-27")]),
        ("東京都のカフェ", [("東京都", "JP-13")]),
        ("京都と東京都", [("京都", "JP-26"), ("東京都", "JP-13")]),
        ("神奈川県横浜市", [("神奈川県", "JP-14"), ("横浜市", "JP-14")]),
        ("鹿児島県在住", [("鹿児島県", "JP-46")]),
        ("ソウルのカフェ", [("ソウル", "KR-11")]),
        ("タイの屋台", [("タイ", "TH")]),
        ("中国地方の旅", [("中国地方", "JP-31 JP-32 JP-33 JP-34 JP-35")]),
        ("九州・沖縄", [("九州・沖縄", "JP-40 JP-41 JP-42 JP-43 JP-44 JP-45 JP-46 JP-47")]),
        ("バンコク在住", [("バンコク", "TH-10")]),
        ("海外、アメリカ西海岸", [("アメリカ西海岸", "US-CA US-OR US-WA")]),
    ],
)
def test_japanese(text, found):
    assert named(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("micro-influencers in Bangkok", [("Bangkok", "TH-10")]),
        ("influencers in thailand", [("thailand", "TH")]),
        ("creators in the US, the UK and UAE", [("US", "US"), ("UK", "GB"), ("UAE", "AE")]),
        ("the U.S. market", [("U.S", "US")]),
        ("New York or Osaka Prefecture", [("New York", "US-NY"), ("Osaka Prefecture", "JP-27")]),
        ("South Korea and North Korea", [("South Korea", "KR"), ("North Korea", "KP")]),
        ("bloggers based in Nice", [("Nice", "FR-PAC")]),
        ("creators in Turkey", [("Turkey", "TR")]),
        ("Austin-based runners", [("Austin", "US-TX")]),
        ("📍 Dallas", [("Dallas", "US-TX")]),
        ("Barcelona food", [("Barcelona", "ES-B")]),
    ],
)
def test_english(text, found):
    assert named(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("서울", [("서울", "KR-11")]),
        ("서울에서 부산까지", [("서울", "KR-11"), ("부산", "KR-26")]),
        ("한국의 뷰티", [("한국", "KR")]),
        ("서울맛집", [("서울", "KR-11")]),
        ("수도권", [("수도권", "KR-11 KR-28 KR-41")]),
        ("간사이 여행", [("간사이", " ".join(KANSAI))]),
        ("대구에서 맛집", [("대구", "KR-27")]),
        ("台北", [("台北", "TW-TPE")]),
        ("台灣美妝", [("台灣", "TW")]),
        ("上海探店博主", [("上海", "CN-SH")]),
        ("江浙沪", [("江浙沪", "CN-JS CN-ZJ CN-SH")]),
        ("港台艺人", [("港台", "HK TW")]),
        ("กรุงเทพ", [("กรุงเทพ", "TH-10")]),
        ("บล็อกเกอร์ในประเทศไทย", [("ไทย", "TH")]),
        ("เที่ยวเชียงใหม่", [("เชียงใหม่", "TH-50")]),
        ("Jakarta", [("Jakarta", "ID-JK")]),
        ("di Surabaya dan Bali", [("Surabaya", "ID-JI"), ("Bali", "ID-BA")]),
        ("Ciudad de México, España", [("Ciudad de México", "MX-CMX"), ("España", "ES")]),
        ("en Nueva York", [("Nueva York", "US-NY")]),
        ("Cataluña", [("Cataluña", "ES-CT ES-B ES-GI ES-L ES-T")]),
        ("Hà Nội", [("Hà Nội", "VN-HN")]),
        ("из города Москва", [("Москва", "RU-MOW")]),
        ("मुंबई", [("मुंबई", "IN-MH")]),
    ],
)
def test_other_languages(text, found):
    assert named(text) == found


@pytest.mark.parametrize("text", ["東南アジア", "东南亚", "東南亞", "Southeast Asia", "동남아시아", "Asia Tenggara"])
def test_southeast_asia_is_the_same_in_every_language(text):
    assert named(text) == [(text, "BN KH ID LA MY MM PH SG TH TL VN")]


@pytest.mark.parametrize(
    "text",
    [
        "日本語と中国語の先生、日本人、日本食、日本酒",
        "日本橋の店",
        "Japanese skincare",
        "한국어 한국인",
        "อาหารไทย ภาษาญี่ปุ่น",
        "bahasa Jepang",
        "Turkey sandwich, roast turkey",
        "Reading is fun; interested in Reading",
        "Nice Mobile Orange Bath",
        "contact us",
        "CONTACT US NOW",
        "タイプとタイムライン、ソウルフード、インドア、マリオ",
        "開封動画",
        "千葉さん",
        "@london_eats www.paris.com https://example.org/Tokyo",
        "US2020 Japan_fan",
        "대구탕 수단을",
        "한국사 공부, 중국집",
        "南京西路, 北京路",
        "Real Madrid fans",
        "Marcas de moda; Island vibes; Queens of soul",
        "Esto es para mejorar la meta",
        "",
    ],
)
def test_false_friends_name_no_region(text):
    assert named(text) == []


@given(st.text(st.sampled_from("東京都大阪府のin USparBangkok ไทย서울에 、.\n"), max_size=40))
def test_spans_lie_in_the_text_in_order_and_never_overlap(text):
    ends = [0]
    for found in find_regions(text):
        assert ends[-1] <= found.start < found.end <= len(text)
        assert found.codes
        ends.append(found.end)
