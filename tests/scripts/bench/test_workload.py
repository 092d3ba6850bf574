import numpy as np
import pytest

from matcher.domain import Filter, Range
from scripts.bench.asks import AGAINST, SHARES, Asker, read_filter, write_filter
from scripts.bench.made import RECIPES, make_creators, make_queries, make_world
from scripts.bench.masks import Masks
from scripts.bench.people import make_columns
from scripts.bench.truth import find_truth, measure_recall
from scripts.bench.workload import Wanted, open_workload

SIZE = 2_000


def make_all(data="made", size=SIZE):
    (vectors, categories), = make_creators(make_world(7), RECIPES[data], size)  # fmt: skip
    return vectors, categories


def test_the_same_seed_makes_the_same_creators_and_queries():
    vectors, categories = make_all()
    again, categories_again = make_all()

    assert vectors.dtype == np.float16
    assert np.array_equal(vectors, again)
    assert np.array_equal(categories, categories_again)
    assert np.array_equal(make_queries(make_world(7), 5, 0), make_queries(make_world(7), 5, 0))
    assert not np.array_equal(make_queries(make_world(7), 5, 0), make_queries(make_world(7), 5, 1))
    assert not np.array_equal(make_queries(make_world(7), 5, 0), make_queries(make_world(8), 5, 0))


def test_a_longer_run_begins_like_a_shorter_one():
    assert np.array_equal(make_all(size=100)[0], make_all(size=SIZE)[0][:100])


def test_lengths_vary_as_said():
    lengths = np.linalg.norm(make_all()[0].astype(np.float32), axis=1)

    assert np.log(lengths).mean() == pytest.approx(0.0, abs=0.02)
    assert np.log(lengths).std() == pytest.approx(0.2, abs=0.02)


def test_hard_vectors_are_farther_from_every_topic():
    world = make_world(7)

    nearest = {
        data: float((vectors.astype(np.float32) @ world.topics.T).max(axis=1).mean())
        for data in RECIPES
        for vectors, _ in make_creators(world, RECIPES[data], SIZE)
    }

    assert nearest["made"] == pytest.approx(0.69, abs=0.02)
    assert nearest["hard"] < nearest["made"] - 0.1


@pytest.mark.parametrize(("cell", "share"), SHARES.items())
def test_a_filter_passes_its_share(cell, share):
    size = 20_000
    columns = make_columns(make_all(size=size)[1], 7)
    asker = Asker(columns, 7)

    passing = [int(columns.passing(asker.ask(share)).sum()) for _ in range(10)]

    assert [count / (share * size) for count in passing] == pytest.approx([1.0] * 10, abs=0.05 if share > 0.001 else 1)


def test_a_narrow_filter_asks_for_every_field():
    must = Asker(make_columns(make_all()[1], 7), 7).ask(0.001)

    assert must.languages
    assert must.regions
    assert must.platforms
    assert must.followers.min is not None
    assert must.followers.max is not None


def test_a_filter_against_the_topic_passes_those_least_alike(tmp_path):
    work = open_workload(tmp_path, Wanted(data="made", size=20_000, queries=20, seed=7))

    scores = work.vectors.astype(np.float32) @ work.asking.T
    against = [scores[work.columns.passing(must), place].mean() for place, must in enumerate(work.asks[AGAINST])]

    assert np.mean(against) < scores.mean() - 0.05
    assert np.mean([work.columns.passing(must).mean() for must in work.asks[AGAINST]]) == pytest.approx(0.01, abs=0.002)


@pytest.mark.parametrize(
    "must",
    [
        Filter(),
        Filter(languages=frozenset({"ja", "en"}), regions=frozenset({"JP", "US"})),
        Filter(platforms=frozenset({"x"}), followers=Range(min=100)),
        Filter(followers=Range(max=5_000)),
        Filter(followers=Range(min=0)),
        Filter(languages=frozenset({"xx"})),
    ],
)
def test_the_quick_mask_is_that_of_the_columns(must):
    columns = make_columns(make_all()[1], 7)

    assert np.array_equal(Masks(columns).passing(must), columns.passing(must))
    assert read_filter(write_filter(must)) == must


def test_the_truth_is_the_exact_order_of_those_who_pass():
    vectors, categories = make_all()
    columns, queries = make_columns(categories, 7), make_queries(make_world(7), 2, 1)
    must = Filter(languages=frozenset({"ja"}), platforms=frozenset({"x"}))

    found = find_truth(vectors, queries, columns, {"some": [must, must]})["some"]

    for query, rows in zip(queries, found, strict=True):
        passing = np.flatnonzero(columns.passing(must))
        best = passing[np.argsort(-(vectors[passing].astype(np.float32) @ query))]
        assert rows[: len(best)].tolist() == best[:100].tolist()
        assert set(rows[len(best) :].tolist()) <= {-1}


@pytest.mark.parametrize(
    ("found", "truth", "recall"),
    [([1, 2], [1, 2], 1.0), ([2, 9], [1, 2], 0.5), ([], [1, 2], 0.0), ([3], [3, -1], 1.0), ([], [-1, -1], 1.0)],
)
def test_recall_is_a_share_of_those_who_could_be_found(found, truth, recall):
    assert measure_recall(found, np.array(truth), 2) == recall


def test_a_workload_is_made_once_and_read_back_the_same(tmp_path):
    wanted = Wanted(data="hard", size=1_000, queries=5, seed=7)
    first = open_workload(tmp_path, wanted)
    written = (tmp_path / wanted.name / "asks.json").stat().st_mtime_ns

    again = open_workload(tmp_path, wanted)

    assert (tmp_path / wanted.name / "asks.json").stat().st_mtime_ns == written
    assert first.asks == again.asks
    assert list(first.asks) == [*SHARES, AGAINST]
    assert np.array_equal(first.asking, again.asking)
    assert not np.array_equal(first.asking, first.calibrating)
    assert {cell: rows.shape for cell, rows in first.truth.items()} == dict.fromkeys(first.asks, (5, 100))
