"""Few changes become a delta over the base that is there; what is asked does not see the seam."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import delete

from indexer.catalogue.tables import CreatorRow, PostRow
from indexer.catalogue.transactions import writing
from indexer.index.generation import open_generation
from indexer.index.manifest_seal import write_sealed
from indexer.index.preview import Preview, preview
from indexer.index.publishing import current_generation
from indexer.index.reindex import reindex
from matcher.domain import Brief, Filter, Range
from matcher.errors import CreatorNotFound, SnapshotDamaged
from matcher.reading.literals import Literal
from matcher.search import find_matches
from tests.home import Home

EVERYBODY = Filter()
CROWD = [
    {
        "platform": "x",
        "external_id": f"n{number}",
        "name": f"baker {number}",
        "bio": "bread and cakes",
        "region": "JP" if number % 2 else "TH",
        "languages": ["ja"],
        "followers": 1_000 + number,
        "posts": [{"external_id": "p", "text": f"Bread number {number} is out of the oven"}],
    }
    for number in range(1, 101)
]


@pytest.fixture
def crowd(empty_home: Home) -> Home:
    """A hundred creators with the ids 1 to 100, indexed."""
    empty_home.import_rows(CROWD)
    empty_home.index()
    return empty_home


def change(home: Home, number: int, **fields: object) -> None:
    home.import_rows([{"platform": "x", "external_id": f"n{number}", **fields}])


def erase(home: Home, *ids: int) -> None:
    with writing(home.engine) as connection:
        connection.execute(delete(PostRow).where(PostRow.creator_id.in_(ids)))
        connection.execute(delete(CreatorRow).where(CreatorRow.id.in_(ids)))


def count(home: Home, **fields: object) -> int:
    return home.generation().vectors.count(Filter(**fields))


def test_a_changed_creator_is_read_alone_and_is_found_as_it_is_now(crowd: Home):
    change(crowd, 7, region="US-CA", followers=5, name="florist", bio="roses")

    built = crowd.index()

    assert (built.kind, built.read, built.creators, built.embedded_views, built.embedded_passages) == (
        "delta",
        1,
        100,
        1,
        0,
    )
    assert (count(crowd), count(crowd, regions=frozenset({"US"})), count(crowd, must=("florist",))) == (100, 1, 1)
    assert (count(crowd, regions=frozenset({"JP"})), count(crowd, must=("cakes",))) == (49, 99)
    assert count(crowd, followers=Range(max=10)) == 1
    assert crowd.generation().manifest.passages == 100


def test_the_first_place_may_go_to_either_segment(crowd: Home):
    change(crowd, 7, name="florist", bio="roses and tulips", posts=[{"external_id": "p", "text": "roses roses roses"}])
    crowd.index()

    answer = find_matches(Brief(text="roses and tulips florist", limit=5), crowd.shelves())
    bread = find_matches(Brief(text="Bread number 50", limit=100), crowd.shelves())

    assert answer.matches[0].creator.id == 7
    assert answer.matches[0].score == pytest.approx(sum(reason.share for reason in answer.matches[0].reasons))
    assert sorted(match.creator.id for match in bread.matches) == list(range(1, 101))


def test_a_new_creator_is_added_and_a_deleted_one_is_gone_everywhere(crowd: Home):
    crowd.import_rows([{"platform": "y", "external_id": "new", "name": "sourdough rare-word", "languages": ["ko"]}])
    erase(crowd, 3, 4)

    built = crowd.index()

    generation = crowd.generation()
    assert (built.kind, built.read, built.deleted, built.creators) == ("delta", 1, 2, 99)
    assert {hit.creator for hit in generation.vectors.search(np.ones(48, np.float32), 200, EVERYBODY)} == {
        1,
        2,
        *range(5, 102),
    }
    facets = generation.count_facets(EVERYBODY, date(2026, 10, 1))
    assert (facets.total, facets.platforms, facets.languages) == (99, (("x", 98), ("y", 1)), (("ja", 98), ("ko", 1)))
    said = generation.lexical.search(
        [Literal("word", "bread", 0, 5), Literal("word", "rare-word", 9, 18)], 200, EVERYBODY
    )
    assert said[0].creator == 101
    assert {hit.creator for hit in said} == {1, 2, *range(5, 102)}
    with pytest.raises(CreatorNotFound, match="Creator 3 is not in the index"):
        generation.evidence.vectors([1, 3])


def test_deletions_alone_make_no_second_segment(crowd: Home):
    erase(crowd, 100)

    built = crowd.index()

    generation = crowd.generation()
    assert (built.kind, built.read, built.deleted, built.creators) == ("delta", 0, 1, 99)
    assert (generation.delta, generation.dead.tolist(), generation.manifest.passages) == (None, [100], 99)
    assert not crowd.index().changed


def test_the_base_is_shared_and_those_who_did_not_change_keep_their_vectors_to_the_bit(crowd: Home):
    before = crowd.generation()
    change(crowd, 7, name="florist")

    crowd.index()

    after = crowd.generation()
    folders = [crowd.settings.snapshots / one.manifest.generation for one in (before, after)]
    assert (folders[0] / "base" / "views.npy").samefile(folders[1] / "base" / "views.npy")
    others = [id for id in range(1, 101) if id != 7]
    assert after.evidence.vectors(others).tobytes() == before.evidence.vectors(others).tobytes()
    assert after.evidence.vectors([7]).tobytes() != before.evidence.vectors([7]).tobytes()
    assert [terms.creator for terms in after.evidence.terms(np.ones(48, np.float32), [9, 7, 8])] == [9, 7, 8]


def test_a_delta_holds_all_that_changed_since_the_base(crowd: Home):
    change(crowd, 7, followers=5)
    crowd.index()
    change(crowd, 8, followers=6)

    built = crowd.index()

    delta = crowd.generation().delta
    assert delta is not None
    assert (built.kind, built.embedded_views, delta.columns.ids.tolist()) == ("delta", 0, [7, 8])
    assert count(crowd, followers=Range(max=10)) == 2


def test_a_creator_of_the_delta_that_is_deleted_is_gone(crowd: Home):
    crowd.import_rows([{"platform": "y", "external_id": "new", "name": "sourdough"}])
    crowd.index()
    erase(crowd, 101)

    built = crowd.index()

    assert (built.kind, built.creators, count(crowd, platforms=frozenset({"y"}))) == ("delta", 100, 0)


def test_many_changes_make_a_new_base_with_statistics_of_its_own(crowd: Home):
    for number in range(1, 7):
        change(crowd, number, name=f"florist {number}")

    built = crowd.index()

    generation = crowd.generation()
    assert (built.kind, built.read, generation.delta) == ("full", 100, None)
    assert generation.manifest.segments["base"].made_in == "g000002"


def test_a_delta_of_another_base_is_refused(crowd: Home):
    change(crowd, 7, followers=5)
    crowd.index()
    folder = current_generation(crowd.settings.snapshots)
    manifest = open_generation(folder).manifest
    older = manifest.segments["delta"].model_copy(update={"over": "g000000"})
    write_sealed(folder, manifest.model_copy(update={"segments": {**manifest.segments, "delta": older}}))

    with pytest.raises(SnapshotDamaged, match="its delta belongs to another base"):
        crowd.generation()


def test_what_a_broken_build_had_embedded_is_not_embedded_again(empty_home: Home, monkeypatch: pytest.MonkeyPatch):
    later = {"name": "cakes", "posts": [{"external_id": "p", "text": "Cakes are for the second hundred"}]}
    empty_home.import_rows([*CROWD, *({**row, "external_id": f"m{at}", **later} for at, row in enumerate(CROWD))])
    whole = empty_home.encoder.encode_passages

    def break_later(texts: list[str]) -> np.ndarray:
        if "Cakes are for the second hundred" in texts:
            raise RuntimeError("the power went")
        return whole(texts)

    monkeypatch.setattr(empty_home.encoder, "encode_passages", break_later)
    with pytest.raises(RuntimeError, match="the power went"):
        empty_home.index()
    monkeypatch.setattr(empty_home.encoder, "encode_passages", whole)

    built = empty_home.index()

    assert (built.creators, built.embedded_passages, built.embedded_views) == (200, 1, 1)
    assert not (empty_home.settings.snapshots / "embedded.journal").exists()


def test_anew_embeds_everything_again(crowd: Home):
    built = reindex(crowd.workshop(), anew=True)

    assert (built.kind, built.embedded_passages, built.embedded_views, built.kept) == ("full", 100, 100, 0)


def test_a_preview_tells_what_would_be_done_and_writes_nothing(crowd: Home, tmp_path: Path):
    nothing = preview(crowd.workshop())
    change(crowd, 7, name="florist", posts=[{"external_id": "q", "text": "roses"}])
    erase(crowd, 5)
    before = sorted(path.name for path in crowd.settings.snapshots.rglob("*"))

    few = preview(crowd.workshop())

    assert nothing == Preview(kind="nothing", read=0, deleted=0, untagged=0, to_embed=0, to_keep=0)
    assert few == Preview(kind="delta", read=1, deleted=1, untagged=1, to_embed=2, to_keep=1)
    assert sorted(path.name for path in crowd.settings.snapshots.rglob("*")) == before
    built = crowd.index()
    assert (built.kind, built.embedded_views + built.embedded_passages, built.kept) == ("delta", 2, 1)
