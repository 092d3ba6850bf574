import json
import re
from dataclasses import asdict
from pathlib import Path

import pytest

from matcher.domain import Understood
from matcher.reading.understanding import understand
from tests.matcher.reading.understood import TODAY, read, read_field

DOCS = Path(__file__).parents[3] / "docs" / "briefs.md"
KANSAI = ["JP-25", "JP-26", "JP-27", "JP-28", "JP-29", "JP-30"]
WOMEN_IN_THEIR_TWENTIES = {"gender": "female", "age": {"min": 20, "max": 29}}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "予算30万円以内、フォロワー1〜5万人、関西の20代女性向け",
            {
                "budget": {"max": 300_000, "currency": "JPY"},
                "followers": {"min": 10_000, "max": 50_000},
                "regions": KANSAI,
                "audience": WOMEN_IN_THEIR_TWENTIES,
            },
        ),
        (
            "予算30万円以内でフォロワー1〜5万人、関西の20代女性向けカフェ巡り",
            {
                "budget": {"max": 300_000, "currency": "JPY"},
                "followers": {"min": 10_000, "max": 50_000},
                "regions": KANSAI,
                "audience": WOMEN_IN_THEIR_TWENTIES,
            },
        ),
        (
            "micro-influencers in Bangkok, no alcohol",
            {"followers": {"min": 10_000, "max": 50_000}, "regions": ["TH-10"], "must_not": ["alcohol"]},
        ),
        (
            "예산 300만원 이하, 팔로워 1만~5만, 서울 20대 여성",
            {
                "budget": {"max": 3_000_000, "currency": "KRW"},
                "followers": {"min": 10_000, "max": 50_000},
                "regions": ["KR-11"],
                "audience": WOMEN_IN_THEIR_TWENTIES,
            },
        ),
        (
            "预算5万元以内,粉丝10万以上,北京,不要酒类",
            {
                "budget": {"max": 50_000, "currency": "CNY"},
                "followers": {"min": 100_000},
                "regions": ["CN-BJ"],
                "must_not": ["酒类"],
            },
        ),
        (
            "งบไม่เกิน 50,000 บาท ผู้ติดตาม 1 หมื่นขึ้นไป กรุงเทพ",
            {
                "budget": {"max": 50_000, "currency": "THB"},
                "followers": {"min": 10_000},
                "regions": ["TH-10"],
            },
        ),
        (
            "ผู้ติดตาม 50k ขึ้นไป งบไม่เกิน 1 แสนบาท ผู้ติดตามจริง อัตราการมีส่วนร่วม 3%",
            {
                "followers": {"min": 50_000},
                "budget": {"max": 100_000, "currency": "THB"},
                "engagement_rate": {"min": 0.03},
            },
        ),
        ("งบ 50,000 ผู้ติดตาม 10,000", {"budget": {"max": 50_000, "currency": "THB"}, "followers": {"min": 10_000}}),
        (
            "anggaran maksimal 5 juta rupiah, pengikut 10rb-50rb, Jakarta, tanpa alkohol",
            {
                "budget": {"max": 5_000_000, "currency": "IDR"},
                "followers": {"min": 10_000, "max": 50_000},
                "regions": ["ID-JK"],
                "must_not": ["alkohol"],
            },
        ),
        (
            "presupuesto máximo 2.000 €, de 10 a 50 mil seguidores en Sevilla, mujeres de 25 a 34 años",
            {
                "budget": {"max": 2_000, "currency": "EUR"},
                "followers": {"min": 10_000, "max": 50_000},
                "regions": read_field("regions", "Sevilla"),
                "audience": {"gender": "female", "age": {"min": 25, "max": 34}},
            },
        ),
        (
            "日本語と英語で発信するインスタグラマー、直近30日以内に投稿、エンゲージメント率3%以上、「抹茶」必須",
            {
                "languages": ["ja", "en"],
                "platforms": ["instagram"],
                "last_post_days": 30,
                "engagement_rate": {"min": 0.03},
                "must": ["抹茶"],
            },
        ),
    ],
)
def test_a_brief_is_understood_with_all_that_it_asks_for_and_nothing_else(text, told):
    assert read(text) == told


