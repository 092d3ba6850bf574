import pytest

from matcher.reading.widening import find_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vegan recipes, and vegan cafés", ["Vegan", "recipes", "and", "cafés"]),
        ("東京でカフェ巡りをする人", ["東京", "カフェ"]),
        ("서울 카페 투어", ["서울", "카페", "투어"]),
        ("รีวิวกาแฟ", ["รีวิวกาแฟ"]),
        ("a b 12 🍣", []),
    ],
)
def test_the_words_of_a_brief_are_taken_in_their_order_each_once(text, words):
    assert [literal.text for literal in find_words(text)] == words


def test_a_word_is_told_with_its_place():
    literal = find_words("a coffee")[0]

    assert (literal.kind, literal.start, literal.end) == ("word", 2, 8)


def test_twenty_words_are_enough():
    assert len(find_words(" ".join(f"word{letter * 3}" for letter in "abcdefghijklmnopqrstuvwxyz"))) == 20
