from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.index.bits import Bits, pack_mask, seal
from indexer.index.vectors.ivf import Ivf
from indexer.index.vectors.writing import WHOLE, write_vectors

NO_QUERIES = np.empty((0, 16), np.float32)
EAST = np.array([1.0, 0.0], np.float32)
CROWD, TOPICS = 3 * WHOLE, 24


def build(folder: Path, vectors: np.ndarray, queries: np.ndarray = NO_QUERIES) -> Ivf:
    write_vectors(folder, vectors, queries)
    return Ivf(folder)


def choose(engine: Ivf, mask: np.ndarray) -> Bits:
    """Return the places of the rows of a mask."""
    return seal(pack_mask(np.append(mask, False)[engine.order]))


def everybody(engine: Ivf) -> Bits:
    return seal(pack_mask(engine.order >= 0))


def search_plainly(vectors: np.ndarray, query: np.ndarray, k: int, mask: np.ndarray) -> tuple[list, list]:
    rows = np.flatnonzero(mask)
    scores = vectors[rows].astype(np.float16).astype(np.float32) @ query
    best = np.lexsort((rows, -scores))[:k]
    return scores[best].tolist(), rows[best].tolist()


def test_the_largest_inner_product_comes_first_and_is_the_score(tmp_path):
    engine = build(tmp_path, np.array([[1.0, 0.0], [0.5, 0.5], [2.0, -1.0], [-1.0, 3.0]], np.float32))

    scores, rows = engine.search(EAST, 3, everybody(engine))

    assert rows.tolist() == [2, 0, 1]
    assert scores.tolist() == [2.0, 1.0, 0.5]
    assert scores.dtype == np.float32


@pytest.mark.parametrize("vectors", [np.ones((200, 2)), np.zeros((200, 2)), np.tile([[0.0, 5.0]], (200, 1))])
@pytest.mark.parametrize("k", [1, 3, 199, 200, 500])
def test_ties_go_to_the_smaller_row(tmp_path, vectors, k):
    engine = build(tmp_path, vectors.astype(np.float32))

    _, rows = engine.search(EAST, k, choose(engine, np.arange(200) != 1))

    assert rows.tolist() == [0, *range(2, 200)][:k]


@pytest.mark.parametrize("count", [0, 1])
def test_a_segment_of_nobody_or_one_is_searched(tmp_path, count):
    engine = build(tmp_path, np.ones((count, 2), np.float16))

    scores, rows = engine.search(EAST, 5, everybody(engine))

    assert (scores.tolist(), rows.tolist()) == ([1.0] * count, [0] * count)
    assert engine.search(EAST, 5, choose(engine, np.zeros(count, bool)))[1].tolist() == []
    assert engine.search(EAST, 0, everybody(engine))[1].tolist() == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32 - 1), st.integers(1, 3000), st.sampled_from([1, 3, 16, 40]), st.floats(0, 1))
def test_a_small_segment_is_searched_exactly(tmp_path, seed, count, width, share):
    rng = np.random.default_rng(seed)
    vectors = rng.integers(-8, 9, (count, width)).astype(np.float32)  # exact in half precision, with many ties
    query, k = rng.integers(-8, 9, width).astype(np.float32), int(rng.integers(1, 400))
    mask = rng.random(count) < share

    engine = build(tmp_path, vectors)

    scores, rows = engine.search(query, k, choose(engine, mask))
    assert (scores.tolist(), rows.tolist()) == search_plainly(vectors, query, k, mask)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ivf, np.ndarray, np.ndarray]]:
    """A segment of many lists, its vectors, and queries that are near its topics."""
    rng = np.random.default_rng(5)
    topics = rng.standard_normal((TOPICS, 16))
    lengths = rng.uniform(0.6, 1.6, (CROWD, 1))
    vectors = (lengths * (topics[np.arange(CROWD) % TOPICS] + 0.4 * rng.standard_normal((CROWD, 16)))).astype("float16")
    queries = (np.repeat(topics, 5, axis=0) + 0.2 * rng.standard_normal((5 * TOPICS, 16))).astype(np.float32)
    yield build(tmp_path_factory.mktemp("crowd"), vectors, queries[::2]), vectors, queries[1::2]


def test_every_row_has_one_place_and_padding_is_told(crowd):
    order = crowd[0].order

    assert np.sort(order[order >= 0]).tolist() == list(range(CROWD))
    assert len(order) % 64 == 0
    assert set(order[order < 0].tolist()) == {-1}


