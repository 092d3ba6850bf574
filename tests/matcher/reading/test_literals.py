import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.reading.literals import find_literals

ROOT = Path(__file__).parents[3]


def read(text: str) -> list[tuple[str, str]]:
    return [(literal.kind, literal.text) for literal in find_literals(text)]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("creators who say “oat milk” often", "oat milk"),
        ('creators who say "oat milk" often', "oat milk"),
        ("creators who say 'oat milk' often", "oat milk"),
        ("creators who say ‘oat milk’ often", "oat milk"),
        ("„Hafermilch“ im Kaffee", "Hafermilch"),
        ("« lait d'avoine » au café", "lait d'avoine"),
        ("‹lait d'avoine› au café", "lait d'avoine"),
        ("「オーツミルク」を紹介する方", "オーツミルク"),
        ("『るろうに剣心』が好きな方", "るろうに剣心"),
        ('会说"燕麦奶"的博主', "燕麦奶"),
        ("喜歡《原神》的玩家", "原神"),
        ("'비건 카페' 리뷰", "비건 카페"),
    ],
)
def test_a_quoted_phrase_is_asked_for(text, phrase):
    assert read(text) == [("phrase", phrase)]


@pytest.mark.parametrize(
    "text",
    [
        "rock 'n' roll for the kids' rooms of the '90s",
        "creators who don't and won't, whatever it's for",
        '5" and 6" screens',
        'an unpaired " sign',
        "““",
        '" "',
        "“!?”",
        "“" + "so long that nobody says it " * 3 + "”",
    ],
)
def test_apostrophes_inches_and_sentences_are_no_phrases(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tagged #OOTD or ＃東京カフェ", [("hashtag", "#OOTD"), ("hashtag", "＃東京カフェ")]),
        ("like @haru_eats and @the.real-one.", [("handle", "@haru_eats"), ("handle", "@the.real-one")]),
        ("@haru_eatsのような方", [("handle", "@haru_eats")]),
        ("＠ハル のような方", [("handle", "＠ハル")]),
        ("the #1 brand, meet @5pm @10, C# and F#, write to me@cafe.com", []),
        ("see https://example.com/@foo#bar or www.example.com/#baz", []),
    ],
)
def test_hashtags_and_handles_are_asked_for(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Find vegan (素食) creators in Taiwan", ["素食"]),
        ("lovers of กาแฟโบราณ and 카페", ["กาแฟโบราณ", "카페"]),
        ("채식 素食 리뷰를 하는 분", ["素食"]),
        ("ZOZOTOWNのコーデ紹介", ["ZOZOTOWN"]),
        ("資生堂 Shiseido の新作をVlogとYouTubeで紹介、DIY SNS PR EC ASMR", ["Shiseido"]),
        ("หาคนรีวิว Shiseido ลง TikTok", ["Shiseido"]),
        ("must own an iPhone or a PlayStation5", ["iPhone", "PlayStation5"]),
        ("creators like MrBeast who love Shiseido's sunscreen", ["MrBeast", "Shiseido"]),
        ("Buscamos creadores que usan Shiseido cada mañana", ["Shiseido"]),
    ],
)
def test_words_of_another_script_and_names_are_asked_for(text, words):
    assert read(text) == [("word", word) for word in words]


@pytest.mark.parametrize(
    "text",
    [
        "Shiseido is looking for creators",  # a capital after a full stop says nothing
        "Campaign: Shiseido",
        "Shiseido Summer Campaign For Women In Their Twenties With Shiseido",  # nor in a title
        "WE NEED SHISEIDO LOVERS",
        "Wir suchen Frauen für Shiseido und Sonnencremetests",  # nor where all nouns have one
        "cafés around Chiang Mai and the city of Yogyakarta",  # places are read as regions
        "30,000円 or 5000 日元 or 50만원 a post",
        "we need an Exhibitor who travels",  # from exhibit
        "creators who love Nightmarket food",  # of night and market
        "Haarpflege von KünstlerInnen und InfluencerInnen",
        "Cosmetics campaign コスメキャンペーンのインフルエンサー募集です",  # in two languages
    ],
)
def test_in_doubt_a_word_is_not_asked_for(text):
    assert read(text) == []


