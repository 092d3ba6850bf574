from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.index.columns import Columns, ColumnsBuilder
from matcher.domain import Creator, Engagement, Filter, Range


def creator(id: int, **fields) -> Creator:
    return Creator(**{"id": id, "platform": "youtube", "external_id": str(id)} | fields)


def build(*creators: Creator) -> Columns:
    builder = ColumnsBuilder()
    for each in creators:
        builder.add(each)
    return builder.columns()


def passing(columns: Columns, **must) -> list[int]:
    """Return the ids of the creators that pass."""
    return columns.ids[columns.passing(Filter(**must))].tolist()


FOLLOWED = build(*(creator(id, followers=count) for id, count in enumerate([None, 0, 9, 10, 50, 51], start=1)))

SPEAKING = build(
    creator(1, languages=("ja",)),
    creator(2, languages=("zh-Hans",)),
    creator(3, languages=("en", "zh-Hant")),
    creator(4, languages=("zh", "en", "ja")),
    creator(5, languages=("zha",)),
    creator(6),
)

LIVING = build(
    creator(1, region="JP"),
    creator(2, region="JP-13"),
    creator(3, region="JP-1"),
    creator(4, region="TW"),
    creator(5),
)


STATED = build(
    creator(1, region="JP", region_source="declared"),
    creator(2, region="JP-13", region_source="inferred"),
    creator(3, region="JP-13", region_source="trending list"),
    creator(4),
)


@pytest.mark.parametrize(
    ("must", "found"),
    [
        ({"regions": frozenset({"JP"})}, [1, 2, 3]),
        ({"regions": frozenset({"JP"}), "inferred_regions": False}, [1, 3]),
        ({"inferred_regions": False}, [1, 2, 3, 4]),
    ],
)
def test_inferred_regions_count_unless_they_are_not_wanted(must, found):
    assert passing(STATED, **must) == found


def test_a_creator_whose_region_is_as_it_was_keeps_its_reasons():
    now = creator(2, region="JP-13", region_source="inferred", region_confidence=0.7)

    assert STATED.show(now) == now


@pytest.mark.parametrize(
    ("id", "now", "shown"),
    [
        (1, {"region": "TH", "region_source": "inferred", "region_confidence": 0.7}, ("JP", None, None)),
        (1, {"region": "TH", "region_source": "declared"}, ("JP", "declared", None)),
        (2, {"region": "JP-13", "region_source": "declared"}, ("JP-13", "inferred", None)),
        (4, {"region": "JP", "region_source": "declared"}, (None, None, None)),
        (4, {"region": "JP", "region_source": "inferred", "region_confidence": 0.7}, (None, None, None)),
    ],
)
def test_a_region_that_changed_is_shown_as_filters_see_it(id, now, shown):
    found = STATED.show(creator(id, **now))

    assert (found.region, found.region_source, found.region_confidence) == shown


def test_a_filter_without_fields_passes_everybody():
    assert passing(FOLLOWED) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("followers", "found"),
    [
        (Range(min=10), [4, 5, 6]),
        (Range(max=50), [2, 3, 4, 5]),
        (Range(min=10, max=50), [4, 5]),
        (Range(min=10, max=10), [4]),
        (Range(min=52), []),
    ],
)
def test_bounds_are_inclusive(followers, found):
    assert passing(FOLLOWED, followers=followers) == found


@pytest.mark.parametrize("followers", [Range(min=0), Range(max=10**12), Range(min=0, max=10**12), Range(min=-5)])
def test_unknown_never_passes_a_range_and_zero_is_not_unknown(followers):
    assert passing(FOLLOWED, followers=followers) == [2, 3, 4, 5, 6]


def test_nobody_has_fewer_than_no_followers():
    assert passing(FOLLOWED, followers=Range(max=-1)) == []


@pytest.mark.parametrize(
    ("languages", "found"),
    [
        ({"zh"}, [2, 3, 4]),
        ({"zh-Hans"}, [2]),
        ({"en"}, [3, 4]),
        ({"ja", "zh-Hant"}, [1, 3, 4]),
        ({"ko"}, []),
        ({"ko", "ja"}, [1, 4]),
    ],
)
def test_any_language_of_a_creator_counts_and_a_code_finds_its_parts(languages, found):
    assert passing(SPEAKING, languages=frozenset(languages)) == found


@pytest.mark.parametrize(
    ("regions", "found"), [({"JP"}, [1, 2, 3]), ({"JP-13"}, [2]), ({"JP-1", "TW"}, [3, 4]), ({"TH"}, [])]
)
def test_a_region_finds_its_parts_and_never_what_it_is_part_of(regions, found):
    assert passing(LIVING, regions=frozenset(regions)) == found


def test_a_platform_is_met_whole():
    columns = build(creator(1, platform="x"), creator(2, platform="xiaohongshu"), creator(3, platform="youtube"))

    assert passing(columns, platforms=frozenset({"x"})) == [1]
    assert passing(columns, platforms=frozenset({"x", "youtube"})) == [1, 3]
    assert passing(columns, platforms=frozenset({"you"})) == []


