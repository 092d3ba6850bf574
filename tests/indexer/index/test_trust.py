from datetime import date, timedelta

import pytest

from indexer.authenticity.weights import read_weights, set_prior
from indexer.index.publishing import current_generation
from indexer.index.reindex import reindex
from matcher.domain import Filter, Range
from tests.home import SAMPLE, Home

START = date(2026, 8, 1)


def counted(name: str, jump: int = 0, **more: object) -> dict[str, object]:
    """A channel with forty daily counts, and perhaps followers that come in one day."""
    return {
        "platform": "youtube",
        "external_id": name,
        "name": name,
        "followers": 50_800 + jump,
        "history": [
            {
                "date": (START + timedelta(days=day)).isoformat(),
                "followers": 50_000 + 20 * day + (jump if day >= 20 else 0),
                "views": 10_000_000 + 4_000 * day,
            }
            for day in range(40)
        ],
        **more,
    }


@pytest.fixture
def judged(empty_home: Home) -> Home:
    empty_home.import_rows([*SAMPLE, counted("calm"), counted("jumpy", 9_000)])
    empty_home.index()
    return empty_home


def real_by_name(home: Home) -> dict[str, float | None]:
    generation = home.generation()
    ids = sorted({*generation.base.columns.ids.tolist(), *(generation.delta.columns.ids if generation.delta else ())})
    creators = home.shelves().reader.load(ids, [])
    return {creators[id].name or "": real for id, real in zip(ids, generation.find_real(ids), strict=True)}


def count(home: Home, **bounds: float) -> int:
    return home.generation().vectors.count(Filter(authenticity=Range(**bounds)))


def test_every_creator_has_its_probability_and_unknown_stays_unknown(judged: Home):
    real = real_by_name(judged)

    assert real["calm"] == pytest.approx(0.89, abs=0.02)
    assert real["jumpy"] < 0.1
    assert real["リップ日和"] is None


def test_a_filter_sees_the_probability_that_is_shown_and_unknown_never_passes(judged: Home):
    real = real_by_name(judged)["calm"]

    assert count(judged, min=0.7) == 1
    assert count(judged, min=real) == 1
    assert count(judged, min=real + 0.0001) == 0
    assert count(judged, max=0.5) == 1
    assert count(judged, min=0.0) == 2


def test_a_creator_is_shown_with_events_and_evidence(judged: Home):
    creators = judged.shelves()
    ids = {judged.shelves().creator(id).name: id for id in range(1, 7)}

    found = creators.creator(ids["jumpy"]).authenticity

    assert (found.level, found.version, found.prior) == ("likely_inflated", "2026.1", 0.15)
    assert [(event.date, event.kind, event.subscribers) for event in found.events] == [
        (START + timedelta(days=20), "jump", 9_020)
    ]
    assert creators.creator(ids["vegan 素食"]).authenticity.level == "not_enough_data"


def test_monthly_counts_are_judged_without_short_stretches(empty_home: Home):
    months = [{"date": f"2025-{month:02}-01", "followers": 10_000 + 100 * month} for month in range(1, 13)]
    empty_home.import_rows([{"platform": "x", "external_id": "monthly", "name": "monthly", "history": months}])
    empty_home.index()

    assert real_by_name(empty_home)["monthly"] == pytest.approx(0.89, abs=0.02)


def test_a_delta_is_judged_beside_its_base(judged: Home):
    judged.import_rows([counted(f"more {number}") for number in range(30)])
    judged.index()
    judged.import_rows([counted("calm", 9_000)])

    built = judged.index()

    assert (built.kind, built.read) == ("delta", 1)
    assert real_by_name(judged)["calm"] < 0.1
    assert real_by_name(judged)["more 0"] == pytest.approx(0.89, abs=0.02)


def test_other_weights_judge_anew_and_embed_nothing(judged: Home):
    before = {name: path.stat().st_ino for name, path in list_files(judged).items()}
    judged.encoder.encoded.clear()
    shop = judged.workshop(weights=set_prior(read_weights(), 0.4))

    built = reindex(shop)

    after = {name: path.stat().st_ino for name, path in list_files(judged).items()}
    assert (built.kind, built.read, built.generation) == ("judged", 0, "g000002")
    assert judged.encoder.encoded == []
    assert real_by_name(judged)["calm"] == pytest.approx(0.68, abs=0.03)
    assert {name for name in before if before[name] != after[name] and name.startswith("base/")} == set()
    assert judged.generation().bench.weights.creator.prior == 0.4
    assert reindex(shop).kind == "nothing"


def test_other_weights_judge_a_delta_too(judged: Home):
    judged.import_rows([counted(f"more {number}") for number in range(30)])
    judged.index()
    judged.import_rows([counted("calm", 9_000)])
    judged.index()

    built = reindex(judged.workshop(weights=set_prior(read_weights(), 0.4)))

    assert built.kind == "judged"
    assert judged.generation().delta is not None
    assert real_by_name(judged)["more 0"] == pytest.approx(0.68, abs=0.03)


def list_files(home: Home) -> dict:
    folder = current_generation(home.settings.snapshots)
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
