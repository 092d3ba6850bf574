import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from matcher.errors import IndexNotReady, SnapshotDamaged

JAPANESE = {"Accept-Language": "ja,en;q=0.8"}


def read(client, address, **query):
    answer = client.get(address, query_string=query or None, headers=JAPANESE)
    return answer.status_code, unescape(answer.get_data(as_text=True))


def test_the_first_visit_offers_a_form_and_examples_in_two_languages(client):
    status, page = read(client, "/")

    assert status == 200
    assert "日本のコスメブランドの新作リップを紹介してくれるクリエイター" in page
    assert "Budget travellers who explore Southeast Asia by train" in page
    assert 'class="match"' not in page


def test_a_brief_is_answered_with_creators_and_their_posts(client):
    status, page = read(client, "/", q="新作リップ", region="JP")

    assert status == 200
    assert "条件に合うクリエイターは2人" in page
    assert '<a href="/creators/1" lang="ja">みお｜リップ沼の住人</a>' in page
    assert '<blockquote dir="auto" lang="ja"><mark>新作</mark>ティントを6時間つけっぱなしで検証。' in page
    assert '<data value="48200" title="48,200">4.8万人</data>' in page
    assert '東京都 <small class="source">登録情報</small>' in page
    assert '<span class="share">+0.50</span>' in page
    assert '<span class="share against">−0.12</span>' in page
    assert "<mark>リップ</mark>全8色" in page
    assert 'aria-describedby="er-1">3.88%</button>' in page
    assert "直近3件の投稿について、（いいね＋コメント）÷フォロワー数を計算した中央値です。" in page


def test_an_inferred_region_says_so(client):
    _, found = read(client, "/", q="リップ")
    _, page = read(client, "/creators/4")

    assert '日本 <small class="source">推定（確度79%）</small>' in found
    assert '日本 <small class="source">推定（確度79%）</small>' in page
    assert "国旗「🇯🇵」（自己紹介）、地名「大阪」（投稿）" in page


def test_an_inferred_region_says_so_in_english(client):
    page = client.get("/creators/4", headers={"Accept-Language": "en"}).get_data(as_text=True)

    assert 'Japan <small class="source">inferred, 79% sure</small>' in page
    assert "flag “🇯🇵” in the bio, place “大阪” in posts" in page


def test_inferred_regions_can_be_left_out_and_let_in_again(client):
    _, page = read(client, "/", q="リップ", region="JP", declared_regions="1")

    assert "条件に合うクリエイターは1人" in page
    assert (
        '<input id="declared_regions" type="checkbox" name="declared_regions" value="1" form="search" checked>' in page
    )
    assert 'hx-get="/?q=%E3%83%AA%E3%83%83%E3%83%97&region=JP"' in page
    assert 'aria-label="条件を外す　地域：推定を除く"' in page


def test_numbers_and_names_follow_the_readers_language(client):
    page = client.get("/?q=lipstick", headers={"Accept-Language": "en"}).get_data(as_text=True)

    assert ">48.2K</data>" in page
    assert "Tokyo, Japan" in page
    assert ">1.2M</data>" in page


def test_zero_is_shown_and_unknown_is_called_unknown(client):
    _, page = read(client, "/", q="リップ")

    assert '<data value="0" title="0">0人</data>' in page
    assert '<span class="unknown">不明</span>' in page


def test_a_post_in_another_language_than_the_brief_says_so(client):
    _, page = read(client, "/", q="リップ", language="th")

    assert '<blockquote dir="auto" lang="th">' in page
    assert '<span class="tag">タイ語</span>' in page


def test_the_original_is_linked_without_telling_where_from(client):
    _, page = read(client, "/", q="リップ", language="ja")

    assert 'href="https://instagram.example/mio_lips" rel="noopener noreferrer nofollow"' in page


@pytest.mark.parametrize("address", ["/?q=lipstick", "/creators/3"])
def test_what_creators_write_is_text_and_their_scripts_are_no_links(client, address):
    page = client.get(address).get_data(as_text=True)

    assert "&lt;script&gt;alert(&#39;caption&#39;)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    assert "javascript:" not in page
    assert "java\nscript:" not in page


