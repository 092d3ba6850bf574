"""A region that nobody states, from the file to the answer and back."""

from collections.abc import Mapping
from datetime import date

from indexer.catalogue.reading import CatalogueReader
from matcher.domain import Brief, Filter, Sign
from matcher.search import find_matches
from tests.home import Home

HARU: Mapping[str, object] = {"platform": "instagram", "external_id": "haru", "bio": "東京のカフェ巡り☕"}
JAPAN = frozenset({"JP"})


def find(home: Home, must: Filter) -> list[tuple[str, str | None, str | None]]:
    """Return (external id, region, source) of those who pass."""
    answer = find_matches(Brief(text="カフェ", filter=must), home.shelves())
    found = [match.creator for match in answer.matches]
    return sorted((creator.external_id, creator.region, creator.region_source) for creator in found)


def test_an_inferred_region_passes_filters_unless_they_ask_for_stated_ones(home: Home):
    home.import_rows([HARU])
    home.index()

    stated = [("lip", "JP-13", "declared")]
    assert find(home, Filter(regions=JAPAN)) == [("haru", "JP-13", "inferred"), *stated]
    assert find(home, Filter(regions=JAPAN, inferred_regions=False)) == stated
    assert home.shelves().facets(Filter(inferred_regions=False), date(2026, 10, 1)).regions == (
        ("DE", 1),
        ("GB", 1),
        ("JP-13", 1),
        ("TW", 1),
    )
    assert CatalogueReader(home.engine).find(5).region_evidence == (Sign(kind="place", what="東京", where="bio"),)


def test_importing_anew_states_nothing_and_a_changed_text_is_read_anew(home: Home):
    home.import_rows([HARU])
    home.index()

    home.import_rows([{**HARU, "region": None}])
    kept = CatalogueReader(home.engine).find(5)
    home.import_rows([{**HARU, "bio": "大阪のカフェ巡り☕"}])
    home.index()

    assert (kept.region, kept.region_source) == ("JP-13", "inferred")
    assert find(home, Filter(regions=frozenset({"JP-27"}))) == [("haru", "JP-27", "inferred")]


def test_a_stated_region_replaces_the_inferred_one_and_null_brings_it_back(home: Home):
    regions = []
    for said in ({}, {"region": "TH-10"}, {"region": None}):
        home.import_rows([{**HARU, **said}])
        home.index()
        regions += [found for found in find(home, Filter()) if found[0] == "haru"]

    assert regions == [("haru", "JP-13", "inferred"), ("haru", "TH-10", "declared"), ("haru", "JP-13", "inferred")]
