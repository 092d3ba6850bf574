"""Whatever was added, changed and deleted since the base was built: search is that of the creators as they are now."""

from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matcher.domain import Creator, Filter, Range
from tests.segments import join, make_segment

REGIONS = (None, "JP", "JP-13", "TH")
LANGUAGES = ((), ("ja",), ("zh-Hans", "en"), ("th",))
FILTERS = st.builds(
    Filter,
    regions=st.sampled_from([frozenset(), frozenset({"JP"}), frozenset({"TH", "JP-13"})]),
    languages=st.sampled_from([frozenset(), frozenset({"zh"}), frozenset({"ja", "th"})]),
    followers=st.builds(Range, min=st.none() | st.integers(0, 9), max=st.none() | st.integers(0, 9)),
    must=st.sampled_from([(), ("oats",)]),
    must_not=st.sampled_from([(), ("oats",)]),
    exclude=st.frozensets(st.integers(1, 40), max_size=4),
)


def draw_creator(rng: np.random.Generator, id: int) -> Creator:
    return Creator(
        id=id,
        platform="x",
        external_id=str(id),
        bio="oats" if rng.random() < 0.5 else "rye",
        region=REGIONS[rng.integers(4)],
        languages=LANGUAGES[rng.integers(4)],
        followers=None if rng.random() < 0.2 else int(rng.integers(10)),
    )


def passes(creator: Creator, must: Filter) -> bool:
    """Say what the design says, field by field."""
    low, high, count = must.followers.min, must.followers.max, creator.followers
    has = {code.split("-")[0] for code in creator.languages}
    says_oats = creator.bio == "oats"
    return (
        (not must.languages or bool(has & must.languages))
        and (not must.regions or any((creator.region or "").startswith(code) for code in must.regions))
        and (low is None or (count is not None and count >= low))
        and (high is None or (count is not None and count <= high))
        and (not must.must or says_oats)
        and (not must.must_not or not says_oats)
        and creator.id not in must.exclude
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    count=st.integers(1, 30),
    changed=st.sets(st.integers(1, 40), max_size=12),  # ids beyond the count are new
    deleted=st.sets(st.integers(1, 40), max_size=8),
    asked=st.tuples(FILTERS, st.integers(1, 50)),
)
def test_the_answer_is_that_of_an_exact_search_over_what_is_there_now(tmp_path, asked, count, changed, deleted):
    (must, k), rng = asked, np.random.default_rng([count, *changed, *deleted])
    folder = Path(mkdtemp(dir=tmp_path))
    before = [draw_creator(rng, id) for id in range(1, count + 1)]
    after = [draw_creator(rng, id) for id in sorted(changed - deleted)]
    vectors = {
        (one.id, new): rng.integers(-8, 9, 8).astype(np.float32)  # exact in half precision
        for new, some in enumerate((before, after))
        for one in some
    }
    base = make_segment(folder / "base", before, np.array([vectors[one.id, 0] for one in before]))
    delta = make_segment(folder / "delta", after, np.array([vectors[one.id, 1] for one in after])) if after else None
    store = join(base, delta, tuple(deleted))
    query = rng.integers(-8, 9, 8).astype(np.float32)

    hits = store.search(query, k, must)

    now = {one.id: (one, vectors[one.id, 0]) for one in before} | {one.id: (one, vectors[one.id, 1]) for one in after}
    alive = [(one, vector) for id, (one, vector) in now.items() if id not in deleted and passes(one, must)]
    best = sorted(((-float(vector @ query), one.id) for one, vector in alive))[:k]
    assert [(-hit.score, hit.creator) for hit in hits] == best
    assert store.count(must) == len(alive)


def test_nobody_comes_back_who_was_deleted_with_a_large_base(tmp_path: Path):
    rng = np.random.default_rng(3)
    creators = [replace(draw_creator(rng, id), region="JP") for id in range(1, 12_001)]
    vectors = (rng.standard_normal((12_000, 16)) + 4 * rng.standard_normal((40, 16))[np.arange(12_000) % 40]).astype(
        np.float32
    )
    changed = creators[::7]
    base = make_segment(tmp_path / "base", creators, vectors)
    delta = make_segment(tmp_path / "delta", [replace(one, region="TH") for one in changed], -vectors[::7])
    deleted = tuple(one.id for one in creators[3::11] if one.id % 7 != 1)
    store, gone = join(base, delta, deleted), {*deleted, *(one.id for one in changed)}

    hits = [store.search(query, 100, Filter(regions=frozenset({"JP"}))) for query in vectors[5:3_000:100]]

    left = np.array([one.id not in gone for one in creators])
    exact = [
        {int(np.flatnonzero(left)[at]) + 1 for at in np.argsort(-(vectors[left] @ query), kind="stable")[:100]}
        for query in vectors[5:3_000:100]
    ]
    found = [len({hit.creator for hit in some} & best) for some, best in zip(hits, exact, strict=True)]
    assert {hit.creator for some in hits for hit in some} & gone == set()
    assert [len(some) for some in hits] == [100] * 30
    assert sum(found) / 3_000 == pytest.approx(1, abs=0.015)