@pytest.mark.parametrize("share", [1.0, 0.5, 0.1, 0.03, 0.004])
@pytest.mark.parametrize(("k", "recall"), [(10, 0.985), (100, 0.985), (300, 0.95)])  # lists are taken for 100
def test_a_large_segment_is_searched_nearly_exactly_and_never_beside_the_filter(crowd, share, k, recall):
    engine, vectors, queries = crowd
    mask = np.random.default_rng(1).random(CROWD) < share
    bits = choose(engine, mask)
    found = 0
    for query in queries:
        scores, rows = engine.search(query, k, bits)

        assert len(rows) == len(set(rows.tolist())) == min(k, bits.count)
        assert mask[rows].all()
        assert scores.tolist() == sorted(scores.tolist(), reverse=True)
        assert scores == pytest.approx(vectors[rows].astype(np.float32) @ query, abs=1e-4)
        found += len(set(rows.tolist()) & set(search_plainly(vectors, query, k, mask)[1]))
    assert found >= recall * min(k, bits.count) * len(queries)


def test_a_filter_against_the_topic_finds_the_best_far_away(crowd):
    engine, vectors, queries = crowd
    for number, query in enumerate(queries):
        scores = vectors.astype(np.float32) @ query
        mask = scores < np.quantile(scores, 0.15)

        _, rows = engine.search(query, 20, choose(engine, mask))

        assert rows.tolist() == search_plainly(vectors, query, 20, mask)[1], number


def test_more_than_pass_is_all_that_pass(crowd):
    engine, _, queries = crowd
    mask = np.arange(CROWD) % 5 == 0

    _, rows = engine.search(queries[0], CROWD, choose(engine, mask))

    assert np.sort(rows).tolist() == np.flatnonzero(mask).tolist()


def test_threads_share_an_engine(crowd):
    engine, _, queries = crowd
    bits = choose(engine, np.random.default_rng(2).random(CROWD) < 0.4)
    alone = [engine.search(query, 50, bits)[1].tolist() for query in queries]

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda query: engine.search(query, 50, bits)[1].tolist(), [*queries] * 4))

    assert together == alone * 4


def test_the_same_vectors_make_the_same_files(crowd, tmp_path):
    vectors = crowd[1]
    for name in "ab":
        (tmp_path / name).mkdir()
        write_vectors(tmp_path / name, vectors, NO_QUERIES)

    files = [{file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in "ab"]

    assert files[0] == files[1]


def test_alike_vectors_in_a_large_segment_are_searched(tmp_path):
    engine = build(tmp_path, np.ones((WHOLE + 100, 4), np.float32))

    scores, rows = engine.search(np.ones(4, np.float32), 7, everybody(engine))

    assert rows.tolist() == list(range(7))
    assert scores.tolist() == [4.0] * 7


def test_a_file_that_was_cut_or_is_missing_or_another_index_s_is_refused(tmp_path):
    for name, count in (("one", 100), ("other", 300)):
        (tmp_path / name).mkdir()
        write_vectors(tmp_path / name, np.ones((count, 8), np.float32), NO_QUERIES)
    for file in sorted((tmp_path / "one").iterdir()):
        whole = file.read_bytes()
        file.write_bytes(whole[:-1])
        with pytest.raises((ValueError, OSError)):
            Ivf(tmp_path / "one")
        file.unlink()
        with pytest.raises((ValueError, OSError)):
            Ivf(tmp_path / "one")
        file.write_bytes(whole)
    for name in ("vectors.npy", "vectors-order.npy", "vectors-sizes.npy"):
        whole = (tmp_path / "one" / name).read_bytes()
        (tmp_path / "one" / name).write_bytes((tmp_path / "other" / name).read_bytes())

        with pytest.raises(ValueError, match="do not belong together"):
            Ivf(tmp_path / "one")
        (tmp_path / "one" / name).write_bytes(whole)


def test_an_order_of_fewer_rows_is_refused(tmp_path):
    order = write_vectors(tmp_path, np.ones((100, 8), np.float32), NO_QUERIES)
    order[0] = -1
    np.save(tmp_path / "vectors-order.npy", order)

    with pytest.raises(ValueError, match="do not belong together"):
        Ivf(tmp_path)
