import numpy as np
import pytest

from indexer.tagging.words import WordModel, read_words

LANGUAGES = ("en", "de", "fi")


@pytest.fixture(scope="module")
def model() -> WordModel:
    return WordModel("Latin", LANGUAGES)


def test_a_known_word_has_its_frequency(model: WordModel):
    chances, known = model.weigh(["und", "and"])

    assert known[0, 1]
    assert known[1, 0]
    assert np.exp(chances[0, 1]) == pytest.approx(0.9 * read_words("de")["und"], rel=0.01)
    assert chances.argmax(1).tolist() == [1, 0]


@pytest.mark.parametrize(
    ("word", "language"), [("thornfield", "en"), ("rechtsschutzprüfung", "de"), ("kahvilassammekin", "fi")]
)
def test_a_new_word_is_told_by_its_spelling(model: WordModel, word, language):
    chances, known = model.weigh([word])

    assert not known.any()
    assert LANGUAGES[int(chances.argmax())] == language


def test_a_word_is_weighed_alike_alone_and_among_others(model: WordModel):
    words = ["coffee", "kaffee", "kahvi", "xqzt"]

    together, _ = model.weigh(words)

    alone = np.concatenate([model.weigh([word])[0] for word in words])
    assert together == pytest.approx(alone)


def test_letters_of_no_list_and_endless_words_have_a_chance_too(model: WordModel):
    chances, _ = model.weigh(["日本", "a" * 5_000, "😀"])

    assert np.isfinite(chances).all()
