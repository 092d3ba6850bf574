"""Briefs that name a subject and nothing else: nothing may be read into them."""

import csv
from datetime import date
from pathlib import Path

import pytest

from matcher.reading.understanding import understand
from tests.matcher.reading.understood import TODAY, read

BANK = Path(__file__).parents[3] / "indexer" / "topics"

SUBJECTS = [
    "都内で静かに過ごせる喫茶店を巡っている人",
    "平日の夜に作れる野菜中心のレシピを発信している人",
    "2025年の春コスメトレンドを紹介する人",
    "5分でできる時短レシピ",
    "24時間営業のジムを巡る人",
    "iPhone 15のカメラレビュー",
    "80年代シティポップのレコードを紹介",
    "1000円以下のプチプラコスメ",
    "1万円で行く温泉旅行",
    "英語学習のコツを教える人",
    "100日チャレンジ筋トレ",
    "10,000歩ウォーキング",
    "インスタ映えするスイーツ",
    "低予算インテリア",
    "ノンアルコールカクテル",
    "ママ友との付き合い方",
    "20代女性インフルエンサー",
    "3LDKの間取り",
    "意外と簡単な作り置き",
    "Creators who explain retro video games to newcomers",
    "3 creators for a new cold brew launch",
    "5 minute workouts for busy people",
    "Top 10 anime lists",
    "90s fashion and thrift hauls",
    "no-bake dessert recipes",
    "gluten-free baking",
    "women's fashion hauls",
    "creators who review gadgets under $100",
    "Learn Japanese with anime",
    "Japanese skincare",
    "macro photography of insects",
    "micro-needling skincare",
    "marathon training in 12 weeks",
    "May flowers",
    "the budget version of luxury perfumes",
    "creators in their 20s who love hiking",
    "people who build mechanical keyboards",
    "videos about the 2010s indie sleaze",
    "24/7 study streams",
    "cocktails without alcohol",
    "한국어 공부 브이로그",
    "자취생 만원 밥상",
    "20대 직장인 브이로그",
    "일주일 5kg 감량 식단",
    "3만원대 화장품 리뷰",
    "1000元以下的蓝牙耳机测评",
    "五分钟快手早餐",
    "新手不要踩坑",
    "十分鐘上菜的家常料理",
    "เรียนภาษาอังกฤษด้วยตัวเอง",
    "รีวิวของกินเซเว่นไม่เกิน 50 บาท",
    "ดูดวงรายวัน",
    "อินฟลูเอนเซอร์สายการดูแลตัวเองและสไตล์ผู้ชายสำหรับแคมเปญ",
    "resep tanpa oven untuk anak kos",
    "belajar bahasa Inggris lewat lagu",
    "mudah dan murah: 3 bahan saja",
    "recetas sin gluten ni azúcar",
    "clases de español para principiantes",
    "películas de los 80",
    "rutinas de 10 minutos",
    "pesca en mar y río",
]


@pytest.mark.parametrize("text", SUBJECTS)
def test_nothing_is_read_into_a_subject(text):
    assert understand(text, TODAY) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("日本のコスメブランドの新作リップを紹介してくれるクリエイター", {"regions": ["JP"]}),
        ("คนที่รีวิวคาเฟ่ในเชียงใหม่", {"regions": ["TH-50"]}),
        ("上海咖啡店探店", {"regions": ["CN-SH"]}),
        ("K-beauty reviewers in Vietnam", {"regions": ["VN"]}),
        ("YouTubers who restore 1990s cars", {"platforms": ["youtube"]}),
    ],
)
def test_a_subject_may_name_a_place_or_a_platform(text, told):
    assert read(text) == told


def read_bank(name: str) -> list[dict[str, str]]:
    with (BANK / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_the_sentences_of_the_topic_bank_ask_for_nothing_but_places():
    topics, frames = read_bank("topics.tsv"), read_bank("frames.tsv")
    languages = [language for language in topics[0] if language != "key"]
    texts = [frame[code].format(topic[code]) for code in languages for topic in topics for frame in frames]

    wrong = [
        (text, one.span) for text in texts for one in understand(text, date(2026, 11, 24)) if one.field != "regions"
    ]

    assert len(texts) > 5000
    assert wrong == []
