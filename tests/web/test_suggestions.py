import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

BRIEF = "予算30万円以内、フォロワー1〜5万人、関西の20代女性向け、日本のインスタグラマー、お酒NG"
KANSAI = ["JP-25", "JP-26", "JP-27", "JP-28", "JP-29", "JP-30"]


def read(client, reader="ja", **query):
    page = client.get("/", query_string=query, headers={"Accept-Language": reader}).get_data(as_text=True)
    part = re.search(r'<div class="understood">(.*?)</div>', page, re.DOTALL)
    return unescape(part[1]) if part else ""


def list_links(part: str) -> list[dict[str, list[str]]]:
    return [parse_qs(urlsplit(link).query) for link in re.findall(r'<a class="apply" href="(/\?[^"]*)"', part)]


def list_texts(part: str) -> list[str]:
    items = re.findall(r'<(?:a class="apply"|span class="only")(.*?)(?:</a>|</span>\s*<a)', part, re.DOTALL)
    seen = [re.sub(r'<span class="unseen">.*?</span>', "", item) for item in items]
    return [" ".join(re.sub(r"^[^>]*>|<[^>]*>", " ", item).split()) for item in seen]


def test_what_was_read_is_shown_and_not_applied(client):
    assert list_texts(read(client, q=BRIEF)) == [
        "予算 ￥300,000以下",
        "フォロワー 10,000〜50,000人 +",
        "地域 関西 +",
        "届けたい相手 女性、20〜29歳",
        "地域 日本 +",
        "プラットフォーム Instagram +",
        "除外する言葉 お酒 +",
    ]
    assert client.get("/", query_string={"q": BRIEF}).text.count('class="match"') == 4


def test_a_suggestion_adds_itself_to_the_address_and_keeps_the_rest(client):
    links = list_links(read(client, q=BRIEF, language="ja", min_followers="5", must="リップ"))

    kept = {"q": [BRIEF], "language": ["ja"], "must": ["リップ"]}
    assert links == [
        {**kept, "min_followers": ["10000"], "max_followers": ["50000"]},
        {**kept, "min_followers": ["5"], "region": KANSAI},
        {**kept, "min_followers": ["5"], "region": ["JP"]},
        {**kept, "min_followers": ["5"], "platform": ["instagram"]},
        {**kept, "min_followers": ["5"], "must_not": ["お酒"]},
    ]


def test_what_is_applied_is_suggested_no_more(client):
    part = read(
        client,
        q=BRIEF,
        region=["JP", *KANSAI],
        platform="instagram",
        must_not="お酒",
        min_followers="1０000",
        max_followers="50000",
    )

    assert list_texts(part) == ["予算 ￥300,000以下", "届けたい相手 女性、20〜29歳"]


@pytest.mark.parametrize(
    ("brief", "texts"),
    [
        ("budget up to $5,000, December 1-31, 2026", ["Budget at most $5,000.00", "Dates Dec 1, 2026 – Dec 31, 2026"]),
        ("budget 5000, by December 10, 2026", ["Budget at most 5,000", "Dates until Dec 10, 2026"]),
        ("for men over 40, ER 2.5% or more", ["Audience men, 40 years and older", "Engagement rate at least 2.5% +"]),
        ("active in the last 30 days", ["Last post in the last 30 days +"]),
        ("over 10k followers", ["Followers 10,000 or more +"]),
        ("Japanese-speaking creators", ["Language Japanese +"]),
        ("lipsticks", []),
    ],
)
def test_suggestions_follow_the_readers_language(client, brief, texts):
    assert list_texts(read(client, "en", q=brief)) == texts


@pytest.mark.parametrize(
    ("brief", "applied"),
    [
        ("ER 2.5% or more", {"engagement_rate": ["0.025"]}),
        ("active in the last 30 days", {"last_post_days": ["30"]}),
    ],
)
def test_a_rate_and_a_recent_post_are_applied_by_a_click(client, brief, applied):
    (link,) = list_links(read(client, "en", q=brief))

    assert link == {"q": [brief], **applied}
    assert list_texts(read(client, "en", q=brief, **applied)) == []


def test_what_is_not_wanted_is_suggested_no_more(client):
    part = read(client, q=BRIEF, ignore=["regions", "budget", "followers", "must_not"])

    assert list_texts(part) == ["届けたい相手 女性、20〜29歳", "プラットフォーム Instagram +"]


def test_a_word_with_a_comma_cannot_be_applied_by_the_form(client):
    assert list_links(read(client, "en", q='must mention "Paris, Texas"')) == []


def test_words_of_the_brief_are_text(client):
    page = client.get("/", query_string={"q": 'must mention "<b>x</b>"'}, headers={"Accept-Language": "en"}).text

    assert "<b>x" not in page