def test_the_example_of_the_documentation_is_what_is_read():
    example = json.loads(re.search("```json\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)[1])

    assert [asdict(one) for one in understand(example["text"], TODAY)] == example["understood"]


def test_spans_are_the_very_words_in_their_order():
    found = understand("予算30万円以内で、日本の20代女性向け", TODAY)

    assert found == (
        Understood(field="budget", value={"max": 300_000, "currency": "JPY"}, span="予算30万円以内", start=0),
        Understood(field="regions", value=["JP"], span="日本", start=10),
        Understood(field="audience", value=WOMEN_IN_THEIR_TWENTIES, span="20代女性向け", start=13),
    )


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("Japanese-speaking creators", ["ja"]),
        ("日本語で発信する人", ["ja"]),
        ("日本語のクリエイター", ["ja"]),
        ("日本語、英語で発信", ["ja", "en"]),
        ("videos in English and Thai", ["en", "th"]),
        ("people who speak Korean", ["ko"]),
        ("berbahasa Indonesia", ["id"]),
        ("한국어로 소통하는 사람", ["ko"]),
        ("한국어 크리에이터", ["ko"]),
        ("카페, 한국어, 서울", ["ko"]),
        ("พูดภาษาไทย", ["th"]),
        ("中文博主", ["zh"]),
        ("说日语的博主", ["ja"]),
        ("contenido en español", ["es"]),
        ("繁体字中国語で発信", ["zh-Hant"]),
        ("Japanese skincare", None),
        ("Thai creators", None),
        ("Spanish recipes", None),
        ("英語学習のコツ", None),
        ("韓国語の勉強法", None),
        ("Japanese language lessons", None),
        ("learn Spanish", None),
        ("belajar bahasa Inggris", None),
        ("เรียนภาษาอังกฤษ", None),
        ("clases de español", None),
    ],
)
def test_a_language_takes_a_cue(text, languages):
    assert read_field("languages", text) == languages


@pytest.mark.parametrize(
    ("text", "platforms"),
    [
        ("インスタで活動する人", ["instagram"]),
        ("ユーチューバー", ["youtube"]),
        ("YouTubers and TikTokers, YouTube first", ["youtube", "tiktok"]),
        ("小红书和抖音", ["xiaohongshu", "douyin"]),
        ("유튜브", ["youtube"]),
        ("ไอจี", ["instagram"]),
        ("on X", ["x"]),
        ("X-ray technicians", None),
        ("インスタ映えするスイーツ", None),
        ("Instagrammable cafés", None),
        ("how to grow on Instagram", None),
        ("reading threads about history", None),
    ],
)
def test_platforms_go_by_many_names(text, platforms):
    assert read_field("platforms", text) == platforms


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("active in the last 30 days", 30),
        ("posted within the last 2 weeks", 14),
        ("直近30日以内に投稿", 30),
        ("過去3ヶ月以内に更新", 90),
        ("최근 30일 이내 게시", 30),
        ("最近30天内有更新", 30),
        ("aktif dalam 30 hari terakhir", 30),
        ("activos en los últimos 30 días", 30),
        ("post within 7 days", None),
        ("30日ヨガチャレンジ", None),
        ("the last 30 days of summer", None),
    ],
)
def test_the_last_post_lies_so_many_days_back(text, days):
    assert read_field("last_post_days", text) == days


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("ER 2% or more", {"min": 0.02}),
        ("エンゲージメント率３％以上", {"min": 0.03}),
        ("engagement rate above 2.5%", {"min": 0.025}),
        ("참여율 3% 이상", {"min": 0.03}),
        ("互动率5%以上", {"min": 0.05}),
        ("ER nurse stories", None),
        ("2% milk", None),
        ("engagement rings 50% off", None),
    ],
)
def test_an_engagement_rate_is_a_fraction(text, rate):
    assert read_field("engagement_rate", text) == rate


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("「抹茶」必須", ["抹茶"]),
        ('must mention "matcha"', ["matcha"]),
        ("必须提到“抹茶”", ["抹茶"]),
        ('"말차" 필수', ["말차"]),
        ("「抹茶」が好きな人", None),
        ('a café called "Must"', None),
    ],
)
def test_a_quotation_is_a_must_where_the_brief_says_so(text, words):
    assert read_field("must", text) == words
