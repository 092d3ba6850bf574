import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from langdetect import PROFILES_DIRECTORY

from indexer.tagging.language import MOST_TEXT, TAGGER, tag_language
from indexer.topics import read_bank
from matcher.reading.codes import read_language

ROOT = Path(__file__).parents[3]

TOLD = [
    ("新作リップ💄を紹介します！ #コスメ https://example.com/a?b=1", "ja"),
    ("今日のMacBook Proレビュー、Apple Storeで買いました🎉", "ja"),
    ("#東京カフェ #カフェ巡り", "ja"),
    ("ﾊﾝｶｸｶﾅﾃﾞｽ", "ja"),
    ("ありがとう", "ja"),
    ("新宿駅周辺散策記録", "ja"),
    ("오늘의 카페 브이로그 ☕ #카페 #Starbucks", "ko"),
    ("Galaxy S24 Ultra 언박싱 리뷰입니다", "ko"),
    ("한국 여행 with 日本 친구", "ko"),
    ("감사", "ko"),
    ("ㅋㅋㅋ", "ko"),
    ("รีวิวลิปสติกใหม่จาก MAC 💋 #รีวิว", "th"),
    ("วันนี้ไปกิน Starbucks ที่ Siam Paragon กับเพื่อน", "th"),
    ("今天去了上海新开的咖啡店，味道很不错☕ #探店", "zh-Hans"),
    ("这款手机拍照效果怎么样？小米14 Ultra开箱", "zh-Hans"),
    ("今天去了台北新開的咖啡店，味道很不錯☕ #探店", "zh-Hant"),
    ("這款手機拍照效果怎麼樣？iPhone 15 Pro開箱", "zh-Hant"),
    ("高雄美食推薦給你們 🎉", "zh-Hant"),
    ("My favourite skincare routine for winter ☃️ #skincare https://youtu.be/x", "en"),
    ("LEARN HOW TO COOK PASTA AT HOME WITH ME", "en"),
    ("日本旅行 in Tokyo and Kyoto with my friends and family this spring", "en"),
    ("Resep kue cokelat lumer yang gampang banget 🍫 #resep", "id"),
    ("Hôm nay mình review son mới của Maybelline 💄 #reviewson", "vi"),
    ("Mi rutina de cuidado de la piel para el invierno ❄️ #belleza", "es"),
    ("Minha rotina de cuidados com a pele no inverno ❄️ #beleza", "pt"),
    ("Magandang umaga sa inyong lahat, magluluto tayo ngayon ng adobo", "fil"),
]

UNTOLD = [
    "",
    " \n ",
    "😀😀😀 ❄️",
    "2026 12:30 !!",
    "https://example.com/this-is-an-english-address www.example.com",
    "@someone_with_a_long_name @another.one",
    "ok",
    "Café Paris",
    "東京",
    "台灣美食",
    "手機開箱評測",  # all its letters are common in Japan
    "東京都交通局",  # written alike in Japan and Taiwan
    "素食生活的日常",  # written alike in both Chinese scripts
    "\ud83d",
]


@pytest.mark.parametrize(("text", "language"), TOLD)
def test_the_language_of_a_post_is_told(text, language):
    assert tag_language(text) == language


@pytest.mark.parametrize("text", UNTOLD)
def test_too_little_to_go_by_is_undetermined(text):
    assert tag_language(text) is None


def test_a_kana_in_a_taiwanese_name_does_not_make_japanese():
    assert tag_language("好吃の日常 台灣美食與旅遊分享") == "zh-Hant"


def test_a_shouted_text_is_told_like_a_spoken_one():
    text = "Hoy cocinamos una tortilla de patatas"

    assert tag_language(text.upper()) == tag_language(text) == "es"


def test_only_the_beginning_of_a_text_is_read():
    korean = "오늘의 카페 브이로그 "

    text = korean.ljust(MOST_TEXT) + "Der Rest ist auf Deutsch und viel länger. " * 100

    assert tag_language(text) == "ko"


def test_the_chinese_scripts_of_the_bank_are_never_taken_for_another_language():
    topics = [topic for topic in read_bank().topics if topic["en"] != "K-pop"]

    simplified = Counter(tag_language(topic["zh-Hans"]) for topic in topics)
    traditional = Counter(tag_language(topic["zh-Hant"]) for topic in topics)

    assert set(simplified) == {"zh-Hans", None}
    assert set(traditional) == {"zh-Hant", None}
    assert simplified["zh-Hans"] >= 0.75 * len(topics)  # the rest is short or written alike in both scripts
    assert traditional["zh-Hant"] >= 0.85 * len(topics)


def test_whatever_is_told_has_the_spelling_that_filters_are_read_in():
    codes = [path.name for path in Path(PROFILES_DIRECTORY).iterdir()]

    spelled = {read_language(code) for code in codes}

    assert len(spelled) == len(codes) == 55
    assert {read_language(code) for code in spelled} == spelled


def test_the_same_text_gets_the_same_answer_twice_and_in_another_process():
    texts = [text for text, _ in TOLD]
    program = "import json, sys; from indexer.tagging.language import tag_language as tag; "
    program += "print(json.dumps([tag(text) for text in json.load(sys.stdin)]))"

    first, again = ([tag_language(text) for text in texts] for _ in range(2))
    elsewhere = run(program, json.dumps(texts), PYTHONHASHSEED="1")

    assert first == again == json.loads(elsewhere)


def test_threads_that_ask_first_and_at_once_get_the_same_answer():
    program = "import sys; from concurrent.futures import ThreadPoolExecutor; from threading import Barrier; "
    program += "from indexer.tagging.language import tag_language; start, text = Barrier(2), sys.stdin.read(); "
    program += "ask = lambda _: (start.wait(), tag_language(text))[1]; "
    program += "print(set(ThreadPoolExecutor(2).map(ask, range(2))))"

    answers = run(program, "Resep kue cokelat lumer yang gampang banget")

    assert answers == "{'id'}\n"


def test_the_tagger_names_its_version_and_langdetects():
    assert TAGGER == "script-2+langdetect-1.0.9"


def test_real_sentences_of_eleven_languages_are_told(data_folder: Path):
    accuracy = {}
    for file in sorted((data_folder / "language-id" / "sentences").glob("*.txt")):
        sentences = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()][:40]
        told = [str(tag_language(sentence)).split("-")[0] for sentence in sentences]
        accuracy[file.stem] = told.count(file.stem) / len(told)

    macro = sum(accuracy.values()) / len(accuracy)

    assert len(accuracy) == 11
    assert macro >= 0.98  # measured: 0.993; over the whole files 0.990
    assert min(accuracy.values()) >= 0.95


def run(program: str, given: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=given,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | environment,
        check=True,
    )
    return done.stdout
