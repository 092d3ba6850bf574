from decimal import Decimal

import pytest

from matcher.reading.letters import fold
from matcher.reading.numerals import NUMERAL, read_numeral
from matcher.reading.tokens import read_sentence


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("300000", "300000"),
        ("10,000", "10000"),
        ("10.000", "10000"),
        ("1.500.000", "1500000"),
        ("50 000", "50000"),
        ("50\u202f000", "50000"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("2.5", "2.5"),
        ("2,5", "2.5"),
        ("三十", "30"),
        ("三十万", "300000"),
        ("百万", "1000000"),
        ("二千五百", "2500"),
        ("一億二千万", "120000000"),
        ("二〇二六", "2026"),
        ("两百", "200"),
    ],
)
def test_a_numeral_is_worth_its_number(written, number):
    assert NUMERAL.fullmatch(written)
    assert read_numeral(written) == Decimal(number)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("５万", 50_000),
        ("1.5k", 1500),
        ("2M", 2_000_000),
        ("50 mil", 50_000),
        ("5 juta", 5_000_000),
        ("10rb", 10_000),
        ("๑ หมื่น", 10_000),
        ("3 แสน", 300_000),
        ("2 ล้าน", 2_000_000),
        ("300만", 3_000_000),
        ("1억 5천만", 150_000_000),
        ("1万5千", 15_000),
        ("3千万", 30_000_000),
        ("10w", 100_000),
    ],
)
def test_multipliers_belong_to_their_number(written, number):
    tokens = read_sentence(written).tokens

    assert [(token.kind, token.number, token.end) for token in tokens] == [("q", number, len(written))]


@pytest.mark.parametrize("written", ["5kg", "5mm", "5min video", "10 wide", "3 months", "2 books"])
def test_a_letter_of_another_word_is_no_multiplier(written):
    assert read_sentence(written).tokens[0].number < 100


@pytest.mark.parametrize("text", ["ＡＢＣ　１２３", "Más de ÁÉÍ", "ｶﾞｷﾞ ①½㌔ﬁ", "İß ั ำ ๑๒๓", "〜–—、。", "👩‍👩‍👧 𝟙𝔸"])
def test_folding_keeps_every_letter_in_its_place(text):
    assert len(fold(text)) == len(text)


def test_folding_drops_width_case_and_accents():
    assert fold("ＭÁｘ１〜２") == "max1~2"
