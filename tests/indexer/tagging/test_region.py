import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.tagging.region import SUREST, infer_region
from matcher.domain import Creator, Post, Sign

ELSEWHERE = ["Bangkok", "Tokyo", "Seoul", "Paris", "London", "Madrid", "Hanoi", "Jakarta", "Taipei", "Singapore"]


def creator(*posts: str, bio: str | None = None, name: str | None = None, region: str | None = None) -> Creator:
    """Return a creator with a post for each text."""
    written = tuple(Post(id=id, external_id=str(id), text=text) for id, text in enumerate(posts, start=1))
    return Creator(id=7, platform="youtube", external_id="UC7", name=name, bio=bio, region=region, posts=written)


def infer(*posts: str, **fields) -> str | None:
    found = infer_region(creator(*posts, **fields))
    return found.region if found else None


@pytest.mark.parametrize(
    ("bio", "region"),
    [
        ("東京のカフェ巡り☕ お仕事はDMへ", "JP-13"),
        ("🇯🇵 photographer", "JP"),
        ("Based in Tokyo", "JP-13"),
        ("📍Dallas", "US-TX"),
        ("ソウル在住の日本人", "KR-11"),
        ("서울 거주", "KR-11"),
        ("รีวิวร้านในกรุงเทพ", "TH-10"),
        ("神戸市の美容室", "JP-28"),
        ("大阪と東京", "JP"),
        ("Madrid 🇪🇸", "ES-MD"),
        ("お問い合わせ +81 3-1234-5678", "JP"),
        ("Order: wa.me/6281234567890", "ID"),
        ("関西のグルメ", "JP"),
    ],
)
def test_a_bio_tells_the_region(bio, region):
    assert infer(bio=bio) == region


@pytest.mark.parametrize(
    "bio",
    [
        None,
        "",
        "毎日のコスメとスイーツを紹介しています",
        "오늘의 카페 브이로그",
        "🇯🇵🇺🇸",
        "I love Japan",
        "台湾旅行が好き",
        "Tokyo, Seoul, Paris",
        "価格は1000円",
        "+81",
    ],
)
def test_what_a_bio_does_not_tell_is_undetermined(bio):
    assert infer(bio=bio) is None


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("Vogue India", "IN"),
        ("東京グルメ", "JP-13"),
        ("石川 花子", None),
        ("Tyler Austin", None),
        ("Chicago", None),
    ],
)
def test_a_name_tells_less_for_people_are_called_like_places(name, region):
    assert infer(name=name) == region


def test_a_place_that_posts_keep_naming_in_its_own_script_decides():
    assert (infer(*["เที่ยวกรุงเทพ"] * 3), infer(*["เที่ยวกรุงเทพ"] * 20)) == (None, "TH-10")


def test_a_place_that_posts_name_in_foreign_script_does_not():
    assert infer(*["バンコクの朝"] * 20) is None


def test_a_traveller_gets_no_region():
    assert infer(*[f"My days in {place}" for place in ELSEWHERE * 5]) is None


def test_the_bio_weighs_more_than_travels():
    travels = [f"My days in {place}" for place in ELSEWHERE]

    assert infer(*travels, bio="📍大阪市") == "JP-27"


def test_the_reasons_are_kept_strongest_first():
    found = infer_region(creator("大阪の朝", bio="📍大阪 🇯🇵"))

    assert found is not None
    assert found.evidence == (
        Sign(kind="home", what="大阪", where="bio"),
        Sign(kind="flag", what="🇯🇵", where="bio"),
        Sign(kind="place", what="大阪", where="posts"),
    )
    assert (found.region, found.confidence) == ("JP-27", 0.987)


def test_what_others_state_is_not_asked():
    assert infer(bio="🇯🇵", region="TH") == "JP"


def test_posts_of_any_date_or_none_are_read():
    posts = tuple(Post(id=id, external_id=str(id), text="서울 카페") for id in range(20))

    found = infer_region(Creator(id=1, platform="x", external_id="1", posts=posts))

    assert found is not None
    assert found.region == "KR-11"


@given(st.text(st.sampled_from("🇯🇵🇹🇭東京大阪バンコク在住 +8190円Tokyo서울"), max_size=30))
def test_an_answer_is_sure_enough_and_has_reasons(bio):
    found = infer_region(creator(bio=bio))

    if found is not None:
        assert SUREST <= found.confidence <= 1
        assert 1 <= len(found.evidence) <= 5
