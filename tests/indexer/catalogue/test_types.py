from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import literal, select

from indexer.catalogue.lists import list_ids, list_pairs
from indexer.catalogue.transactions import reading
from indexer.catalogue.types import Amount, UtcDateTime

TOKYO = timezone(timedelta(hours=9))


def fetch(engine, query):
    with reading(engine) as connection:
        return connection.execute(query).scalar()


def test_a_moment_comes_back_in_utc_to_the_microsecond(engine):
    moment = datetime(2026, 9, 1, 9, 0, 0, 7, tzinfo=TOKYO)

    found = fetch(engine, select(literal(moment, UtcDateTime)))

    assert (found, found.tzinfo) == (datetime(2026, 9, 1, 0, 0, 0, 7, tzinfo=UTC), UTC)


def test_a_moment_without_a_zone_is_refused(engine):
    with pytest.raises(Exception, match="has no time zone; say UTC"):
        fetch(engine, select(literal(datetime(2026, 9, 1), UtcDateTime)))


@pytest.mark.parametrize("amount", ["0.01", "0.10", "90000.00", "99999999999.99"])
def test_an_amount_comes_back_to_the_cent(engine, amount):
    found = fetch(engine, select(literal(Decimal(amount), Amount)))

    assert str(found) == amount


def test_an_amount_is_never_rounded(engine):
    with pytest.raises(Exception, match=r"1\.005 has more than two decimals"):
        fetch(engine, select(literal(Decimal("1.005"), Amount)))


def test_lists_of_any_length_are_one_parameter(engine):
    pairs = [(number, f"名 \"'{number}\\") for number in range(40_000)]

    with reading(engine) as connection:
        ids = connection.execute(list_ids(connection, {number for number, _ in pairs})).scalars().all()
        found = connection.execute(select(list_pairs(connection, pairs))).all()
        names = connection.execute(select(list_pairs(connection, [("a", "1")]))).all()

    assert ids == list(range(40_000))
    assert found == pairs
    assert names == [("a", "1")]