ORDINARY = """\
We are looking for beauty creators in Southeast Asia who can promote our new sunscreen line on TikTok and Instagram.
Micro-influencers in Bangkok, no alcohol, for a family-friendly coffee brand.
Seeking UGC creators for unboxing and GRWM videos, budget USD 5,000, 10K-50K followers, Q4 2025.
Campaign Brief: Sustainable Fashion For Gen Z Women In The US
Travel vloggers who film in 4K and love street food in Japan, Korea and Thailand.
Our brand launches a vegan skincare range in March; we need honest long-form reviews on YouTube.
Gaming streamers for a mobile RPG launch (iOS and Android), English-speaking, 18-34, 3 videos each.
B2B SaaS thought leaders on LinkedIn who write about HR and AI.
Fitness coaches, yoga teachers and CrossFit athletes who don't promote supplements.
K-beauty and J-pop fans, mums with toddlers, DIY and home-decor lovers.
予算30万円以内、フォロワー1〜5万人、関西の20代女性向けのカフェ巡りアカウントを探しています。
新作コスメのPRで、InstagramとTikTokに投稿できるインフルエンサーを募集。Vlogや ASMR 動画も歓迎。
YouTubeでDIYやキャンプ動画を配信しているクリエイター。EC誘導とSNS拡散が目的です。
Z世代の女性に人気のVTuberやK-POP好きな方、Unboxing動画、GRWM、OOTD歓迎
サステナブルなアパレルブランドのアンバサダー。LGBTQ フレンドリー、BtoB ではなくBtoC。
예산 300만원 이하, 팔로워 1만~5만, 서울 20대 여성 뷰티 크리에이터를 찾습니다.
인스타그램 릴스와 YouTube Shorts로 신제품 립스틱을 소개해 줄 분, PR 비용 협의
비건 카페와 디저트를 소개하는 브이로그(Vlog) 채널
预算5万元以内,粉丝10万以上,北京,不要酒类,做护肤测评的KOL和KOC。
寻找在小红书和抖音上分享穿搭、OOTD、探店Vlog的博主,主打Z世代。
我們想找台灣的親子部落客,分享YouTube開箱影片和IG限時動態,SPF50防曬。
งบไม่เกิน 50,000 บาท ผู้ติดตาม 1 หมื่นขึ้นไป กรุงเทพ รีวิวร้านกาแฟ
หาอินฟลูเอนเซอร์สายท่องเที่ยวทำคลิป Vlog ลง TikTok และ YouTube พร้อม Review โรงแรม
Anggaran maksimal 5 juta rupiah, pengikut 10rb-50rb, Jakarta, tanpa alkohol, kreator kuliner halal.
Kami mencari ibu muda yang suka berbagi resep MPASI dan tips parenting di Instagram Reels.
Cari beauty vlogger untuk review skincare lokal, konten TikTok dan YouTube Shorts, gaya bahasa santai.
Presupuesto máximo 2.000 €, de 10 a 50 mil seguidores en Madrid, mujeres de 25 a 34 años.
Buscamos creadores de contenido de cocina sin gluten y repostería para una marca española de harinas.
Influencers de moda sostenible en México y Colombia para TikTok, con buen engagement.
Wir suchen Mikro-Influencer für nachhaltige Hautpflege in Deutschland, Österreich und der Schweiz.
Nous cherchons des créatrices mode et lifestyle à Paris, budget 3 000 €, Stories et Reels Instagram.
Chúng tôi tìm người sáng tạo nội dung về ẩm thực chay ở Thành phố Hồ Chí Minh và Hà Nội."""


@pytest.mark.parametrize("brief", ORDINARY.splitlines())
def test_an_ordinary_brief_asks_for_nothing_as_it_stands(brief):
    assert read(brief) == []


def test_the_briefs_of_the_open_data_ask_for_nothing_as_it_stands(data_folder):
    texts = [line for path in (data_folder / "briefs").glob("*.jsonl") for line in path.read_text("utf-8").splitlines()]

    asked = [read(line.split('"text": "', 1)[1].split('", "', 1)[0]) for line in texts]

    assert len(asked) == 54
    assert not any(asked)


def test_each_is_given_once_in_the_order_of_the_text_and_none_within_another():
    found = find_literals("@ana_b says “#OatMilk latte”, #oatmilk, “#oatmilk LATTE” and #OatMilk")

    assert [(literal.kind, literal.text, literal.start, literal.end) for literal in found] == [
        ("handle", "@ana_b", 0, 6),
        ("phrase", "#OatMilk latte", 12, 28),
        ("hashtag", "#oatmilk", 30, 38),
    ]


SIGNS = "ab Zy9éß素食カ가ก่я“”\"'’「」#@._-:/\n🍣"


@given(st.text(SIGNS, max_size=40) | st.text(max_size=20))
def test_what_is_found_stands_where_it_says_and_nothing_overlaps(text):
    found = find_literals(text)

    assert all(literal.text in text[literal.start : literal.end] for literal in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert find_literals(text) == found


@pytest.mark.parametrize("unit", ["Xx ", "a", "Aa", "'a ", '"', "[ ", "@", "a.", "素a", "Shiseido the "])
def test_a_text_of_any_kind_is_read_in_bounded_time(unit):
    text = unit * (10_000 // len(unit))
    find_literals(text)

    start = perf_counter()
    find_literals(text)

    assert perf_counter() - start < 2


def test_a_brief_without_capitals_loads_no_vocabulary():
    program = (
        "import sys; from matcher.reading.literals import find_literals; find_literals('cafés of the city, with cake')"
    )

    run = subprocess.run(
        [sys.executable, "-c", f"{program}; print('wordfreq' in sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout.strip() == "False"
