from datetime import date

import pytest

from indexer.index.facets import Facets
from matcher.domain import Filter, Range
from tests.home import Home

TODAY = date(2026, 10, 1)


def test_every_code_is_counted_with_the_most_frequent_first(home: Home):
    assert home.shelves().facets(Filter(), TODAY) == Facets(
        total=4,
        languages=(("en", 2), ("ja", 1), ("zh", 1)),
        regions=(("DE", 1), ("GB", 1), ("JP-13", 1), ("TW", 1)),
        platforms=(("youtube", 2), ("instagram", 1), ("x", 1)),
        tiers=(("below nano", 1), ("nano", 1), ("micro", 1), ("unknown", 1)),
        engagement_rate=(("0.01", 0), ("0.02", 0), ("0.03", 0), ("0.05", 0), ("0.1", 0)),
        last_post_days=(("7", 0), ("30", 0), ("90", 0), ("180", 0), ("365", 0)),
    )


def test_a_field_is_counted_under_all_the_others_so_that_another_choice_can_be_weighed(home: Home):
    facets = home.shelves().facets(Filter(platforms=frozenset({"youtube"}), languages=frozenset({"en"})), TODAY)

    assert facets.total == 2
    assert facets.platforms == (("youtube", 2),)
    assert facets.languages == (("en", 2),)
    assert facets.regions == (("DE", 1), ("GB", 1))


@pytest.mark.parametrize(
    ("must", "platforms"),
    [
        (Filter(followers=Range(min=1)), (("instagram", 1), ("youtube", 1))),
        (Filter(must=("素食",)), (("x", 1),)),
        (Filter(must=("nobody says this",)), ()),
    ],
)
def test_numbers_and_words_narrow_the_counts(home: Home, must: Filter, platforms: tuple):
    assert home.shelves().facets(must, TODAY).platforms == platforms


def test_a_creator_counts_for_each_of_its_languages(home: Home):
    home.import_rows([{"platform": "x", "external_id": "both", "name": "b", "languages": ["ja", "ko"]}])
    home.index()

    assert home.shelves().facets(Filter(), TODAY).languages == (("en", 2), ("ja", 2), ("ko", 1), ("zh", 1))


def test_rates_and_days_count_whoever_is_at_least_so_engaging_and_so_recent(home: Home):
    posts = [
        {
            "external_id": str(day),
            "text": "a",
            "likes": 20,
            "comments": 9,
            "published_at": f"2026-09-{day:02}T00:00:00Z",
        }
        for day in (1, 5, 17)
    ]
    home.import_rows([{"platform": "x", "external_id": "y", "name": "b", "followers": 1_000, "posts": posts}])
    home.index()

    facets = home.shelves().facets(
        Filter(engagement_rate=Range(min=0.029), last_post=Range(min=TODAY.toordinal() - 14)), TODAY
    )

    assert facets.total == 1
    assert facets.engagement_rate == (("0.01", 1), ("0.02", 1), ("0.03", 0), ("0.05", 0), ("0.1", 0))
    assert facets.last_post_days == (("7", 0), ("30", 1), ("90", 1), ("180", 1), ("365", 1))
