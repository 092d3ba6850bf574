from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.index.bits import pack_places, seal
from indexer.index.vectors.calibrate import measure_sketch
from indexer.index.vectors.ivf import Ivf
from indexer.index.vectors.lists import lay_out
from indexer.index.vectors.shorten import WIDTH, learn_shortening
from indexer.index.vectors.sketch import Looks, Sketch, map_sketch, write_sketch
from indexer.index.vectors.sketching import Grouped, make_sketch
from indexer.index.vectors.writing import WHOLE, write_vectors

LISTS = 8


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Sketch, np.ndarray, np.ndarray]:
    """A sketch of 8 lists that is mapped, its vectors by place, and queries near their centres."""
    folder = tmp_path_factory.mktemp("sketch")
    rng = np.random.default_rng(7)
    topics = 3 * rng.standard_normal((LISTS, 24)).astype(np.float32)
    rows = (topics[np.arange(4096) % LISTS] + rng.standard_normal((4096, 24))).astype(np.float16)
    queries = np.repeat(topics, 4, axis=0) + 0.5 * rng.standard_normal((4 * LISTS, 24), dtype=np.float32)
    lists, order = lay_out((np.arange(4096) % LISTS).astype(np.int32))
    shortening, vectors = learn_shortening(queries, rows.astype(np.float32)), rows[order]
    short = rows.astype(np.float32) @ shortening.asked.T
    centres = np.stack([short[number::LISTS].mean(axis=0) for number in range(LISTS)])
    sketch = make_sketch(folder, vectors, Grouped(lists, shortening, centres, short))
    write_sketch(folder, measure_sketch(sketch, vectors, queries))
    return map_sketch(folder), vectors, queries


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, WIDTH))
def test_short_vectors_of_few_numbers_keep_their_inner_products(seed, width):
    rng = np.random.default_rng(seed)
    queries, vectors = (rng.standard_normal((count, width)).astype(np.float32) for count in (20, 300))

    learnt = learn_shortening(queries, vectors)

    assert learnt.asking.shape == learnt.asked.shape == (width + width % 2, width)
    assert (queries @ learnt.asking.T) @ (vectors @ learnt.asked.T).T == pytest.approx(queries @ vectors.T, abs=0.02)


def test_what_queries_never_ask_is_left_out_first():
    rng = np.random.default_rng(1)
    queries = np.zeros((200, 300), np.float32)
    queries[:, :WIDTH] = rng.standard_normal((200, WIDTH))
    vectors = rng.standard_normal((1000, 300)).astype(np.float32)

    learnt = learn_shortening(queries, vectors)

    products, exact = (queries @ learnt.asking.T) @ (vectors @ learnt.asked.T).T, queries @ vectors.T
    assert np.corrcoef(products.ravel(), exact.ravel())[0, 1] > 0.97


def test_what_looks_best_in_whole_lists_holds_the_best_that_pass(made):
    sketch, vectors, queries = made
    for number, query in enumerate(queries):
        passing = np.flatnonzero(np.arange(len(vectors)) % 3 == number % 3)
        short = sketch.shorten(query)

        looks = sketch.look(
            short, sketch.compare(short), np.arange(LISTS), seal(pack_places(passing, len(vectors))), 400
        )

        best = passing[np.argsort(-(vectors[passing].astype(np.float32) @ query))[:10]]
        assert (len(looks.places), looks.whole) == (400, False)
        assert set(best.tolist()) <= set(looks.places.tolist()) <= set(passing.tolist())


def test_only_the_chosen_lists_are_looked_into_and_all_there_is_is_whole(made):
    sketch, _, queries = made
    short = sketch.shorten(queries[0])

    looks = sketch.look(short, sketch.compare(short), np.array([2, 5]), None, 2000)

    assert np.sort(looks.places).tolist() == [*range(1024, 1536), *range(2560, 3072)]
    assert looks.whole


def test_scores_of_rows_are_near_the_true_ones_in_the_order_asked_for(made):
    sketch, vectors, queries = made
    places = np.array([3000, 5, 77])

    scores = sketch.score(sketch.shorten(queries[3]), places)

    assert scores == pytest.approx(vectors[places].astype(np.float32) @ queries[3], abs=1.5)
    assert sketch.errors[1] < sketch.errors[0]


def test_few_places_are_not_sifted(made):
    sketch, _, queries = made
    short = sketch.shorten(queries[0])

    few, many = (sketch.sift(short, np.arange(count), 10) for count in (20, 21))

    assert (few.places.tolist(), few.whole) == (list(range(20)), True)
    assert (len(many.places), many.whole) == (10, False)


def test_an_answer_is_proved_when_nothing_left_out_can_be_better():
    looks = Looks(np.array([5.0, 2.0], np.float32), np.array([1, 9]), 0.5, whole=False)

    assert (looks.prove(2.5), looks.prove(2.4)) == (True, False)
    assert Looks(looks.scores, looks.places, 0.5, whole=True).prove(-9.0)


@pytest.mark.parametrize(("k", "looked"), [(10, 40), (100, 220), (55, 130), (1, 22), (300, 620)])
def test_more_is_looked_at_for_more(made, k, looked):
    assert replace(made[0], kept=np.array([40, 220])).widen(k) == looked


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32 - 1), st.sampled_from([2, 5, 64]), st.integers(1, 40))
def test_vectors_of_few_kinds_are_searched_though_there_are_more_lists_than_kinds(tmp_path, seed, width, kinds):
    rng = np.random.default_rng(seed)
    vectors = rng.integers(-3, 4, (kinds, width)).astype(np.float16)[rng.integers(0, kinds, WHOLE)]
    write_vectors(tmp_path, vectors, np.empty((0, width), np.float32))
    engine, query = Ivf(tmp_path), rng.standard_normal(width).astype(np.float32)

    scores, rows = engine.search(query, 5, seal(pack_places(np.flatnonzero(engine.order >= 0), len(engine.order))))

    assert scores == pytest.approx(vectors[rows].astype(np.float32) @ query, abs=1e-3)
    assert len(set(rows.tolist())) == 5


def test_a_damaged_file_of_the_sketch_is_refused(tmp_path: Path):
    rng = np.random.default_rng(2)
    write_vectors(tmp_path, rng.standard_normal((WHOLE, 8)).astype(np.float32), np.empty((0, 8), np.float32))
    for file in sorted(tmp_path.iterdir()):
        whole = file.read_bytes()
        file.write_bytes(whole[: len(whole) // 2])
        with pytest.raises((ValueError, OSError, RuntimeError)):
            Ivf(tmp_path)
        file.unlink()
        with pytest.raises((ValueError, OSError, RuntimeError)):
            Ivf(tmp_path)
        file.write_bytes(whole)
    Ivf(tmp_path)
