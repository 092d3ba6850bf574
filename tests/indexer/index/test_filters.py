from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.index.bits import Bits, pack_places, seal
from indexer.index.columns import Columns, ColumnsBuilder
from indexer.index.filters import Filters, write_filters
from matcher.domain import Creator, Filter, Range
from matcher.reading.tiers import list_tiers

CREATORS = [
    Creator(id=3, platform="youtube", external_id="a", region="JP-13", languages=("ja",), followers=0),
    Creator(id=5, platform="youtube", external_id="b", region="TH", languages=("th", "zh-Hant"), followers=None),
    Creator(id=8, platform="x", external_id="c", region="JP", region_source="inferred", languages=(), followers=5000),
    Creator(id=9, platform="x", external_id="d", region=None, languages=("zh", "zh-Hans", "ja"), followers=2_000_000),
]
ORDER = np.array([2, -1, 0, 1, -1, 3], dtype=np.int32)


def build(creators: list[Creator]) -> Columns:
    builder = ColumnsBuilder()
    for creator in creators:
        builder.add(creator)
    return builder.columns()


@pytest.fixture
def filters(tmp_path: Path) -> Filters:
    write_filters(tmp_path, build(CREATORS), ORDER)
    return Filters(tmp_path, build(CREATORS))


@pytest.mark.parametrize(
    ("must", "places"),
    [
        ({}, [0, 2, 3, 5]),
        ({"exclude": frozenset({3}), "must": ("word",)}, [0, 2, 3, 5]),
        ({"platforms": frozenset({"x"})}, [0, 5]),
        ({"platforms": frozenset({"tiktok"})}, []),
        ({"regions": frozenset({"JP"})}, [0, 2]),
        ({"regions": frozenset({"JP"}), "inferred_regions": False}, [2]),
        ({"inferred_regions": False}, [0, 2, 3, 5]),
        ({"languages": frozenset({"zh"})}, [3, 5]),
        ({"languages": frozenset({"zh-Hant", "ja"})}, [2, 3, 5]),
        ({"followers": Range(min=-3)}, [0, 2, 5]),
        ({"followers": Range(max=5000)}, [0, 2]),
        ({"followers": Range(min=1, max=5000)}, [0]),
        ({"followers": Range(max=-1)}, []),
        ({"followers": Range(min=10**30)}, []),
        ({"followers": Range(max=10**30), "platforms": frozenset({"x", "youtube"})}, [0, 2, 5]),
    ],
)
def test_places_pass_as_creators_do_and_padding_never(filters, must, places):
    bits = filters.passing(Filter(**must))

    assert bits.places().tolist() == places
    assert bits.count == len(places)


def test_rows_and_places_are_turned_into_each_other(filters):
    bits = filters.of_rows(np.array([True, False, True, True]))

    assert bits.places().tolist() == [0, 2, 5]
    assert filters.rows(bits).tolist() == [0, 2, 3]
    assert filters.rows(filters.of_rows(np.zeros(4, dtype=bool))).tolist() == []


def test_what_is_left_is_counted_by_value(filters):
    everybody = filters.passing(Filter())

    assert filters.count_platforms(everybody) == {"youtube": 2, "x": 2}
    assert filters.count_languages(everybody) == {"ja": 2, "th": 1, "zh-Hant": 1, "zh": 1, "zh-Hans": 1}
    assert filters.count_regions(everybody, inferred=True) == {"JP-13": 1, "TH": 1, "JP": 1}
    assert filters.count_regions(everybody, inferred=False) == {"JP-13": 1, "TH": 1}
    assert filters.count_tiers(everybody) == {"below nano": 1, "nano": 1, "mega": 1, "unknown": 1}
    assert filters.count_platforms(filters.passing(Filter(languages=frozenset({"ja"})))) == {"youtube": 1, "x": 1}


def test_a_segment_of_nobody_passes_nobody(tmp_path):
    write_filters(tmp_path, build([]), np.empty(0, dtype=np.int32))

    filters = Filters(tmp_path, build([]))

    assert filters.passing(Filter(languages=frozenset({"ja"}), followers=Range(min=0))).count == 0
    assert filters.count_tiers(filters.passing(Filter())) == {}
    assert filters.rows(filters.passing(Filter())).tolist() == []


@pytest.mark.parametrize("creators", [CREATORS[:3], [*CREATORS[:3], replace(CREATORS[3], languages=("ko",))]])
def test_bitmaps_of_other_creators_are_refused(tmp_path, creators):
    write_filters(tmp_path, build(CREATORS), ORDER)

    with pytest.raises(ValueError, match="written for other"):
        Filters(tmp_path, build(creators))


