from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event

from indexer.catalogue.reading import CatalogueReader
from matcher.forecast.nouns import Charge, Outcome
from tests.home import Home

FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def make_post(place: int, **counts: object) -> dict[str, object]:
    return {
        "external_id": f"p{place}",
        "text": "a",
        "published_at": (FIRST + timedelta(days=place)).isoformat(),
        **counts,
    }


@pytest.fixture
def reader(empty_home: Home) -> CatalogueReader:
    empty_home.import_rows(
        [
            {
                "platform": "x",
                "external_id": "a",
                "posts": [
                    make_post(1, views=100, likes=10, comments=2, shares=3),
                    make_post(2, views=0, likes=None, comments=1),
                    {"external_id": "undated", "text": "a", "likes": 0, "comments": 0},
                ],
                "fees": [{"amount": 90_000, "currency": "JPY", "deliverable": "post"}],
            },
            {"platform": "x", "external_id": "b", "posts": [make_post(place, views=place) for place in range(40)]},
            {"platform": "x", "external_id": "nothing"},
        ]
    )
    return CatalogueReader(empty_home.engine)


def test_counts_come_as_they_are_and_hidden_likes_leave_engagements_unknown(reader):
    record = reader.records([1])[1]

    assert record.outcomes == (
        Outcome(published_at=FIRST + timedelta(days=2), views=0, engagements=None),
        Outcome(published_at=FIRST + timedelta(days=1), views=100, engagements=15),
        Outcome(published_at=None, views=None, engagements=0),
    )
    assert record.charges == (Charge(amount=Decimal("90000.00"), currency="JPY", deliverable="post"),)


def test_the_last_thirty_posts_are_looked_at(reader):
    assert sorted(outcome.views for outcome in reader.records([2])[2].outcomes) == list(range(10, 40))


def test_who_has_nothing_is_left_out_and_nobody_else_is_read(reader):
    assert list(reader.records([3, 2])) == [2]


def test_any_number_of_creators_costs_one_statement(reader):
    statements = []
    event.listen(reader.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))

    reader.records([1, 2, 3])

    assert [words[:6] for words in statements] == ["BEGIN", "SELECT"]
