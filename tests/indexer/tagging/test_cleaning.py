from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.tagging.cleaning import MOST_TEXT, clean, shorten


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("look https://example.com/a?b=1 here", "look here"),
        ("www.example.com here", "here"),
        ("by @some.friend and @友達", "by and"),
        ("write to me.first+last@mail.example.com now", "write to now"),
        ("RT this &amp; that", "this that"),
        ("#MyMorningRoutine #slow_living", "My Morning Routine slow living"),
        ("ﾊﾝｶｸ Ｆｕｌｌ", "ハンカク Full"),
        ("plain", "plain"),
    ],
)
def test_addresses_names_and_signs_are_taken_out(text, words):
    assert clean(text).split() == words.split()


@pytest.mark.parametrize(("drawn_out", "short"), [("sooooo", "soo"), ("goood", "good"), ("1000", "1000")])
def test_drawn_out_letters_are_written_twice(drawn_out, short):
    assert shorten(drawn_out) == short


@given(st.text(alphabet="@#.wh:/RT&; aあ", max_size=80))
def test_a_clean_text_stays_as_it_is(text):
    once = " ".join(clean(text).split())

    assert "#a" not in once
    assert "@a" not in once


@pytest.mark.parametrize("text", ["@" * MOST_TEXT, "a.@" * MOST_TEXT, "http:" * MOST_TEXT, "#" * MOST_TEXT])
def test_no_text_takes_long(text):
    begun = perf_counter()
    clean(text)

    assert perf_counter() - begun < 1
