"""What every engine must do; an engine is one more entry in ENGINES."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matcher.domain import Creator, Filter, Range
from matcher.lens import Rows
from matcher.ports import VectorStore
from tests.segments import join, make_segment

CREATORS = [
    Creator(id=3, platform="youtube", external_id="a", region="JP-13", languages=("ja",), followers=10),
    Creator(id=5, platform="youtube", external_id="b", region="TH", languages=("th", "en"), followers=None),
    Creator(id=8, platform="x", external_id="c", region=None, languages=(), followers=0),
    Creator(id=9, platform="x", external_id="d", region="JP", languages=("ja", "en"), followers=500),
]
VECTORS = np.array([[1.0, 0.0], [0.5, 0.5], [2.0, -1.0], [-1.0, 3.0]], dtype=np.float32)  # not of unit length
EAST = np.array([1.0, 0.0], dtype=np.float32)


def one_segment(folder: Path, creators: list[Creator], vectors: Rows) -> VectorStore:
    return join(make_segment(folder / "base", creators, vectors))


def base_and_delta(folder: Path, creators: list[Creator], vectors: Rows) -> VectorStore:
    """Hold every other creator in a delta, in front of an old version that fits everything, and one who was deleted."""
    old = [replace(one, region="JP", languages=("ja",), followers=100) for one in creators]
    gone = Creator(id=creators[-1].id + 1, platform="x", external_id="gone", region="JP", followers=100)
    best = np.full((len(creators[1::2]), vectors.shape[1]), 99, np.float32)
    before = vectors.copy()
    before[1::2] = best
    mixed = [new if at % 2 == 0 else was for at, (new, was) in enumerate(zip(creators, old, strict=True))]
    base = make_segment(
        folder / "base", [*mixed, gone], np.concatenate([before, best[:1] if len(best) else vectors[:1]])
    )
    if len(creators) == 1:
        return join(base, deleted=(gone.id,))
    return join(base, make_segment(folder / "delta", creators[1::2], vectors[1::2]), (gone.id,))


Make = Callable[[Path, list[Creator], Rows], VectorStore]
ENGINES = pytest.mark.parametrize("make", [one_segment, base_and_delta], ids=["one segment", "base and delta"])


@ENGINES
def test_the_largest_inner_product_comes_first_and_is_the_score(make: Make, tmp_path: Path):
    hits = make(tmp_path, CREATORS, VECTORS).search(EAST, 4, Filter())

    assert [(hit.creator, hit.score) for hit in hits] == [(8, 2.0), (3, 1.0), (5, 0.5), (9, -1.0)]


@ENGINES
def test_a_filter_beats_any_score(make: Make, tmp_path: Path):
    store = make(tmp_path, CREATORS, VECTORS)

    hits = store.search(EAST, 4, Filter(languages=frozenset({"ja"})))

    assert [hit.creator for hit in hits] == [3, 9]
    assert store.count(Filter(languages=frozenset({"ja"}))) == 2


@ENGINES
def test_all_fields_of_a_filter_hold_together(make: Make, tmp_path: Path):
    must = Filter(regions=frozenset({"JP"}), followers=Range(min=11), exclude=frozenset({3}))

    assert [hit.creator for hit in make(tmp_path, CREATORS, VECTORS).search(EAST, 4, must)] == [9]


@ENGINES
def test_fewer_than_asked_for_is_all_there_are(make: Make, tmp_path: Path):
    store = make(tmp_path, CREATORS, VECTORS)

    assert [hit.creator for hit in store.search(EAST, 100, Filter(platforms=frozenset({"x"})))] == [8, 9]
    assert store.search(EAST, 100, Filter(platforms=frozenset({"tiktok"}))) == []


@ENGINES
def test_ties_go_to_the_smaller_id(make: Make, tmp_path: Path):
    hits = make(tmp_path, CREATORS, np.ones((4, 2), np.float32)).search(EAST, 4, Filter())

    assert [hit.creator for hit in hits] == [3, 5, 8, 9]


@ENGINES
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_answer_is_that_of_an_exact_search_in_plain_numpy(make: Make, tmp_path: Path, data: st.DataObject):
    count = data.draw(st.integers(1, 40))
    rng = np.random.default_rng(data.draw(st.integers(0, 2**32 - 1)))
    regions = [None, "JP", "JP-13", "TH"]
    creators = [
        Creator(
            id=7 * n + 1,
            platform="x",
            external_id=str(n),
            region=regions[rng.integers(4)],
            followers=int(rng.integers(9)),
        )
        for n in range(count)
    ]
    vectors = rng.integers(-8, 9, (count, 8)).astype(np.float32)  # exact in half precision
    query = rng.integers(-8, 9, 8).astype(np.float32)
    least, k = data.draw(st.integers(0, 9)), data.draw(st.integers(1, 50))

    hits = make(Path(mkdtemp(dir=tmp_path)), creators, vectors).search(
        query, k, Filter(regions=frozenset({"JP"}), followers=Range(min=least))
    )

    passing = [
        n for n, one in enumerate(creators) if (one.region or "").startswith("JP") and (one.followers or 0) >= least
    ]
    scores = sorted(-float(vectors[n] @ query) for n in passing)[:k]
    assert [-hit.score for hit in hits] == pytest.approx(scores)
    assert {hit.creator for hit in hits} <= {creators[n].id for n in passing}