def test_a_file_that_was_cut_is_refused(tmp_path):
    write_filters(tmp_path, build(CREATORS), ORDER)
    for file in tmp_path.iterdir():
        whole = file.read_bytes()
        file.write_bytes(whole[:-1])

        with pytest.raises(ValueError):
            Filters(tmp_path, build(CREATORS))
        file.write_bytes(whole)


CODES = {
    "languages": ["zh", "zh-Hans", "zh-Hant", "ja", "sr-Latn-RS"],
    "regions": ["JP", "JP-13", "TH-10"],
    "platforms": ["x", "youtube"],
}
ASKED = {"languages": ["sr", "sr-Latn", "ko"], "regions": ["TH", "US"], "platforms": ["tiktok"]}


def draw_columns(rng: np.random.Generator, count: int) -> Columns:
    """Return columns of which some values are rare and some are everybody's."""

    def draw(kind: str, *shape: int) -> np.ndarray:
        return (rng.zipf(1.6, (count, *shape)) - 2).clip(-1, len(CODES[kind]) - 1).astype(np.int16)

    return Columns(
        ids=np.arange(count, dtype=np.int64) * 3,
        followers=rng.choice([np.int64(-1), *rng.integers(0, 10 ** rng.integers(1, 8), max(count // 2, 1))], count),
        engagement_rate=rng.choice([-1.0, 0.0, *rng.random(max(count // 2, 1))], count),
        last_post=rng.choice(np.array([-1, 700_000, 700_001, 700_400], np.int32), count),
        by_views=np.zeros(count, dtype=bool),
        rated=np.zeros(count, dtype=np.int16),
        platform=draw("platforms").clip(0),
        region=draw("regions"),
        inferred=rng.random(count) < 0.3,
        language=np.array([rng.permutation([-1, 0, 1, 2, 3, 4])[:2] for _ in range(count)], np.int16).reshape(-1, 2),
        **{kind: tuple(codes) for kind, codes in CODES.items()},
    )


def draw_order(rng: np.random.Generator, count: int) -> np.ndarray:
    return rng.permutation(np.append(np.arange(count), np.full(rng.integers(0, 70), -1))).astype(np.int32)


COUNTS = st.none() | st.integers(-2, 10**8) | st.integers(0, 12)
FILTERS = st.builds(
    Filter,
    followers=st.builds(Range, min=COUNTS, max=COUNTS),
    engagement_rate=st.builds(Range, min=st.none() | st.floats(0, 1), max=st.none() | st.floats(0, 1)),
    last_post=st.builds(Range, min=st.none() | st.integers(699_999, 700_401)),
    inferred_regions=st.booleans(),
    **{kind: st.frozensets(st.sampled_from(codes + ASKED[kind]), max_size=2) for kind, codes in CODES.items()},
    exclude=st.just(frozenset()),
    must=st.just(()),
    must_not=st.just(()),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32 - 1), st.integers(0, 1500), FILTERS)
def test_bitmaps_pass_and_count_whom_columns_pass_and_count(tmp_path, seed, creators, must):
    rng = np.random.default_rng(seed)
    columns, order = draw_columns(rng, creators), draw_order(rng, creators)
    write_filters(tmp_path, columns, order)

    filters = Filters(tmp_path, columns)

    bits, mask = filters.passing(must), columns.passing(must)
    assert filters.rows(bits).tolist() == np.flatnonzero(mask).tolist()
    assert bits.words.tolist() == filters.of_rows(mask).words.tolist()
    assert bits.words.tolist() == pack_places(np.flatnonzero(np.isin(order, np.flatnonzero(mask))), len(order)).tolist()
    assert filters.count_languages(bits) == count(columns.languages, columns.language[mask])
    assert filters.count_regions(bits, must.inferred_regions) == count(
        columns.regions, columns.visible_regions(must)[mask]
    )
    assert filters.count_platforms(bits) == count(columns.platforms, columns.platform[mask])
    assert filters.count_tiers(bits) == count_tiers(columns.followers[mask])
    assert filters.count_from("engagement_rate", bits, (0, 0.5)) == [
        int((columns.engagement_rate[mask] >= least).sum()) for least in (0, 0.5)
    ]


def count(codes: tuple[str, ...], places: np.ndarray) -> dict[str, int]:
    """Count codes one by one."""
    return dict(Counter(codes[place] for place in places.ravel().tolist() if place != -1))


def count_tiers(followers: np.ndarray) -> dict[str, int]:
    names = [
        "unknown" if each < 0 else max((least, name) for name, least in list_tiers() if least <= each)[1]
        for each in followers.tolist()
    ]
    return dict(Counter(names))


def test_bits_of_the_caller_may_be_any_set_of_places(filters):
    some = Bits(seal(pack_places(np.array([0, 5]), 6)).words, 2)

    assert filters.rows(some).tolist() == [2, 3]
    assert filters.count_tiers(some) == {"nano": 1, "mega": 1}
