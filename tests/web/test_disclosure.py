"""Disclosure on the page, in the API and in filters."""

import re
from html import unescape

import pytest
from flask import render_template_string

from indexer.disclosure.packs import read_pack
from matcher.disclosure.nouns import Record
from matcher.domain import Creator, Post, Range
from matcher.errors import InvalidFilter
from web.disclosure import show_disclosure, show_record, tell_disclosure
from web.read import read_filter

VERSION = read_pack("jp").version
PAID = Creator(
    id=1,
    platform="instagram",
    external_id="1",
    region="JP-13",
    posts=(
        Post(id=1, external_id="p1", text="#PR @kose_official の新作リップ"),
        Post(id=2, external_id="p2", text="#提供 <b>リップ</b>"),
        Post(id=3, external_id="p3", text="今日はカフェへ"),
    ),
)


def test_a_record_is_shown_with_its_rules_and_unknown_stays_null():
    record = Record(clear=2, unclear=1, missing=0, rules="jp", version="x")

    assert show_record(record) == {
        "clear": 2,
        "unclear": 1,
        "missing": 0,
        "share": 0.6667,
        "rules": "jp",
        "version": "x",
    }
    assert show_record(Record(clear=0, unclear=0, missing=0, rules="jp", version="x"))["share"] is None
    assert show_record(None) is None


def test_a_creator_is_shown_with_the_posts_and_brands_behind_the_record():
    shown = show_disclosure(PAID)

    assert (shown["clear"], shown["unclear"], shown["missing"], shown["share"]) == (1, 1, 0, 0.5)
    assert [(one["post"], one["verdict"], one["reason"]) for one in shown["posts"]] == [
        ("p1", "clear", "clear"),
        ("p2", "unclear", "not_in_rules"),
    ]
    assert shown["sponsors"] == [{"name": "kose_official", "posts": ["p1"]}]
    assert "no legal advice" in shown["note"]


def test_the_api_returns_it_with_a_creator_and_a_match(client):
    creator = client.get("/api/v1/creators/1").get_json()
    matches = client.post("/api/v1/matches", json={"text": "新作リップ"}).get_json()["matches"]

    assert [(one["post"], one["reason"]) for one in creator["disclosure"]["posts"]] == [("p12", "platform_label")]
    assert [match["disclosure"] for match in matches] == [None] * len(matches)  # the stand-in has no index


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ja", ["広告表示の状況", "タイアップとみられる投稿", "要確認", "法的助言ではありません"]),
        ("en", ["Disclosure of paid posts", "Posts that look sponsored", "ask a person", "no legal advice"]),
    ],
)
def test_the_page_of_a_creator_tells_it_in_both_languages(client, language, words):
    page = unescape(client.get("/creators/1", headers={"Accept-Language": language}).get_data(as_text=True))

    assert [word for word in words if word not in page] == []


def test_the_page_says_where_nothing_looks_sponsored(client):
    page = client.get("/creators/2", headers={"Accept-Language": "ja"}).get_data(as_text=True)

    assert "タイアップとみられる投稿は見つかりませんでした。" in page


def test_captions_and_names_of_sponsors_are_escaped(app):
    template = '{% from "disclosure.html" import disclosure_section with context %}{{ disclosure_section(told) }}'

    with app.test_request_context():
        page = render_template_string(template, told=tell_disclosure(PAID))

    assert "<b>" not in page
    assert "&lt;b&gt;リップ" in page


@pytest.mark.parametrize(("clear", "tone"), [(4, "good"), (1, "caution")])
def test_a_card_tells_how_many_paid_posts_are_disclosed(app, clear, tone):
    template = '{% from "disclosure.html" import disclosure_tag %}{{ disclosure_tag(record) }}'
    record = Record(clear=clear, unclear=1, missing=0, rules="jp", version="x")

    with app.test_request_context(headers={"Accept-Language": "ja"}):
        page = render_template_string(template, record=record)
        nothing = render_template_string(template, record=None)

    assert f'class="tag {tone}"' in page
    assert f"{clear + 1}件中{clear}件" in page
    assert nothing.strip() == ""


def test_a_filter_names_a_share_and_brands():
    must = read_filter({"disclosure": {"min": 0.8}, "sponsors_not": [" Kose ", "資生堂"]})

    assert must.disclosure == Range(min=0.8)
    assert must.sponsors_not == {"Kose", "資生堂"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"disclosure": {"min": 2}}, "disclosure.min: 2"),
        ({"disclosure": 0.5}, "disclosure is not an object"),
        ({"sponsors_not": "kose"}, "sponsors_not"),
        ({"sponsors_not": ["!"]}, 'sponsors_not: "!" is no name of a brand. Give a name or a handle'),
        ({"sponsors_not": [" "]}, "is no name of a brand"),
        ({"sponsors_not": ["a" * 101]}, "is no name of a brand"),
        ({"sponsors_not": ["a\ud800"]}, "half a character"),
        ({"sponsors_not": ["kose"] * 101}, "sponsors_not holds 101 names; at most 100 are read."),
    ],
)
def test_a_filter_that_cannot_be_applied_says_why(data, message):
    with pytest.raises(InvalidFilter) as refused:
        read_filter(data)

    assert message in str(refused.value)


@pytest.mark.parametrize(("language", "words"), [("ja", "タイアップ先から除くブランド"), ("en", "Not paid by")])
def test_the_page_filters_by_share_and_brands_and_shows_both_as_chips(client, language, words):
    address = "/?q=新作リップ&disclosure=0.8&sponsors_not=Kose、資生堂"

    answer = client.get(address, headers={"Accept-Language": language})

    page = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 200
    assert page.count(words) >= 2  # the field and its chip
    assert re.search(r'value="0.8"[^>]* checked', page)
    assert "Kose" in page


def test_the_page_says_what_is_no_name_of_a_brand(client):
    answer = client.get("/?q=新作リップ&sponsors_not=!!", headers={"Accept-Language": "ja"})

    assert answer.status_code == 422
    assert "ブランド名として読み取れません" in answer.get_data(as_text=True)
