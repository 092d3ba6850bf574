"""From imported posts to the forecast of a match, through a real index."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy import event

from indexer.index.manifest import read_manifest
from indexer.index.publishing import current_generation
from indexer.shelves import Shelves
from matcher.domain import Brief
from matcher.search import find_matches
from tests.home import NOW, Home


def make_rows() -> list[dict[str, object]]:
    draw = np.random.default_rng(6)
    rows = []
    for place in range(30):
        followers = int(1_000 * 1.2**place)
        posts = [
            {
                "external_id": f"p{place}-{week}",
                "text": f"A cafe and its coffee {place} {week}",
                "published_at": (NOW - timedelta(weeks=week + 1)).isoformat(),
                "views": round(followers * 0.3 * np.exp(draw.normal(0, 0.4))),
            }
            for week in range(6)
        ]
        rows.append({"platform": "youtube", "external_id": f"c{place}", "followers": followers, "posts": posts})
    rows.append({"platform": "youtube", "external_id": "new", "bio": "coffee", "followers": 10_000})
    return rows


@pytest.fixture
def shop(empty_home: Home) -> Home:
    empty_home.import_rows(make_rows())
    empty_home.index()
    return empty_home


def test_every_match_tells_what_a_post_will_bring_also_of_somebody_new(shop: Home):
    matches = find_matches(Brief(text="coffee", limit=50), shop.shelves()).matches

    told = {match.creator.external_id: match.creator.forecast for match in matches}
    assert len(told) == 31
    assert told["c12"].views.median == pytest.approx(1_000 * 1.2**12 * 0.3, rel=0.35)
    assert (told["c12"].views.basis, told["new"].views.basis) == ("own posts", "peers")
    assert told["new"].views.median == pytest.approx(3_000, rel=0.35)
    assert told["new"].views.high / told["new"].views.low > told["c12"].views.high / told["c12"].views.low
    assert told["c12"].engagements is None
    assert told["c12"].day == NOW.date()


def test_a_brief_still_costs_at_most_four_statements(shop: Home):
    shelves = shop.shelves()
    find_matches(Brief(text="coffee"), shelves)
    statements = []
    event.listen(shelves.reader.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))

    find_matches(Brief(text="coffee", limit=200), shelves)

    assert len(statements) <= 4


def test_a_match_and_the_page_of_its_creator_say_the_same(shop: Home):
    shelves = shop.shelves()
    match = find_matches(Brief(text="coffee", limit=1), shelves).matches[0]

    assert shelves.forecast(shelves.creator(match.creator.id)) == match.creator.forecast


def test_a_delta_keeps_what_its_base_taught(shop: Home):
    before = read_manifest(current_generation(shop.settings.snapshots)).pools
    shop.import_rows([{"platform": "youtube", "external_id": "new", "bio": "tea and coffee"}])

    built = shop.index()

    after = read_manifest(current_generation(shop.settings.snapshots)).pools
    assert (built.kind, list(after), after) == ("delta", ["views"], before)


def test_an_index_from_before_forecasts_tells_nothing(shop: Home):
    shelves = shop.shelves()
    generation = shelves.refresh()
    generation.pools.clear()

    assert find_matches(Brief(text="coffee", limit=1), shelves).matches[0].creator.forecast is None


def test_earned_media_value_is_told_only_when_it_is_switched_on(shop: Home):
    brief = Brief(text="coffee", limit=1)
    on = Shelves(replace(shop.settings, emv=True), lambda: shop.encoder)

    off, earned = (find_matches(brief, shelves).matches[0].creator.forecast.emv for shelves in (shop.shelves(), on))

    assert off is None
    assert [one.card.name for one in earned] == ["Influencer Hero CPM", "Awisee CPM, integration"]
