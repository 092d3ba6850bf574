import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.index.lexical_parts import read_parts, read_word
from indexer.index.lexical_text import MOST_CHARACTERS, cut
from matcher.domain import Creator
from tests.indexer.index.lexicals import OATS, creator, index, says


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A cup of COFFEE", "coffee"),
        ("Ｃｏｆｆｅｅ ｔｉｍｅ", "Coffee"),
        ("ｶﾌｪ巡り", "カフェ"),
        ("カフェ巡り", "かふぇ"),
        ("cafe\u0301 au lait", "CAFE"),
        ("澤田さんの店", "沢田"),
        ("台北素食餐厅", "餐廳"),
    ],
)
def test_text_and_word_are_folded_alike(text, word):
    assert says(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("台北素食餐廳推薦", "素食"),
        ("台北素食餐廳推薦", "食餐廳推"),
        ("台北素食餐廳推薦", "薦"),
        ("東京カフェ巡り", "カフェ"),
        ("東京カフェ巡り", "京"),
        ("ร้านกาแฟในกรุงเทพ", "กาแฟ"),
        ("카페에서 공부하기", "카페"),
        ("카페에서 공부하기", "카페에서 공부"),
        ("카페에서 공부하기", "서 공"),
        ("MAC을 샀어요", "mac"),
        ("新作MACリップ", "mac"),
        ("新作MACリップ", "作MACリ"),
        ("新作MACリップ", "MACリップ"),
        ("3月の新作", "3月"),
        ("ナイキ×sacaiのコラボ", "sacai"),
    ],
)
def test_in_scripts_without_spaces_and_in_hangul_a_word_is_met_wherever_it_stands(text, word):
    assert says(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("rain", "ai"),
        ("aim", "ai"),
        ("ai2", "ai"),
        ("3ai", "ai"),
        ("cafés", "café"),
        ("éclair", "clair"),
        ("кофейня", "кофе"),
        ("καφές", "καφέ"),
        ("giỏi", "gi"),
        ("हिन्दी", "हि"),
        ("13月の新作", "3月"),
        ("新作MACKリップ", "作MAC"),
        ("素敵な食", "素食"),
        ("カフェ", "フカ"),
        ("공부하기", "공부 하기"),
        ("공부 하기", "공부하기"),
        ("c", "c++"),
        ("oatmilk", "oat milk"),
        ("milk oat", "oat milk"),
        ("oat and milk", "oat milk"),
    ],
)
def test_a_part_of_a_word_or_another_order_is_not_met(text, word):
    assert not says(text, word)


@pytest.mark.parametrize("text", ["ai", "AI!", "#ai_art", "(ai)", "gen-ai", "café ai", "ai\nnext", "×ai÷", "愛ai愛"])
def test_signs_and_other_scripts_end_a_word(text):
    assert says(text, "ai")


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Jane Smith's diary", "smith", True),
        ("Jane Smith’s diary", "smith's", True),
        ("L’Oréal Paris", "l'oreal", True),
        ("a J-POP fan", "j-pop", True),
        ("a J POP fan", "j-pop", True),
        ("a JPOP fan", "j-pop", False),
        ("3C家電", "3c", True),
        ("H&M haul", "H & M", True),
        ("learning C++ and C#", "c++", True),
        ("learning C++ and C#", "c#", True),
        ("learning C++ and C#", "c", True),
        ("learning C++ and C#", "c+", False),
        ("learning C", "c#", False),
        ("Disney+ series", "disney", True),
        ("Disney+ series", "disney+", True),
        ("a Disney film", "disney+", False),
        ("ディズニー+の新作", "ディズニー+", True),
        ("Dr.Jart+ review", "dr jart+", True),
        ("寿司🍣と刺身", "🍣", True),
        ("寿司🍣と刺身", "寿司🍣", True),
        ("寿司🍣と刺身", "寿司と", False),
        ("👍🏽", "👍", True),
        ("行った🇯🇵🇹🇭", "🇹🇭", True),
        ("oat-milk latte", "“oat milk”", True),
        ("100% vegan", "100%", True),
        ("$5", "5", True),
        ("a.b.c", "a b c", True),
        ("a|b .* (x)", "\\w", False),
    ],
)
def test_mixed_words_and_signs(text, word, expected):
    assert says(text, word) is expected


@pytest.mark.parametrize("word", ["", " ", "\u3000", "\0", "...", "#", "@", "\u0301", "+", "\u200d"])
def test_a_word_of_nothing_but_signs_is_said_by_nobody(word):
    assert not says(f"c\0d ... {word} + #", word)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("#oatmilk", True),
        ("＃OatMilk", True),
        ("#oat_milk", True),
        ("#oat", False),
        ("#granola", False),
        ("#veganfood", True),
        ("#oatbran", True),
        ("oat bran", True),
        ("oatmilk", True),
        ("#oat bran", True),
    ],
)
def test_a_hashtag_means_the_tags_and_the_hashtags_in_texts(word, expected):
    assert index(OATS).saying(word).tolist() == [expected]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("@oat.lover", True),
        ("＠OAT.LOVER", True),
        ("@oat_lover", False),
        ("@oat", False),
        ("@haru_eats", True),
        ("@haru", False),
        ("haru eats", True),
        ("@cafe.com", False),
        ("@cafe", False),
    ],
)
def test_a_handle_means_the_creators_own_or_one_that_is_mentioned_whole(word, expected):
    assert index(OATS).saying(word).tolist() == [expected]


