import numpy as np
import pytest

from indexer.index.bits import pack_places, seal
from indexer.index.vectors.calibrate import Best, list_levels, measure_best
from indexer.index.vectors.lists import Lists, choose_centres, find_centres, lay_out
from indexer.index.vectors.plan import NEAR, choose_lists, choose_nearest, count_lists, count_nearest, pick_places

FIVE = Lists(np.array([0, 64, 128, 256, 320]), np.array([64, 50, 100, 1, 60]), 275)
EVEN = Lists(np.arange(0, 40 * 1024, 1024), np.full(40, 1000), 40_000)
NEARNESS = np.linspace(1, 0, 40, dtype=np.float32)[::-1].copy()  # list 39 is the nearest, list 0 the furthest


def spread() -> Best:
    """Return that the best ten are in the two nearest lists, the best hundred in ten, and all everywhere."""
    counts = np.zeros((3, 40), dtype=np.float32)
    counts[0, :2], counts[1, :10], counts[2] = 5, 10, 1000
    return Best(np.array([10, 100, 40_000]), counts)


def test_passing_places_are_counted_and_picked_by_list():
    bits = seal(pack_places(np.array([0, 63, 64, 113, 128, 227, 256, 379]), 384))

    assert count_lists(bits, FIVE).tolist() == [2, 2, 2, 1, 1]
    assert pick_places(bits, FIVE, np.array([4, 0, 2])).tolist() == [0, 63, 128, 227, 379]


@pytest.mark.parametrize(
    ("passing", "k", "lists"),
    [
        (1000, 10, 2),  # everybody passes: the lists that have the best ten
        (1000, 5, 2),
        (1000, 100, 10),
        (100, 10, 10),  # a tenth passes: its best ten are among the best hundred
        (100, 100, 40),  # and its best hundred anywhere
        (1, 10, 40),
    ],
)
def test_as_many_lists_are_chosen_as_hold_the_best_that_pass(passing, k, lists):
    plan = choose_lists(EVEN, spread(), NEARNESS, np.full(40, passing), k)

    assert plan.lists.tolist() == list(range(39, 39 - lists, -1))
    assert (plan.passing, plan.places) == (lists * passing, lists * 1000)


def test_lists_have_one_more_than_is_asked_for():
    small = Lists(EVEN.starts, np.full(40, 5), 200)

    plan = choose_lists(small, spread(), NEARNESS, np.full(40, 5), 10)

    assert (plan.lists.tolist(), plan.passing) == ([39, 38, 37], 15)


def test_between_two_levels_the_lists_are_between_theirs():
    counts = np.zeros((3, 40), dtype=np.float32)
    counts[0, :2], counts[1, :2], counts[1, 2:10], counts[2] = 5, 48, 0.5, 1000
    best = Best(np.array([10, 100, 40_000]), counts)

    lists = [len(choose_lists(EVEN, best, NEARNESS, EVEN.sizes, k).lists) for k in (10, 11, 100)]

    assert lists == [2, 8, 10]


def test_all_lists_are_chosen_where_the_filter_is_against_the_topic():
    passing = np.full(40, 900)
    passing[40 - NEAR :] = 100

    plan = choose_lists(EVEN, spread(), NEARNESS, passing, 10)

    assert len(plan.lists) == 40


def test_levels_double_up_to_a_quarter_and_end_with_all():
    assert list_levels(200).tolist() == [10, 20, 40, 200]
    assert list_levels(5).tolist() == [5]


def test_where_everybody_passes_the_number_of_lists_is_known_beforehand():
    assert [count_nearest(spread(), k) for k in (5, 10, 100)] == [2, 2, 10]

    plan = choose_nearest(EVEN, NEARNESS, 2)

    assert (sorted(plan.lists.tolist()), plan.passing, plan.places) == ([38, 39], 2000, 2000)


@pytest.mark.parametrize(("asked", "held"), [("topics", True), ("all", False)])
def test_the_best_are_measured_where_they_are_for_the_queries_that_come(asked, held):
    rng = np.random.default_rng(3)
    topics = 4 * np.eye(32, dtype=np.float32)
    vectors = (topics[np.arange(16_000) % 32] + 0.2 * rng.standard_normal((16_000, 32))).astype(np.float16)
    lists, order = lay_out((np.arange(16_000) % 32).astype(np.int32))
    placed = np.where(order[:, None] >= 0, vectors[order], 0)
    queries = {"topics": topics, "all": np.ones((40, 32), np.float32)}[asked]

    best = measure_best(placed, lists, queries, queries @ topics.T)

    assert best.levels.tolist() == list_levels(16_000).tolist()
    assert best.counts.sum(axis=1) == pytest.approx(best.levels, rel=1e-4)
    assert (best.counts[4, :3].sum() > 0.9 * best.levels[4]) == held


def test_lists_are_of_those_that_lie_together():
    rng = np.random.default_rng(4)
    around = 8 * np.eye(8, dtype=np.float32)
    vectors = around[np.arange(20_000) % 8] + 0.1 * rng.standard_normal((20_000, 8), dtype=np.float32)

    chosen = choose_centres(vectors, find_centres(vectors[:500], 30))

    assert all(len(set((np.flatnonzero(chosen == number) % 8).tolist())) <= 1 for number in range(30))
    assert choose_centres(around, around).tolist() == list(range(8))


def test_lists_lie_one_after_the_other_with_padding_between_and_none_is_empty():
    lists, order = lay_out(np.array([7, 2, 7, 2, 2], dtype=np.int32))

    assert (lists.starts.tolist(), lists.sizes.tolist(), lists.count) == ([0, 64], [3, 2], 5)
    assert (order[:4].tolist(), order[64:67].tolist(), len(order)) == ([1, 3, 4, -1], [0, 2, -1], 128)
    assert lists.list_places()[0].tolist() == [0, 1, 2, 64, 65]


def test_nobody_is_one_empty_list():
    lists, order = lay_out(np.empty(0, dtype=np.int32))

    assert (lists.starts.tolist(), lists.sizes.tolist(), order.tolist()) == ([0], [0], [])
