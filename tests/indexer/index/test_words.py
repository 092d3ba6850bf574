import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.index.words import Words, fold, pack


def words(*texts: str) -> Words:
    """Return the words of creators who say these texts."""
    packed = [pack(text) for text in texts]
    text = np.frombuffer(b"".join(packed), dtype=np.uint8)
    return Words(text, np.cumsum([0, *map(len, packed)], dtype=np.int64))


def says(text: str, word: str) -> bool:
    return words("before", text, "after").saying(word).tolist()[1]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A cup of COFFEE", "coffee"),
        ("a cup of coffee", "Coffee"),
        ("Ｃｏｆｆｅｅ ｔｉｍｅ", "coffee"),
        ("ｶﾌｪ巡り", "カフェ"),
        ("カフェ巡り", "ｶﾌｪ"),
        ("STRASSE", "straße"),
        ("cafe\u0301 au lait", "café"),
        ("① first", "1"),
        ("𝐂𝐎𝐅𝐅𝐄𝐄 time", "coffee"),
    ],
)
def test_width_case_and_composition_do_not_matter(text, word):
    assert says(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("台北素食餐廳推薦", "素食"),
        ("東京カフェ巡り", "カフェ"),
        ("ร้านกาแฟในกรุงเทพ", "กาแฟ"),
        ("카페에서 공부하기", "카페"),
        ("MAC을 샀어요", "mac"),
        ("新作MACリップ", "mac"),
        ("ナイキ×sacaiのコラボ", "sacai"),
    ],
)
def test_in_scripts_without_spaces_and_before_particles_a_word_is_met_wherever_it_stands(text, word):
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
        ("ệmai", "mai"),
        ("ăn chayệ", "ăn chay"),
        ("chayếm", "ếm"),
    ],
)
def test_in_an_alphabet_a_word_is_met_whole(text, word):
    assert not says(text, word)


@pytest.mark.parametrize("text", ["ai", "AI!", "#ai_art", "(ai)", "gen-ai", "café ai", "ai\nnext", "×ai÷", "愛ai愛"])
def test_signs_and_other_scripts_end_a_word(text):
    assert says(text, "ai")


@pytest.mark.parametrize("word", ["việt", "ế", "ăn chay", "Ăn Chay"])
def test_vietnamese_words_are_met_whole(word):
    assert says("món việt: ế, ăn chay", word)


@pytest.mark.parametrize("word", ["oatmilk", "#oatmilk", "＃OatMilk"])
def test_a_hashtag_is_found_by_its_word_and_as_itself(word):
    assert says("breakfast #OatMilk", word)


def test_a_phrase_is_met_with_its_spaces():
    assert says("I love oat milk.", "oat milk")
    assert not says("I love oatmilk.", "oat milk")


@pytest.mark.parametrize(
    ("word", "expected"),
    [("c++", True), ("a.c", False), (".*", False), ("(beta)", True), ("a|b", False), ("\\w", False)],
)
def test_signs_of_patterns_mean_themselves(word, expected):
    assert says("learning c++ (beta) abc", word) is expected


def test_nothing_is_met_across_two_creators():
    texts = words("素", "食 oat", "milk")

    assert texts.saying("素食").tolist() == [False] * 3
    assert texts.saying("oat milk").tolist() == [False] * 3
    assert texts.saying("oat\0milk").tolist() == [False] * 3


def test_everybody_who_says_a_word_is_found_once_or_often():
    texts = words("tea tea tea", "", "coffee", "tea")

    found = texts.saying("tea")

    assert found.tolist() == [True, False, False, True]
    assert found.dtype == np.bool_


@pytest.mark.parametrize("word", ["", " ", "\u3000", "\0"])
def test_a_word_of_nothing_is_said_by_nobody(word):
    assert words("a b", "", "c\0d").saying(word).tolist() == [False] * 3


@pytest.mark.parametrize("word", ["\u0301", "´", "\u200d", "\u00ad", "😀"])
def test_a_lone_sign_is_a_word_like_any(word):
    assert words("plain", f"x {word} y").saying(word).tolist() == [False, True]


def test_spaces_around_a_word_do_not_count():
    assert says("素食", " 素食\n")


@given(st.text(max_size=20))
def test_what_is_folded_stays_as_it_is(text):
    folded = fold(text.encode(errors="ignore").decode())

    assert fold(folded.decode()) == folded


def stands_whole(text: str, word: str) -> bool:
    """Look for an ASCII word place by place."""
    for at in range(len(text) - len(word) + 1):
        end = at + len(word)
        glued_before = word[0].isalnum() and at > 0 and text[at - 1].isalnum()
        glued_after = word[-1].isalnum() and end < len(text) and text[end].isalnum()
        if text[at:end] == word and not glued_before and not glued_after:
            return True
    return False


@given(st.lists(st.text("abA1 .#_\n", max_size=12), min_size=1, max_size=4), st.text("abB1.#_", min_size=1, max_size=3))
def test_ascii_words_are_found_where_a_plain_search_finds_them(texts, word):
    found = words(*texts).saying(word)

    assert found.tolist() == [stands_whole(text.lower(), word.lower()) for text in texts]
