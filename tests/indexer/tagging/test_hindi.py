import pytest

from indexer.tagging.hindi import is_hindi


@pytest.mark.parametrize(
    "text",
    [
        "aaj hum ghar par paneer banayenge dosto bahut hi aasan tarika hai",
        "yaar ye kya ho gaya mere saath",
        "mujhe chai bahut pasand hai",
    ],
)
def test_small_words_tell_hindi(text):
    assert is_hindi(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "kya",  # one alone is a name
        "custom log homes and a log cabin",  # one word twice
        "hai người bạn thân của tôi đi chơi ở hà nội với dil bhi",  # Vietnamese letters
        "we sang dil and we sang hai and then the whole of the band went home again for the night with us all",
        "resep kue cokelat yang gampang banget untuk di rumah",
        "",
    ],
)
def test_a_few_alike_words_do_not(text):
    assert not is_hindi(text.split())
