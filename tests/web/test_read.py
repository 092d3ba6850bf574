import json
import re
from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from matcher.domain import Brief, Filter, Range, Understood
from matcher.errors import InvalidBrief, InvalidFilter
from web.form import read_form
from web.read import read_brief, read_filter


def test_everything_that_can_be_asked_is_read():
    brief = read_brief(
        {
            "id": "b1",
            "text": "  静かなカフェ\n",
            "language": "JA",
            "limit": 62.0,
            "filter": {
                "languages": ["ja", "zh_tw"],
                "regions": ["jp", "TH-10"],
                "platforms": [" YouTube"],
                "followers": {"min": 10000, "max": 50000.0},
                "must": ["素食", " 素食 "],
                "must_not": ["alcohol"],
                "exclude": [7, 7.0],
            },
        }
    )

    assert brief == Brief(
        id="b1",
        text="静かなカフェ",
        language="ja",
        limit=62,
        filter=Filter(
            languages=frozenset({"ja", "zh-Hant"}),
            regions=frozenset({"JP", "TH-10"}),
            platforms=frozenset({"youtube"}),
            followers=Range(min=10000, max=50000),
            must=("素食",),
            must_not=("alcohol",),
            exclude=frozenset({7}),
        ),
    )


def test_what_is_absent_or_null_limits_nothing():
    nulls = dict.fromkeys(("id", "language", "filter", "limit"))

    assert read_brief({"text": "a", **nulls}) == read_brief({"text": "a"}) == Brief(text="a")
    assert read_filter({"followers": {"min": None}, "languages": []}) == Filter()


def test_constraints_in_the_text_are_told_and_not_applied():
    brief = read_brief({"text": " ﾌｫﾛﾜｰ1万人以上、来月"}, today=date(2026, 11, 24))

    assert brief.understood == (
        Understood(field="followers", value={"min": 10_000}, span="ﾌｫﾛﾜｰ1万人以上", start=0),
        Understood(field="dates", value={"from": "2026-12-01", "to": "2026-12-31"}, span="来月", start=11),
    )
    assert brief.filter == Filter()


def test_text_is_composed():
    assert read_brief({"text": "カ\u3099"}).text == "ガ"


def test_a_brief_without_a_language_is_guessed_and_one_with_it_is_not():
    assert read_brief({"text": "a"}, guess=lambda text: "th").language == "th"
    assert read_brief({"text": "a", "language": "ja"}, guess=lambda text: "th").language == "ja"


def test_a_number_is_taken_as_an_id():
    assert read_brief({"text": "a", "id": 7}).id == "7"


def test_a_briefs_file_may_carry_other_keys():
    assert read_brief({"text": "a", "gain": 3}, strict=False) == Brief(text="a")


@pytest.mark.parametrize("text", ["テスト", "ทดสอบ", "테스트", "素食", "اختبار", "परीक्षण", "7", "①", "☕ カフェ ☕"])
def test_words_of_any_script_are_words(text):
    assert read_brief({"text": text}).text == text


def test_a_brief_of_the_longest_length_is_read():
    assert len(read_brief({"text": "あ" * 10_000}).text) == 10_000


EMPTY = "The brief is empty. Describe the campaign in a sentence or two."
SIGNS = "The brief has no words, only signs. Add words that say what the campaign is about."
LIMIT = " does not lie between 1 and 200. Give a whole number in between, or leave it out for 20."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], 'A brief is a JSON object. Send {"text": "..."} and, where wanted, a filter.'),
        ({}, "The brief has no text. Describe the campaign in a sentence or two."),
        ({"text": None}, "The brief has no text. Describe the campaign in a sentence or two."),
        ({"text": 7}, "The field text is not a string. Give the brief as a string."),
        ({"text": ""}, EMPTY),
        ({"text": " \t\n　"}, EMPTY),
        ({"text": "\x00\u200b\u2028"}, EMPTY),
        ({"text": "💄💋✨"}, SIGNS),
        ({"text": "1️⃣2️⃣🇯🇵"}, SIGNS),
        ({"text": "!?…"}, SIGNS),
        (
            {"text": "a" * 10_001},
            "The brief has 10,001 characters; at most 10,000 can be read. Shorten it to what the campaign is about.",
        ),
        ({"text": "a\ud800"}, "text holds half a character (a lone surrogate). Send whole Unicode text."),
        (
            {"text": "a", "filters": {}},
            'There is no field "filters". The fields are text, like, unlike, id, language, filter, widen, limit, sort.',
        ),
        ({"text": "a", "limit": 0}, f"limit: 0{LIMIT}"),
        ({"text": "a", "limit": 201}, f"limit: 201{LIMIT}"),
        ({"text": "a", "limit": "3"}, f'limit: "3"{LIMIT}'),
        ({"text": "a", "limit": True}, f"limit: true{LIMIT}"),
        ({"text": "a", "limit": 2.5}, f"limit: 2.5{LIMIT}"),
        ({"text": "a", "limit": float("nan")}, f"limit: NaN{LIMIT}"),
        (
            {"text": "a", "language": "klingon"},
            'language is "klingon", which is no language. '
            "Give a BCP 47 code such as ja, or leave it out and it is told from the text.",
        ),
        (
            {"text": "a", "language": 3},
            "language is 3, which is no language. "
            "Give a BCP 47 code such as ja, or leave it out and it is told from the text.",
        ),
        (
            {"text": "a", "id": ["b1"]},
            'id is ["b1"], not a string of at most 200 characters. Give a short name of your own, or leave it out.',
        ),
    ],
)
def test_a_brief_that_cannot_be_answered_says_why(data, message):
    with pytest.raises(InvalidBrief, match=f"^{re.escape(message)}$"):
        read_brief(data)


