import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.index.bits import Bits, clear_words, flip_places, list_places, pack_mask, pack_places, seal

AMONG = 300


def bits_of(*places: int) -> Bits:
    return seal(pack_places(np.array(places, dtype=np.int64), AMONG))


def test_bit_i_of_word_w_is_place_64_w_plus_i():
    bits = bits_of(0, 63, 64, 130)

    assert bits.words.tolist() == [1 + 2**63, 1, 4, 0, 0]
    assert bits.words.dtype == np.uint64
    assert bits.count == 4
    assert bits.places().tolist() == [0, 63, 64, 130]


def test_words_of_bits_are_never_written_to():
    words = bits_of(1).words

    with pytest.raises(ValueError, match="read-only"):
        words[0] = 0


def test_sets_are_joined_cut_and_taken_away():
    few, many = bits_of(1, 70, 299), bits_of(0, 70, 200)

    assert (few & many).places().tolist() == [70]
    assert (few | many).places().tolist() == [0, 1, 70, 200, 299]
    assert few.without(many).places().tolist() == [1, 299]
    assert [(few & many).count, (few | many).count, few.without(many).count] == [1, 5, 2]


def test_no_place_has_no_word():
    assert clear_words(0).tolist() == []
    assert Bits(clear_words(0), 0).places().tolist() == []
    assert pack_mask(np.zeros(0, dtype=bool)).tolist() == []


def test_flipped_places_come_and_go():
    words = pack_places(np.array([5, 64]), AMONG)

    flip_places(words, np.array([64, 65, 255], dtype=np.int32))

    assert list_places(words).tolist() == [5, 65, 255]


@given(st.integers(0, 2000), st.sampled_from([0.0, 0.002, 0.05, 0.5, 0.99, 1.0]), st.integers(0, 2**32 - 1))
def test_places_are_where_the_mask_is_true(among, share, seed):
    mask = np.random.default_rng(seed).random(among) < share

    bits = seal(pack_mask(mask))

    assert bits.places().tolist() == np.flatnonzero(mask).tolist()
    assert bits.places().dtype == np.int64
    assert bits.count == np.count_nonzero(mask)
    assert pack_places(np.flatnonzero(mask)[::-1], among).tolist() == bits.words.tolist()