def test_a_brief_comes_back_as_text(client):
    page = client.get("/", query_string={"q": '"><script>alert(1)</script>'}).get_data(as_text=True)

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_no_page_carries_a_script_or_a_style_of_its_own(client):
    for address in ("/", "/?q=lip", "/?q=", "/creators/1", "/nothing"):
        page = client.get(address).get_data(as_text=True)

        assert re.findall(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", page) == []


def test_the_form_shows_again_what_was_asked(client):
    _, page = read(
        client,
        "/",
        q="リップ",
        language=["ja"],
        region="KR",
        min_followers="1万",
        must="紅茶",
        must_not="酒",
        limit="50",
    )

    assert ">リップ</textarea>" in page
    assert '<input id="language-ja" type="checkbox" name="language" value="ja" form="search" checked>' in page
    assert '<input id="region-KR" type="checkbox" name="region" value="KR" form="search" checked>' in page
    assert 'value="1万"' in page
    assert 'value="紅茶"' in page
    assert "<option selected>50</option>" in page


def test_a_country_counts_its_parts(client):
    _, page = read(client, "/")

    assert re.search(r'value="JP" form="search">\s*<span>日本</span>\s*<span class="count">2</span>', page)
    assert re.search(r'value="JP-13" form="search">\s*<span>東京都</span>\s*<span class="count">1</span>', page)


def test_nobody_is_told_what_to_loosen(client):
    status, page = read(
        client, "/", q="リップ", language=["ja", "th"], region="JP", min_followers="9000000", must="抹茶"
    )
    links = re.findall(r'<a class="cross" href="(/\?[^"]*)"[^>]* aria-label="条件を外す', page)

    assert status == 200
    assert "条件に合うクリエイターがいません" in page
    assert [set(parse_qs(urlsplit(link).query)) for link in links] == [
        {"q", "region", "min_followers", "must"},
        {"q", "language", "min_followers", "must"},
        {"q", "language", "region", "must"},
        {"q", "language", "region", "min_followers"},
    ]
    assert parse_qs(urlsplit(links[1]).query)["language"] == ["ja", "th"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"q": " "}, "企画の概要が空です。"),
        ({"q": "💄"}, "企画の概要が記号や絵文字だけになっています。"),
        ({"q": "a" * 10_001}, "企画の概要が10,001文字あります。上限は10,000文字です。"),
        ({"q": "a", "limit": "500"}, "表示人数に500は指定できません。1〜200の整数で指定してください。"),
        ({"q": "a", "language": "xx"}, '"xx"という言語コードはありません。'),
        ({"q": "a", "region": "ZZ"}, '"ZZ"という地域コードはありません。'),
        ({"q": "a", "platform": "A B"}, '"A B"はプラットフォーム名として使えません。'),
        (
            {"q": "a", "min_followers": "50", "max_followers": "3"},
            "フォロワーの下限（50）が上限（3）を上回っています。",
        ),
        ({"q": "a", "min_followers": "-1"}, 'フォロワーの下限に"-1"は指定できません。0以上の整数で入力してください。'),
        ({"q": "a", "must": "、".join("abcdefghijklmnopqrstu")}, "「必ず含む言葉」が21個あります。"),
        ({"q": "a", "must_not": "a" * 101}, "「除外する言葉」に101文字の言葉があります。"),
    ],
)
def test_what_cannot_be_asked_is_explained_in_the_form(client, query, message):
    status, page = read(client, "/", **query)

    assert status == 422
    assert message in page
    assert f">{query['q']}</textarea>" in page


def test_a_creators_page_shows_numbers_with_their_source_and_day(client):
    status, page = read(client, "/creators/1")

    assert status == 200
    assert "export・2026/09/20時点" in page
    assert "再生数（中央値）" in page
    assert "￥90,000" in page
    assert "認証済み" in page
    assert "1,204,000" in page
    assert page.index("2026/08/01") < page.index("2026/07/01")


def test_a_creator_of_whom_little_is_known_says_so(client):
    _, page = read(client, "/creators/3")

    assert "日付ごとの記録はまだ取り込まれていません。" in page
    assert "日付不明" in page


@pytest.mark.parametrize("address", ["/?q=リップ&platform=tiktok", "/creators/4"])
def test_invented_creators_are_called_invented(client, address):
    assert "架空のクリエイターです" in read(client, address)[1]


@pytest.mark.parametrize("address", ["/?q=リップ&platform=instagram", "/creators/1"])
def test_true_creators_are_not_called_invented(client, address):
    assert "架空" not in read(client, address)[1]


@pytest.mark.parametrize("address", ["/creators/9", f"/creators/{2**70}", "/creators/x", "/nothing"])
def test_what_is_not_there_is_404_with_a_way_back(client, address):
    status, page = read(client, address)

    assert status == 404
    assert "ページが見つかりません" in page
    assert '<a href="/">検索に戻る</a>' in page


def test_without_an_index_the_page_says_the_two_commands(client, shelves):
    shelves.failure = IndexNotReady("Nothing is published.", "Run `enmusubi index`.")

    status, page = read(client, "/")

    assert status == 503
    assert "enmusubi import creators.jsonl\nenmusubi index" in page


def test_a_damaged_index_says_what_to_do(client, shelves):
    shelves.failure = SnapshotDamaged("A file is too short.", "Run `enmusubi index`.")

    status, page = read(client, "/", q="リップ")

    assert status == 503
    assert "A file is too short." in page
    assert "Run `enmusubi index`." in page


def test_what_nobody_expected_is_a_page_without_its_traceback(client, shelves, caplog):
    shelves.failure = ZeroDivisionError("secret")

    status, page = read(client, "/")

    assert status == 500
    assert "エラーが発生しました" in page
    assert "secret" not in page
    assert "secret" in caplog.text


def test_the_foot_tells_the_generation_and_how_many_it_holds(client):
    assert "索引 g000012" in read(client, "/")[1]
    assert "クリエイター 4人" in read(client, "/creators/1")[1]