def test_excluded_creators_do_not_pass():
    assert passing(FOLLOWED, exclude=frozenset({2, 5, 99})) == [1, 3, 4, 6]


def test_fields_together_mean_all_of_them():
    columns = build(
        creator(1, region="JP", languages=("ja",), followers=100),
        creator(2, region="JP", languages=("en",), followers=100),
        creator(3, region="US", languages=("ja",), followers=100),
        creator(4, region="JP-13", languages=("ja",)),
        creator(5, region="JP", languages=("ja",), followers=100, platform="x"),
        creator(6, region="JP", languages=("ja",), followers=100),
    )

    found = passing(
        columns,
        regions=frozenset({"JP"}),
        languages=frozenset({"ja"}),
        platforms=frozenset({"youtube"}),
        followers=Range(min=100),
        exclude=frozenset({6}),
    )

    assert found == [1]


def test_a_catalogue_of_nobody_has_columns_that_nobody_passes():
    columns = build()

    assert passing(columns, languages=frozenset({"ja"}), followers=Range(min=0), exclude=frozenset({1})) == []


def test_the_first_language_is_the_most_used_one():
    rows = SPEAKING.rows([3, 6, 1])

    assert rows.tolist() == [2, 5, 0]
    assert SPEAKING.first_languages(rows) == ["en", None, "ja"]


def test_a_creator_is_shown_with_the_fields_of_the_generation():
    engagement = Engagement(rate=0.03, of="views", posts=12)
    indexed = creator(7, followers=0, region="JP-13", languages=("ja", "en"), name="then")
    indexed = replace(indexed, engagement=engagement, last_post=date(2026, 9, 30))
    columns = build(creator(3, languages=("a", "b", "c")), indexed)
    changed = creator(7, followers=9, region=None, languages=("ko",), name="now")

    shown = columns.show(changed)

    assert shown == replace(indexed, name="now")


def test_what_was_unknown_is_shown_as_unknown():
    columns = build(creator(7))

    shown = columns.show(creator(7, followers=9, region="JP", languages=("ko",)))

    assert shown == creator(7)


CODES = ["zh", "zh-Hans", "zh-Hant", "ja", "en"]
REGIONS = ["JP", "JP-13", "TH", "TH-10"]
PLATFORMS = ["youtube", "x"]
COUNTS = st.none() | st.integers(0, 5)


def some(codes: list[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from([*codes, "ko"]), max_size=2)


CREATORS = st.lists(
    st.builds(
        Creator,
        id=st.integers(0, 30),
        external_id=st.just(""),
        platform=st.sampled_from(PLATFORMS),
        region=st.none() | st.sampled_from(REGIONS),
        languages=st.lists(st.sampled_from(CODES), unique=True, max_size=3).map(tuple),
        followers=COUNTS,
        engagement=st.none()
        | st.builds(Engagement, rate=st.sampled_from([0.0, 0.03, 1.2]), of=st.just("views"), posts=st.just(3)),
        last_post=st.none() | st.dates(),
        fees=st.just(()),
        history=st.just(()),
        posts=st.just(()),
    ),
    unique_by=lambda each: each.id,
    max_size=8,
).map(lambda creators: sorted(creators, key=lambda each: each.id))

FILTERS = st.builds(
    Filter,
    languages=some(CODES),
    regions=some(REGIONS),
    platforms=some(PLATFORMS),
    followers=st.builds(Range, min=COUNTS, max=COUNTS),
    engagement_rate=st.builds(Range, min=st.sampled_from([None, 0, 0.03]), max=st.sampled_from([None, 0.03, 1])),
    last_post=st.builds(Range, min=st.none() | st.dates().map(date.toordinal)),
    exclude=st.frozensets(st.integers(0, 30), max_size=4),
    must=st.just(()),
    must_not=st.just(()),
)


def matches(wanted: frozenset[str], *codes: str | None) -> bool:
    return not wanted or any(
        code and (code == want or code.startswith(want + "-")) for want in wanted for code in codes
    )


def lies_within(number: float | None, within: Range) -> bool:
    low, high = within.min, within.max
    is_open = low is None and high is None
    return is_open or (number is not None and (low or 0) <= number and (high is None or number <= high))


def passes(each: Creator, must: Filter) -> bool:
    """Say what the design says, creator by creator."""
    return (
        matches(must.languages, *each.languages)
        and matches(must.regions, each.region)
        and matches(must.platforms, each.platform)
        and lies_within(each.followers, must.followers)
        and lies_within(each.engagement and each.engagement.rate, must.engagement_rate)
        and lies_within(each.last_post and each.last_post.toordinal(), must.last_post)
        and each.id not in must.exclude
    )


@given(CREATORS, FILTERS)
def test_columns_pass_whom_a_plain_filter_passes(creators, must):
    columns = build(*creators)

    mask = columns.passing(must)

    assert mask.tolist() == [passes(each, must) for each in creators]
    assert mask.dtype == np.bool_
