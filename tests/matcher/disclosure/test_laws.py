"""What holds of every text: labels in front, other spellings, hostile lengths, places."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.disclosure.packs import PACKS, read_pack
from matcher.disclosure.judge import MISSING, Shown, judge
from matcher.disclosure.rules import CLEAR, UNCLEAR
from matcher.disclosure.spelling import spell
from tests.matcher.disclosure.cases_jp import CASES_JP
from tests.matcher.disclosure.cases_us import CASES_US

RANK = {MISSING: 0, UNCLEAR: 1, CLEAR: 2}
FRONT = {"jp": "【PR】", "us": "Ad: "}
PIECES = [
    "#PR",
    "#ad",
    "PR",
    "広告",
    "not ",
    "ではありません",
    "提供",
    "から",
    "いただ",
    "@acme",
    " ",
    "\n",
    "「",
    "。",
    "Ａ",
    "ﾌﾟ",
]
TEXTS = st.one_of(
    st.sampled_from([case[1] for case in (*CASES_JP, *CASES_US)]),
    st.text(max_size=80),
    st.lists(st.sampled_from(PIECES), max_size=20).map("".join),
)
HOSTILE = [
    *(
        "PR ",
        "#a",
        "#PR#",
        "＃ＰＲ ",
        "@",
        "(",
        "【",
        "\n",
        " ",
        "https://",
        "not a ",
        "never ",
        "thanks @a ",
        "use code ",
    ),
    *(
        "A社から提供",
        "様から",
        "この投稿",
        "様のPRで",
        "gave me product ",
        "\u0301\u0316",
        "ﾌﾟ",
        "i earn commission ",
        "広",
    ),
]


@given(TEXTS, st.sampled_from(PACKS))
def test_a_clear_label_in_front_never_makes_a_verdict_worse(text, name):
    rules = read_pack(name)
    before, after = (judge(Shown(text=words), rules) for words in (text, FRONT[name] + text))

    assert RANK[after.verdict] >= max(RANK.get(before.verdict, 0), RANK[UNCLEAR])


@given(
    TEXTS, st.sampled_from(PACKS), st.sampled_from(["instagram", "x", None]), st.sampled_from(["NFC", "NFKC", "NFKD"])
)
def test_equivalent_spellings_get_the_same_verdict(text, name, platform, form):
    rules = read_pack(name)
    other = unicodedata.normalize(form, text)

    assert (
        judge(Shown(text=other, platform=platform), rules).verdict
        == judge(Shown(text=text, platform=platform), rules).verdict
    )


@given(st.text())
def test_every_letter_of_a_spelling_has_its_place(text):
    spelling = spell(text)

    assert len(spelling.places) == len(spelling.text) + 1
    assert list(spelling.places) == sorted(spelling.places)
    assert spelling.places[-1] == len(text)


@given(TEXTS, st.sampled_from(PACKS))
def test_what_is_found_stands_where_it_is_said_to_stand(text, name):
    found = judge(Shown(text=text), read_pack(name)).found

    assert all(text[one.start : one.end] == one.term != "" for one in found)


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("name", PACKS)
def test_time_grows_with_the_length_alone(name, piece):
    text = (piece * 100_000)[:100_000]

    begun = time.process_time()
    judge(Shown(text=text, platform="instagram"), read_pack(name))

    assert time.process_time() - begun < 3


def test_a_letter_with_a_hundred_thousand_marks_is_read_in_no_time():
    begun = time.process_time()
    spell("a" + "\u0301\u0316" * 50_000)

    assert time.process_time() - begun < 3
