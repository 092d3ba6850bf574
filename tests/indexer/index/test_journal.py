from pathlib import Path

import numpy as np
import pytest

from indexer.index.journal import FILE, Journal, forget
from indexer.index.known import NOWHERE, read_keys
from indexer.index.texts import digest


def keys(*texts: str) -> np.ndarray:
    return read_keys(b"".join(map(digest, texts)))


def rows(*numbers: int) -> np.ndarray:
    return np.array([[number, number + 0.5] for number in numbers], np.float16)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A journal of two records, of one and of two texts."""
    with Journal(tmp_path, "e5", 2) as journal:
        journal.append(keys("a"), rows(1))
        journal.append(keys("b", "c"), rows(2, 3))
    return tmp_path


def test_what_was_written_down_is_found_by_the_next_build(written: Path):
    with Journal(written, "e5", 2) as journal:
        places = journal.find(keys("c", "x", "a"))

        assert (len(journal), places.tolist()) == (3, [2, NOWHERE, 0])
        assert journal.take(places[[0, 2]]).tolist() == [[3, 3.5], [1, 1.5]]
        assert journal.take(places[:0]).shape == (0, 2)


@pytest.mark.parametrize(("encoder", "dimension"), [("e6", 2), ("e5", 3)])
def test_a_journal_of_another_encoder_is_begun_anew(written: Path, encoder: str, dimension: int):
    with Journal(written, encoder, dimension) as journal:
        assert (len(journal), journal.find(keys("a")).tolist()) == (0, [NOWHERE])


def test_a_record_that_was_cut_off_anywhere_is_left_out_and_the_journal_goes_on(written: Path):
    whole = (written / FILE).read_bytes()
    first = len(whole) - (8 + 2 * (16 + 4))  # where the second record begins

    for size in range(first, len(whole)):
        (written / FILE).write_bytes(whole[:size])
        with Journal(written, "e5", 2) as journal:
            assert journal.find(keys("a", "b", "c")).tolist() == [0, NOWHERE, NOWHERE]
            journal.append(keys("d"), rows(4))
        with Journal(written, "e5", 2) as journal:
            assert journal.take(journal.find(keys("a", "d"))).tolist() == [[1, 1.5], [4, 4.5]]


def test_a_flipped_bit_ends_what_is_believed(written: Path):
    whole = bytearray((written / FILE).read_bytes())
    whole[-1] ^= 1
    (written / FILE).write_bytes(whole)

    with Journal(written, "e5", 2) as journal:
        assert journal.find(keys("a", "b", "c")).tolist() == [0, NOWHERE, NOWHERE]


def test_a_file_that_is_no_journal_is_begun_anew(tmp_path: Path):
    (tmp_path / FILE).write_bytes(b"garbage" * 100)

    with Journal(tmp_path, "e5", 2) as journal:
        assert len(journal) == 0


def test_a_journal_that_is_not_needed_any_more_is_taken_away(written: Path):
    forget(written)
    forget(written)

    assert not (written / FILE).exists()
