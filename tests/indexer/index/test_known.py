import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.index.arrays import write_arrays
from indexer.index.known import NOWHERE, list_keys, map_keys, name_arrays, read_keys
from indexer.index.texts import ABSENT, digest

TEXTS = st.lists(st.integers(0, 30).map(str) | st.none(), max_size=40)


def keys_of(texts):
    return read_keys(b"".join(ABSENT if text is None else digest(text) for text in texts))


@given(TEXTS, TEXTS)
def test_a_text_is_found_where_it_stands_first_and_others_nowhere(known, asked):
    found = list_keys(keys_of(known)).find(keys_of(asked))

    assert found.tolist() == [known.index(text) if text is not None and text in known else NOWHERE for text in asked]


def test_a_key_with_the_head_of_another_is_not_taken_for_it():
    one = np.array([[7, 1]], np.uint64)

    assert list_keys(one).find(np.array([[7, 2], [7, 1]], np.uint64)).tolist() == [NOWHERE, 0]


def test_keys_are_searched_on_disk(tmp_path):
    write_arrays(tmp_path, name_arrays(list_keys(keys_of(["a", None, "b"]))))

    assert map_keys(tmp_path).find(keys_of(["b", "c", "a"])).tolist() == [2, NOWHERE, 0]
