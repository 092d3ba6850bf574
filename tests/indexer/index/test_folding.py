import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.index.folding import HAN, fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ｃｏｆｆｅｅ", "coffee"),
        ("𝐂𝐎𝐅𝐅𝐄𝐄", "coffee"),
        ("①", "1"),
        ("ｶﾌｪ", "カフェ"),
        ("ﾊﾟﾝ", "パン"),
        ("カフェ", "かふぇ"),
        ("か゛わいい", "ガワイイ"),
        ("ヷ", "わ\u3099"),
        ("STRASSE", "straße"),
        ("ΚΑΦΕΣ", "καφές"),
        ("İstanbul", "istanbul"),
        ("Café", "cafe\u0301"),
        ("Café", "cafe"),
        ("São Paulo", "sao paulo"),
        ("Ærø", "aero"),
        ("ёлка", "елка"),
        ("国", "國"),
        ("沢", "澤"),
        ("泽", "澤"),
        ("広", "廣"),
        ("芸能", "藝能"),
        ("化粧品", "化妝品"),
        ("化粧品", "化妆品"),
        ("滬", "沪"),
        ("\ufa19", "神"),
        ("กำแพง", "กําเเพง"),
        ("الْقَهْوَة", "القهوة"),
        ("👍🏽❤️", "👍❤"),
        ("กาแฟ\u200bสด", "กาแฟสด"),
        ("PlayStation™5", "playstation 5"),
        ("3⃣", "3"),
    ],
)
def test_writings_of_one_word_have_one_form(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("año", "ano"),
        ("chạy", "chay"),
        ("phở", "pho"),
        ("đã", "da"),
        ("bơ", "bo"),
        ("ăn", "an"),
        ("й", "и"),
        ("が", "か"),
        ("ぱ", "ば"),
        ("っ", "つ"),
        ("カー", "カ"),
        ("沪", "滤"),
    ],
)
def test_other_words_stay_apart(one, other):
    assert fold(one) != fold(other)


@given(st.text(max_size=20))
def test_what_is_folded_stays_as_it_is(text):
    folded = fold(text)

    assert fold(folded) == folded


def test_every_han_character_has_one_form_of_one_character():
    characters = "".join(chr(code) for start, end in HAN for code in range(start, end))

    folded = fold(characters)

    assert len(folded) == len(characters)
    assert fold(folded) == folded


@given(st.text("漢汉字國国澤沢カかガが", max_size=6), st.text("漢汉字國国澤沢カかガが", max_size=6))
def test_a_text_is_folded_like_its_parts(one, other):
    assert fold(one + other) == fold(one) + fold(other)
