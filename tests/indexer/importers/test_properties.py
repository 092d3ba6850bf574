import itertools
import json
import shutil
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from indexer.catalogue.opening import open_catalogue
from indexer.catalogue.reading import CatalogueReader
from tests.indexer.importers.conftest import Desk

QUICK = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
names = some.text(min_size=1, max_size=5, alphabet=some.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]))
texts = some.none() | some.text(max_size=20)
counts = some.none() | some.integers(0, 10**11)
moments = some.datetimes(datetime(2000, 1, 1), datetime(2026, 1, 1), timezones=some.none() | some.just(UTC))
posts = some.fixed_dictionaries(
    {"external_id": names},
    optional={
        **{"title": texts, "text": texts, "likes": counts, "tags": some.none() | some.lists(names, max_size=3)},
        **{"sponsored": some.none() | some.booleans(), "published_at": some.none() | moments.map(datetime.isoformat)},
        **{"language": some.sampled_from([None, "ja", "zh-Hant"])},
    },
)
days = some.dates(date(2000, 1, 1), date(2026, 1, 1)).map(date.isoformat)
history = some.fixed_dictionaries({"date": days}, optional={"followers": counts, "views": counts})
fees = some.fixed_dictionaries(
    {
        "amount": some.integers(1, 10**13).map(lambda cents: float(Decimal(cents) / 100)),
        "currency": some.sampled_from(["JPY", "USD"]),
        "deliverable": some.sampled_from(["post", "story"]),
    }
)
creators = some.fixed_dictionaries(
    {"platform": some.sampled_from(["x", "y"]), "external_id": names},
    optional={
        **{
            "name": texts,
            "bio": texts,
            "handle": texts,
            "followers": counts,
            "verified": some.none() | some.booleans(),
        },
        **{"region": some.sampled_from([None, "JP", "TH-10"]), "tags": some.none() | some.lists(names, max_size=3)},
        **{"languages": some.none() | some.lists(some.sampled_from(["ja", "en", "ko"]), max_size=3)},
        **{"posts": some.lists(posts, max_size=3), "history": some.lists(history, max_size=3)},
        **{"fees": some.lists(fees, max_size=3)},
    },
)


@pytest.fixture
def make_desk(tmp_path, empty_file):
    """Return a function that gives a new desk, as often as it is called."""
    engines = []

    def make():
        folder = tmp_path / str(len(engines))
        folder.mkdir()
        shutil.copyfile(empty_file, folder / "catalogue.db")
        engines.append(open_catalogue(f"sqlite:///{folder / 'catalogue.db'}"))
        return Desk(folder, engines[-1])

    yield make
    for engine in engines:
        engine.dispose()


def take(desk, rows, batch=500):
    return desk.take(desk.write("creators.jsonl", "".join(f"{json.dumps(row)}\n" for row in rows)), batch=batch)


@QUICK
@given(rows=some.lists(creators, min_size=1, max_size=6))
def test_the_same_rows_again_change_nothing(make_desk, rows):
    desk = make_desk()
    first = take(desk, rows)
    known, revision = desk.describe(), CatalogueReader(desk.engine).revision()

    second = take(desk, rows)

    assert (first.accepted, first.rejected, first.new + first.repeated) == (len(rows), 0, len(rows) + repeats(rows))
    assert (second.new, second.changed, second.unchanged) == (0, 0, first.new)
    assert (desk.describe(), CatalogueReader(desk.engine).revision()) == (known, revision)


def repeats(rows):
    """Return how many nested entries of a creator say the same key again."""
    keys = {"posts": ["external_id"], "history": ["date"], "fees": ["deliverable", "currency"]}
    doubled = 0
    for row, (part, names_) in itertools.product(rows, keys.items()):
        said = [tuple(entry[name] for name in names_) for entry in row.get(part, [])]
        doubled += len(said) - len(set(said))
    return doubled


@QUICK
@given(
    rows=some.lists(creators, min_size=2, max_size=6, unique_by=lambda row: (row["platform"], row["external_id"])),
    random=some.randoms(use_true_random=False),
)
def test_the_order_of_different_creators_does_not_matter(make_desk, rows, random):
    shuffled = random.sample(rows, len(rows))
    one, other, small = make_desk(), make_desk(), make_desk()

    take(one, rows)
    take(other, shuffled)
    take(small, shuffled, batch=1)

    assert one.describe() == other.describe() == small.describe()
