import numpy as np
import pytest

from indexer.progress import silent
from indexer.topics import read_bank
from tests.fake_encoder import DIMENSION, FakeEncoder

LANGUAGES = ("en", "ja", "ko", "zh-Hans", "zh-Hant", "th", "id", "vi", "es")

BANK = read_bank()


def test_the_bank_is_written_in_nine_languages():
    assert BANK.languages == LANGUAGES


def test_the_bank_holds_eighty_topics_or_more():
    assert len(BANK.topics) >= 80


@pytest.mark.parametrize("table", [BANK.topics, BANK.frames], ids=["topics", "frames"])
def test_every_cell_is_filled_and_trimmed(table):
    faulty = [
        (row, language)
        for row, cells in enumerate(table)
        for language in LANGUAGES
        if not cells.get(language) or cells[language] != cells[language].strip()
    ]

    assert faulty == []
    assert {tuple(cells) for cells in table} == {LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_topic_stands_twice_in_a_language(language):
    phrases = [topic[language].lower() for topic in BANK.topics]

    assert sorted(set(phrases)) == sorted(phrases)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_frame_has_one_place_for_the_topic_and_the_first_is_bare(language):
    frames = [frame[language] for frame in BANK.frames]

    assert [frame.count("{}") for frame in frames] == [1] * len(frames)
    assert [frame.count("{") + frame.count("}") for frame in frames] == [2] * len(frames)
    assert len(set(frames)) == len(frames) >= 3
    assert frames[0] == "{}"


def test_a_topic_holds_no_braces():
    assert [topic for topic in BANK.topics if "{" in "".join(topic.values())] == []


def test_encoding_gives_one_vector_for_each_language_frame_and_topic():
    encoder = FakeEncoder()
    shape = (len(LANGUAGES), len(BANK.frames), len(BANK.topics))

    vectors = BANK.encode(encoder, silent)

    assert vectors.shape == (*shape, DIMENSION)
    assert vectors.dtype == np.float32
    assert encoder.calls == len(LANGUAGES)  # so that the progress can be told


def test_a_topic_lies_at_its_language_frame_and_place():
    frame, topic = BANK.frames[1]["ja"], BANK.topics[2]["ja"]

    vectors = BANK.encode(FakeEncoder(), silent)

    assert vectors[1, 1, 2].tolist() == FakeEncoder().encode_queries([frame.format(topic)])[0].tolist()


def test_the_digest_is_the_same_at_every_reading():
    assert read_bank() == BANK
    assert len(BANK.digest) == 64
