import pytest

from indexer.catalogue.tags import Tags
from indexer.tagging.creators import MOST_WEIGHT, tag_creator
from matcher.domain import Creator, Post

JAPANESE = "新作リップを紹介します。とても綺麗な色でした"
ENGLISH = "The best coffee in town is round the corner"
THAI = "รีวิวลิปสติกใหม่จากร้านโปรดของเรา"
KOREAN = "오늘의 카페 브이로그를 올렸어요"


def creator(*texts: str | None, **fields) -> Creator:
    """Return a creator with a post for each text."""
    posts = tuple(Post(id=id, external_id=str(id), text=text) for id, text in enumerate(texts, start=1))
    return Creator(id=7, platform="youtube", external_id="UC7", posts=posts, **fields)


def test_every_post_is_tagged_on_its_own():
    tags = tag_creator(creator(JAPANESE, ENGLISH, "ok", None))

    assert tags.creator == 7
    assert tags.posts == {1: "ja", 2: "en", 3: None, 4: None}


def test_a_posts_title_is_read_with_its_text():
    post = Post(id=1, external_id="1", title="The best coffee in town", text="ok")
    channel = Creator(id=7, platform="youtube", external_id="UC7", posts=(post,))

    tags = tag_creator(channel)

    assert tags == Tags(creator=7, languages=("en",), posts={1: "en"})


def test_the_most_used_language_comes_first():
    tags = tag_creator(creator(ENGLISH, THAI, THAI, THAI))

    assert tags.languages == ("th", "en")


def test_a_text_weighs_its_length():
    tags = tag_creator(creator(THAI[:6], THAI[:6], ENGLISH))

    assert tags.languages == ("en", "th")


def test_equal_weights_are_ordered_by_code():
    text = "가나다라"

    tags = tag_creator(creator("ไทยเ", text))

    assert tags.languages == ("ko", "th")


@pytest.mark.parametrize(("english", "languages"), [(4, ("th", "en")), (5, ("th",))])
def test_a_language_with_less_than_a_fifth_of_the_text_is_an_exception(english, languages):
    texts = ["ท" * 50] * english + ["This is a short English text of 50 letters in all."]

    tags = tag_creator(creator(*texts))

    assert len(texts[-1]) == 50
    assert tags.languages == languages


def test_a_creator_has_at_most_three_languages():
    tags = tag_creator(creator("ไทย" * 11, "한국어" * 12, "にほんご" * 10, ENGLISH))

    assert tags.languages == ("en", "ja", "ko")


def test_of_languages_that_all_have_less_than_a_fifth_the_most_used_is_kept():
    hindi, arabic = "आज हम घर पर खाना बनाएंगे और खाएंगे", "مرحبا بكم في قناتي الجديدة على يوتيوب"
    texts = [text[:30] for text in (JAPANESE + JAPANESE, KOREAN + KOREAN, THAI, hindi, arabic)]

    tags = tag_creator(creator(*texts, ENGLISH[:31]))

    assert tags.languages == ("en",)


def test_one_long_post_does_not_outvote_many():
    tags = tag_creator(creator("ท" * 5_000, *["This is a short English text of 50 letters in all."] * 5))

    assert MOST_WEIGHT == 200
    assert tags.languages == ("en", "th")


def test_the_profile_votes_too():
    tags = tag_creator(creator(THAI, name="Corner coffee", bio="Every week a new place in town"))

    assert tags == Tags(creator=7, languages=("en", "th"), posts={1: "th"})


def test_a_creator_without_posts_is_told_by_the_profile():
    tags = tag_creator(creator(name="Corner coffee", bio="Every week a new place in town"))

    assert tags == Tags(creator=7, languages=("en",), posts={})


def test_a_kana_in_the_name_of_a_taiwanese_channel_is_outvoted_by_its_posts():
    tags = tag_creator(
        creator("今天去了台北新開的咖啡店，味道很不錯", "這款手機拍照效果怎麼樣？開箱給你看", name="小光の日記")
    )

    assert tags.languages == ("zh-Hant",)


def test_texts_too_short_to_be_told_alone_are_told_together():
    tags = tag_creator(creator("la casa", "una", "a la"))

    assert tags == Tags(creator=7, languages=("es",), posts={1: None, 2: None, 3: None})


def test_kanji_that_leave_doubt_are_told_by_all_of_the_creators_texts():
    doubtful = ("更新", "文化", "一定", "今日更新")

    japanese = tag_creator(creator(*doubtful, "雑談配信", "新宿駅周辺散策記録", "初心者歓迎"))
    traditional = tag_creator(creator(*doubtful, "台灣美食", "手機開箱評測", "旅遊分享"))
    simplified = tag_creator(creator(*doubtful, "手机开箱评测", "今天去了上海新开的咖啡店"))

    assert [japanese.posts[id] for id in (1, 2, 3, 4)] == ["ja"] * 4
    assert [traditional.posts[id] for id in (1, 2, 3, 4)] == ["zh-Hant"] * 4
    assert [simplified.posts[id] for id in (1, 2, 3, 4)] == ["zh-Hans"] * 4
    assert [tags.languages for tags in (japanese, traditional, simplified)] == [("ja",), ("zh-Hant",), ("zh-Hans",)]


def test_a_clear_text_keeps_its_language_against_all_others():
    tags = tag_creator(creator("雑談配信", "新宿駅周辺散策記録", "今天去了上海新开的咖啡店", "更新"))

    assert tags.posts == {1: "ja", 2: "ja", 3: "zh-Hans", 4: "ja"}


def test_where_all_texts_together_leave_doubt_each_speaks_for_itself():
    tags = tag_creator(creator("更新", "文化"))

    assert tags == Tags(creator=7, languages=("ja", "zh"), posts={1: "ja", 2: "zh"})


def test_a_short_text_in_an_alphabet_inherits_nothing():
    tags = tag_creator(creator(ENGLISH, ENGLISH, ENGLISH, "vlog"))

    assert tags == Tags(creator=7, languages=("en",), posts={1: "en", 2: "en", 3: "en", 4: None})


def test_another_detector_can_be_chosen():
    texts = creator("my kitchen", ENGLISH)

    assert tag_creator(texts).posts == {1: "en", 2: "en"}
    assert tag_creator(texts, "langdetect").posts == {1: None, 2: "en"}


def test_tags_help_where_nothing_else_is_told():
    tags = tag_creator(creator(name="Ana", tags=("recetas de cocina", "comida casera para toda la familia")))

    assert tags.languages == ("es",)


def test_a_creator_without_words_is_undetermined():
    assert tag_creator(creator(None, "😀")) == Tags(creator=7, languages=(), posts={1: None, 2: None})


def test_a_post_whose_language_was_declared_votes_for_that_one():
    post = Post(id=1, external_id="1", text="Ok!", language="id")
    declared = Creator(id=7, platform="x", external_id="7", posts=(post,))

    tags = tag_creator(declared)

    assert tags == Tags(creator=7, languages=("id",), posts={1: "id"})
