import json
import time
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.reading.understanding import understand
from tests.matcher.reading.understood import TODAY, read
from web.read import read_filter

WORDS = (
    *(
        "予算30万円以内",
        "フォロワー1〜5万人",
        "20代女性向け",
        "no",
        "alcohol",
        ",",
        "来月",
        "10月1日〜15日",
        "ER",
        "3%",
    ),
    *("日本語で発信", "インスタ", "「抹茶」必須", "1", "a", "、", ".", "Japanese", "-speaking", "Tokyo", "お酒NG"),
)


NOTHING_TOO_LARGE = ("9" * 15, "万", "億", "k", " ", "フォロワー", "以上", "予算", "円", "ER", "%")
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from([*WORDS, *NOTHING_TOO_LARGE, "\n"]), max_size=40).map("".join),
)


@given(TEXTS, st.one_of(st.just(TODAY), st.dates()))
def test_any_text_on_any_day_is_read_without_an_error_and_spans_lie_where_they_say(text, today):
    found = understand(text, today)

    assert found == understand(text, today)
    assert all(one.span == text[one.start : one.start + len(one.span)] != "" for one in found)
    ends = [0, *(one.start + len(one.span) for one in found)]
    assert all(one.start >= end for one, end in zip(found, ends, strict=False))
    assert json.dumps([asdict(one) for one in found])


@given(TEXTS)
def test_what_is_suggested_is_a_filter(text):
    filters = ("languages", "regions", "platforms", "followers", "must", "must_not")

    for one in understand(text, TODAY):
        if one.field in filters:
            read_filter({one.field: one.value})


def test_a_number_beyond_all_counts_says_nothing():
    assert read("フォロワー999999999999999億人以上、予算999999999999999億円") == {}


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "1 ",
            "1,000",
            "十万",
            "a",
            "あお",
            "漢字",
            "アイ・",
            "はがを",
            "no ",
            ",no a",
            "no a and b ",
            "정치및",
            "「",
            '"',
        ),
        *(
            "aged 20 ",
            "for the ",
            "micro nano ",
            "Japanese ",
            "10月1日〜",
            "in May, ",
            "10/1-",
            "1.2.3.",
            "ไม่เอา",
            "20代",
        ),
        "micro-influencers in Bangkok, no alcohol, budget up to $5,000 for women aged 20-29. ",
    ],
)
def test_a_long_text_takes_little_time_whatever_it_repeats(piece):
    text = (piece * 10_000)[:10_000]

    assert min(measure(text) for _ in range(3)) < 0.15  # usually below 0.03


def measure(text: str) -> float:
    started = time.process_time()
    understand(text, TODAY)
    return time.process_time() - started
