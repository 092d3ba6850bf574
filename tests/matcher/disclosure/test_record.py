"""What a creator's posts told so far, and who paid for them."""

import pytest

from indexer.disclosure.packs import read_pack
from matcher.disclosure.brands import digest_key, name_key
from matcher.disclosure.nouns import Record
from matcher.disclosure.record import count_verdicts, judge_posts
from matcher.disclosure.sponsors import find_sponsors, list_keys
from matcher.domain import Creator, Post

JP, US = read_pack("jp"), read_pack("us")


def creator(*texts: str, platform: str = "instagram") -> Creator:
    posts = tuple(Post(id=id, external_id=str(id), text=text) for id, text in enumerate(texts, start=1))
    return Creator(id=1, platform=platform, external_id="1", posts=posts)


def names(*texts: str, rules=JP) -> list[str]:
    return [sponsor.name for sponsor in find_sponsors(judge_posts(creator(*texts), rules))]


def test_posts_that_look_sponsored_are_counted_by_verdict():
    judged = judge_posts(
        creator("#PR リップ", "#提供 リップ", "クーポンコード HARU", "今日はカフェへ", "【広告】靴"), JP
    )

    record = count_verdicts(judged, JP)

    assert record == Record(clear=2, unclear=1, missing=1, rules="jp", version=JP.version)
    assert (record.sponsored, record.share) == (4, 0.5)
    assert [one.post.id for one in judged] == [1, 2, 3, 5]


def test_the_share_of_a_creator_without_sponsored_posts_is_unknown():
    record = count_verdicts(judge_posts(creator("今日はカフェへ"), JP), JP)

    assert (record.sponsored, record.share) == (0, None)


def test_the_platform_and_its_label_count():
    labelled = Post(id=1, external_id="1", text="リップ", sponsored=True)
    folded = Post(id=2, external_id="2", text="とても長い文章です。" * 20 + "#PR")
    account = Creator(id=1, platform="instagram", external_id="1", posts=(labelled, folded))

    assert [one.verdict.reason for one in judge_posts(account, JP)] == ["platform_label", "below_fold"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#PR @kose_official の新作", ["kose_official"]),
        ("今日はコーセー様より商品をご提供いただきました", ["コーセー"]),
        ("資生堂さんのPRです", ["資生堂"]),
        ("chocoZAP_officialとのタイアップ投稿", ["chocoZAP_official"]),
        ("Thanks to Acme Brand for the free product", ["Acme Brand"]),
        ("This video is sponsored by NordVPN", ["NordVPN"]),
        ("gifted by @glow.lab.", ["glow.lab"]),
        ("友達の @mike とカフェ", []),  # nothing looks sponsored
        ("PRではありません @kose_official", []),
        ("#PR https://example.com/@kose_official", []),
        ("PRではありません @kose_official" + "、とても長い話です" * 10 + " クーポンコード HARU10", []),
        ("#PR リップ" + "、とても長い話です" * 10 + " @mike", []),  # far from the sign
    ],
)
def test_brands_beside_a_sign_of_sponsorship_are_past_sponsors(text, found):
    assert names(text, rules=US if text.isascii() else JP) == found


def test_whoever_is_tagged_where_the_platform_says_that_it_is_paid_is_a_sponsor():
    post = Post(id=1, external_id="1", text="リップ @kose_official", sponsored=True)
    account = Creator(id=1, platform="instagram", external_id="1", posts=(post,))

    assert [sponsor.name for sponsor in find_sponsors(judge_posts(account, JP))] == ["kose_official"]


def test_spellings_of_a_brand_are_one_sponsor_with_all_its_posts():
    judged = judge_posts(creator("#PR @KOSE_official", "#PR @glow", "#PR @kose.jp"), JP)

    assert [(one.name, one.key, one.posts) for one in find_sponsors(judged)] == [
        ("KOSE_official", "kose", (1, 3)),
        ("glow", "glow", (2,)),
    ]


def test_a_filter_meets_hashtags_of_sponsored_posts_too():
    judged = judge_posts(creator("#PR #コーセー @glow", "#カフェ だいすき"), JP)

    assert list_keys(judged, find_sponsors(judged)) == ["glow", "pr", "コーセー"]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("@KOSE_official", "kose"),
        ("Kose Japan", "kose"),
        ("kose.jp", "kose"),
        ("コーセー公式", "コーセー"),
        ("株式会社コーセー", "コーセー"),
        ("ＫＯＳＥ", "kose"),
        ("ｺｰｾｰ", "コーセー"),
        ("official", "official"),
        ("jp", "jp"),
        ("US", "us"),
        ("bebejp", "bebejp"),
        ("@", ""),
        ("...", ""),
    ],
)
def test_names_of_one_brand_have_one_key(name, key):
    assert name_key(name) == key


def test_a_key_is_found_by_a_number_that_fits_any_column():
    assert 0 <= digest_key("kose") < 2**63
    assert digest_key("kose") == digest_key("kose") != digest_key("コーセー")