@pytest.mark.parametrize("word", ["@haru_eats", "@haru_eatsさん", "@ハル"])
def test_a_mention_ends_where_another_script_begins_or_with_it(word):
    assert says("今日は@haru_eatsさん、＠ハル と", word)


def test_nothing_is_met_across_two_posts_fields_or_creators():
    one = creator("素", "食 oat", ("milk", "tea", "green", "cup"), name="Haru", bio="eats", tags=("red", "wine"))

    found = index(one, creator("latte", id=2))

    for word in ("素食", "oat milk", "milk tea", "haru eats", "tea green", "green cup", "red wine", "cup latte"):
        assert found.saying(word).tolist() == [False, False], word


def test_everybody_who_says_a_word_is_found_once_or_often():
    found = index(*(creator(text, id=id) for id, text in enumerate(["tea tea tea", "", "coffee", "tea"], start=3)))

    assert found.saying("tea").tolist() == [True, False, False, True]
    assert found.saying("tea").dtype == np.bool_
    assert (found.saying("milk").any(), found.saying("").any()) == (False, False)


def test_an_index_of_creators_without_texts_opens():
    assert index(creator()).saying("tea").tolist() == [False]


def test_a_very_long_text_is_met_up_to_its_bound():
    text = "あ" * (MOST_CHARACTERS - 2) + "鮨屋の外"

    assert says(text, "あ鮨屋")
    assert not says(text, "屋の")


def test_words_that_never_end_are_told_apart_by_their_first_letters():
    assert says("a" * 300, "a" * 250)
    assert says("\U00010428" * 20_000, "\U00010428" * 20_000)
    assert not says("a" * 70_000, "a" * 199)


SCRIPTS = "ab Bé9+#_.-'’@🍣😀 \n東京國国素食カかｶﾞー가나다กาแัвый"
TEXTS = st.text(SCRIPTS, max_size=16)


@settings(deadline=None, max_examples=40)  # each writes an index
@given(st.lists(TEXTS, min_size=1, max_size=5), st.text(SCRIPTS, min_size=1, max_size=5))
def test_the_index_finds_what_looking_at_every_part_finds(texts, word):
    creators = [creator(*texts[:place], name=texts[place], id=place + 1) for place in range(len(texts))]

    found = index(*creators).saying(word)

    assert found.tolist() == [any(part.says(read_word(word)) for part in read_parts(one)) for one in creators]


@settings(deadline=None, max_examples=40)  # each writes an index
@given(TEXTS, st.data())
def test_a_word_drawn_from_a_text_is_found_in_it(text, data):
    pieces = cut(text).split()
    starts = [place for place, piece in enumerate(pieces) if piece[0] not in "+#"]  # which count after a word alone
    if starts:
        start = data.draw(st.sampled_from(starts))
        end = data.draw(st.integers(start + 1, len(pieces)))
        word = " ".join(pieces[start:end]).replace(" +", "+").replace(" #", "#")

        assert says(text, word)


@settings(deadline=None, max_examples=40)  # each writes an index
@given(st.text("東京國国素食カかｶﾞー가나다กาแั", min_size=2, max_size=12), st.data())
def test_any_stretch_of_a_text_without_spaces_is_found_in_it(text, data):
    text = cut(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    assert says(text, text[start:end])


@settings(deadline=None, max_examples=40)  # each writes an index
@given(st.lists(TEXTS, min_size=2, max_size=2), st.text(SCRIPTS, min_size=1, max_size=6))
def test_what_two_posts_say_together_neither_says_alone_is_not_met(texts, word):
    together = index(creator(*texts)).saying(word)

    assert together.tolist() == [says(texts[0], word) or says(texts[1], word)]


def test_parts_of_a_creator_name_where_they_stand():
    found = [(part.where, part.text, part.tags, part.handles) for part in read_parts(OATS)]

    assert found == [
        ("handle", "oat lover", (), ("oat.lover",)),
        ("name", "oat lover", (), ()),
        ("tags", "oat bran", ("oatbran",), ()),
        ("101", "breakfast", (), ()),
        ("101", "granola oatmilk with haru eats", ("oatmilk",), ("haru_eats",)),
        ("101", "vegan food", ("veganfood",), ()),
        ("102", "oat milk latte mail me cafe com", (), ()),
    ]


def test_a_creator_without_anything_has_no_parts():
    assert list(read_parts(Creator(id=1, platform="x", external_id="1"))) == []