KNOWN = (
    "The fields are languages, regions, inferred_regions, platforms, followers, engagement_rate, authenticity, "
    "disclosure, last_post_days, must, must_not, exclude, sponsors_not."
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], 'The filter is not an object. Give one such as {"languages": ["ja"]}.'),
        ({"language": ["ja"]}, f'There is no field "language". {KNOWN}'),
        ({"followers": {"low": 3}}, 'There is no field "low". The fields are min, max.'),
        (
            {"languages": "ja"},
            "languages is not a list of strings. Leave it out for no limit, or give a list of strings.",
        ),
        (
            {"regions": [1]},
            "regions is not a list of strings. Leave it out for no limit, or give a list of strings.",
        ),
        (
            {"platforms": None},
            "platforms is not a list of strings. Leave it out for no limit, or give a list of strings.",
        ),
        ({"languages": ["xx"]}, '"xx" is no language. Give a BCP 47 code such as ja, en or zh-Hans.'),
        ({"languages": ["a" * 61]}, f'"{"a" * 59}… is no language. Give a BCP 47 code such as ja, en or zh-Hans.'),
        (
            {"inferred_regions": "no"},
            'inferred_regions: "no" is neither true nor false. Send true or false, or leave it out.',
        ),
        (
            {"regions": ["ZZ"]},
            '"ZZ" is no region. Give an ISO 3166 code: a country such as JP, or a part of one such as JP-13.',
        ),
        (
            {"platforms": ["You Tube"]},
            '"You Tube" is no platform name. Give a name such as youtube: letters, digits, - and _, at most 40.',
        ),
        ({"followers": 10}, 'followers is not an object. Give bounds such as {"min": 10000}.'),
        (
            {"followers": {"min": False}},
            "followers.min: false is no whole number from 0. Give a number such as 10000, or leave it out.",
        ),
        (
            {"followers": {"max": "10"}},
            'followers.max: "10" is no whole number from 0. Give a number such as 10000, or leave it out.',
        ),
        (
            {"followers": {"min": -1}},
            "followers.min: -1 is no whole number from 0. Give a number such as 10000, or leave it out.",
        ),
        (
            {"followers": {"max": 10**13}},
            "followers.max: 10000000000000 is no whole number from 0. Give a number such as 10000, or leave it out.",
        ),
        (
            {"followers": {"min": 5000, "max": 2}},
            "The range of followers starts at 5,000, above its end 2. Exchange the two.",
        ),
        ({"must": ["a", " "]}, "must holds a word of 0 characters. A word has 1 to 100 characters."),
        ({"must": ["a" * 101]}, "must holds a word of 101 characters. A word has 1 to 100 characters."),
        (
            {"must_not": ["a"] * 21},
            "must_not holds 21 words; at most 20 are read. Keep the ones that matter most.",
        ),
        ({"exclude": 7}, "exclude is not a list. Give a list of creator ids such as [7]."),
        (
            {"exclude": ["7"]},
            'exclude holds "7", which is no creator id. Give ids as an answer shows them, such as 7.',
        ),
        (
            {"exclude": [2**63]},
            "exclude holds 9223372036854775808, which is no creator id. Give ids as an answer shows them, such as 7.",
        ),
        (
            {"exclude": [1] * 10_001},
            "exclude holds 10,001 ids; at most 10,000 are read. Name fewer creators.",
        ),
    ],
)
def test_a_filter_that_cannot_be_applied_says_why(data, message):
    with pytest.raises(InvalidFilter, match=f"^{re.escape(message)}$"):
        read_filter(data)


def test_the_address_of_the_page_reads_like_the_same_json():
    address = MultiDict(
        [
            ("q", "カフェ"),
            *[("language", "ja"), ("language", "th"), ("language", "")],
            ("region", "JP"),
            ("platform", "youtube"),
            *[("min_followers", "１０,０００"), ("max_followers", " ")],
            ("must", "素食、抹茶,ラテ"),
            ("must_not", ""),
            ("limit", "50"),
            ("utm_source", "mail"),
        ]
    )

    assert read_form(address) == read_brief(
        {
            "text": "カフェ",
            "limit": 50,
            "filter": {
                "languages": ["ja", "th"],
                "regions": ["JP"],
                "platforms": ["youtube"],
                "followers": {"min": 10000},
                "must": ["素食", "抹茶", "ラテ"],
            },
        }
    )


@pytest.mark.parametrize(("said", "wanted"), [({}, True), ({"inferred_regions": None}, True)])
def test_inferred_regions_count_where_nothing_is_said(said, wanted):
    assert read_filter(said).inferred_regions is wanted


def test_inferred_regions_are_left_out_by_json_and_by_the_form():
    asked = MultiDict([("q", "カフェ"), ("region", "JP"), ("declared_regions", "1")])

    assert read_filter({"inferred_regions": False}) == Filter(inferred_regions=False)
    assert read_form(asked).filter == Filter(regions=frozenset({"JP"}), inferred_regions=False)


def test_a_number_that_is_none_stays_what_was_typed():
    with pytest.raises(InvalidFilter, match=r'^followers\.min: "5k" is no'):
        read_form(MultiDict({"q": "a", "min_followers": "5k"}))


def test_messages_show_what_was_given_as_json_and_shortened():
    with pytest.raises(InvalidBrief) as refusal:
        read_brief({"text": "a", "limit": {"much": "あ" * 100}})

    assert json.dumps({"much": "あ" * 100}, ensure_ascii=False)[:60] + "…" in str(refusal.value)
