import pytest

from tests.matcher.reading.understood import read_field


@pytest.mark.parametrize(
    ("text", "followers"),
    [
        ("フォロワー1〜5万人", {"min": 10_000, "max": 50_000}),
        ("フォロワー５０００〜１万人", {"min": 5_000, "max": 10_000}),
        ("フォロワー数：5,000人以上3万人以下", {"min": 5_000, "max": 30_000}),
        ("フォロワー1万人未満", {"max": 9_999}),
        ("フォロワー三万人以上の人", {"min": 30_000}),
        ("フォロワー1万〜", {"min": 10_000}),
        ("〜5万フォロワー", {"max": 50_000}),
        ("フォロワー約5万人", {"min": 40_000, "max": 60_000}),
        ("フォロワー5万人程度", {"min": 40_000, "max": 60_000}),
        ("フォロワー10万人のクリエイター", {"min": 100_000}),
        ("チャンネル登録者数10万人以上", {"min": 100_000}),
        ("10k-50k followers", {"min": 10_000, "max": 50_000}),
        ("10 to 50k followers", {"min": 10_000, "max": 50_000}),
        ("between 10,000 and 50,000 followers", {"min": 10_000, "max": 50_000}),
        ("at least 10k followers", {"min": 10_000}),
        ("over 10k followers but fewer than 50k followers", {"min": 10_000, "max": 49_999}),
        ("under 50k followers", {"max": 50_000}),
        ("followers: 100K+", {"min": 100_000}),
        ("1.5M+ subscribers", {"min": 1_500_000}),
        ("팔로워 1만~5만", {"min": 10_000, "max": 50_000}),
        ("구독자 10만 명 이상", {"min": 100_000}),
        ("粉丝10万以上", {"min": 100_000}),
        ("粉絲1萬到5萬", {"min": 10_000, "max": 50_000}),
        ("粉丝10w-50w", {"min": 100_000, "max": 500_000}),
        ("ผู้ติดตาม 1 หมื่นขึ้นไป", {"min": 10_000}),
        ("ผู้ติดตามไม่เกิน 5 หมื่นคน", {"max": 50_000}),
        ("pengikut 10rb-50rb", {"min": 10_000, "max": 50_000}),
        ("pengikut minimal 10.000", {"min": 10_000}),
        ("de 10 a 50 mil seguidores", {"min": 10_000, "max": 50_000}),
        ("más de 100.000 suscriptores", {"min": 100_000}),
    ],
)
def test_followers_are_read_with_their_bounds(text, followers):
    assert read_field("followers", text) == followers


@pytest.mark.parametrize(
    ("text", "followers"),
    [
        ("micro-influencers", {"min": 10_000, "max": 50_000}),
        ("ナノインフルエンサー", {"min": 1_000, "max": 10_000}),
        ("ナノ〜マイクロインフルエンサー", {"min": 1_000, "max": 50_000}),
        ("nano and micro influencers", {"min": 1_000, "max": 50_000}),
        ("mid-tier creators", {"min": 50_000, "max": 500_000}),
        ("マクロインフルエンサー", {"min": 500_000, "max": 1_000_000}),
        ("mega influencers", {"min": 1_000_000}),
        ("마이크로 인플루언서", {"min": 10_000, "max": 50_000}),
        ("ไมโครอินฟลูเอนเซอร์", {"min": 10_000, "max": 50_000}),
        ("mikro influencer", {"min": 10_000, "max": 50_000}),
        ("腰部达人", {"min": 100_000, "max": 500_000}),
        ("头部KOL", {"min": 500_000}),
        ("macro photography", None),
        ("マクロ撮影", None),
        ("micro-needling", None),
        ("mega sale hauls", None),
    ],
)
def test_a_tier_is_a_range_of_followers_beside_a_word_for_creators(text, followers):
    assert read_field("followers", text) == followers


def test_a_number_says_more_than_a_tier():
    assert read_field("followers", "マイクロインフルエンサー（フォロワー1万〜3万人）") == {"min": 10_000, "max": 30_000}


@pytest.mark.parametrize("text", ["3 followers", "フォロワー10%増", "フォロワー5万〜1万", "followers and 3 posts"])
def test_what_is_no_count_of_followers_says_nothing(text):
    assert read_field("followers", text) is None
