import pytest

from indexer.index.facets import Facets
from matcher.domain import Filter, Range
from tests.home import Home


def test_every_code_is_counted_with_the_most_frequent_first(home: Home):
    assert home.shelves().facets(Filter()) == Facets(
        total=4,
        languages=(("en", 2), ("ja", 1), ("zh", 1)),
        regions=(("DE", 1), ("GB", 1), ("JP-13", 1), ("TW", 1)),
        platforms=(("youtube", 2), ("instagram", 1), ("x", 1)),
        tiers=(("below nano", 1), ("nano", 1), ("micro", 1), ("unknown", 1)),
    )


def test_a_field_is_counted_under_all_the_others_so_that_another_choice_can_be_weighed(home: Home):
    facets = home.shelves().facets(Filter(platforms=frozenset({"youtube"}), languages=frozenset({"en"})))

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
    assert home.shelves().facets(must).platforms == platforms


def test_a_creator_counts_for_each_of_its_languages(home: Home):
    home.import_rows([{"platform": "x", "external_id": "both", "name": "b", "languages": ["ja", "ko"]}])
    home.index()

    assert home.shelves().facets(Filter()).languages == (("en", 2), ("ja", 2), ("ko", 1), ("zh", 1))
