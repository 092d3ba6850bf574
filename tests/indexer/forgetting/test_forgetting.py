import json
import stat
from datetime import timedelta

import pytest
from sqlalchemy import insert, text

from indexer.backup import back_up, restore
from indexer.catalogue.kept_answers import KeptAnswerRow
from indexer.catalogue.opening import open_catalogue
from indexer.catalogue.shortlists.tables import EntryRow, ShortlistRow
from indexer.catalogue.tombstones import TombstoneRow
from indexer.catalogue.transactions import reading, writing
from indexer.forgetting.erasing import forget_again, forget_creators
from indexer.forgetting.scrubbing import scrub_index
from indexer.forgetting.telling import export_person
from indexer.index.rollback import roll_back
from matcher.domain import Brief
from matcher.errors import CatalogueUnusable, CreatorNotFound, IndexNotReady
from matcher.search import find_matches
from tests.home import NOW, SAMPLE, Home

LIP = ("instagram", "lip")
TEXTS = ["リップ日和", "新作コスメとリップの記録", "とても綺麗な色でした", "今日は公園を散歩しました"]


@pytest.fixture
def filled(empty_home: Home) -> Home:
    """A catalogue without an index, which takes longer."""
    empty_home.import_rows(SAMPLE)
    return empty_home


def forget(home, *keys):
    forgotten = forget_creators(home.engine, home.settings, keys or (LIP,), NOW)
    return forgotten, scrub_index(home.workshop())


def find_names(home):
    answer = find_matches(Brief(text="新作リップを紹介してくれる人"), home.shelves())
    return {match.creator.external_id for match in answer.matches}


def read_all(folder):
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "rows.jsonl"]
    return b"\n".join(path.read_bytes() for path in files)


def test_a_creator_who_is_forgotten_is_found_no_more_and_no_text_is_on_the_disk(home: Home):
    before = [one for one in TEXTS if one.encode() in read_all(home.settings.home)]
    count = len(home.generation().base.columns.ids)

    forgotten, built = forget(home)

    assert before == TEXTS
    assert (forgotten.creators, forgotten.erased["posts"]) == (1, 3)
    assert (built.generation, built.kind, built.embedded_passages) == ("g000002", "full", 0)
    assert find_names(home) == {"cafe", "trains", "silent"}
    home.engine.dispose()
    assert [one for one in TEXTS if one.encode() in read_all(home.settings.home)] == []
    new, names = home.generation(), {path.name for path in home.settings.snapshots.iterdir()}
    assert (len(new.base.columns.ids), 1 in new.base.columns.ids, new.delta) == (count - 1, False, None)
    assert {name for name in names if not name.startswith(".")} == {"CURRENT", "g000002"}
    with pytest.raises(IndexNotReady):
        roll_back(home.settings.snapshots)


def test_no_import_brings_the_creator_back_and_the_reject_keeps_nothing(filled: Home):
    forget(filled)

    summary = filled.import_rows(SAMPLE)

    assert (summary.new, summary.rejected, summary.unchanged) == (0, 1, 3)
    (line,) = [json.loads(line) for line in summary.rejects.read_text("utf-8").splitlines()]
    assert (line["field"], line["row"]) == ("external_id", "")
    assert line["reason"] == "This creator was forgotten on request and is not taken in again."


def test_a_creator_who_was_never_there_can_be_forgotten_beforehand(filled: Home):
    forgotten, _ = forget(filled, ("youtube", "new"))

    summary = filled.import_rows(
        [{"platform": "youtube", "external_id": "new"}, {"platform": "x", "external_id": "new"}]
    )

    assert forgotten.creators == 0
    assert (summary.new, summary.rejected) == (1, 1)


def test_forgetting_may_be_repeated(filled: Home):
    forget(filled)

    forgotten, _ = forget(filled)

    assert forgotten.creators == 0
    with reading(filled.engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM tombstones")).scalar_one() == 1


def test_the_tombstone_is_a_digest_that_only_the_secret_can_make(filled: Home):
    forget(filled)

    with reading(filled.engine) as connection:
        row = connection.execute(TombstoneRow.__table__.select()).mappings().one()
    assert len(row["digest"]) == 64
    assert stat.S_IMODE(filled.settings.salt.stat().st_mode) == 0o600
    assert stat.S_IMODE((filled.settings.secrets / "forgotten").stat().st_mode) == 0o600


def test_without_the_secret_nothing_is_imported(filled: Home):
    forget(filled)
    filled.settings.salt.unlink()

    with pytest.raises(CatalogueUnusable, match="secrets/forgetting"):
        filled.import_rows(SAMPLE)


def test_with_another_secret_nothing_is_imported(filled: Home):
    forget(filled)
    filled.settings.salt.write_bytes(b"x" * 32)

    with pytest.raises(CatalogueUnusable, match="secrets/forgetting"):
        filled.import_rows(SAMPLE)


def test_an_older_backup_that_is_put_back_does_not_bring_the_creator_back(home: Home, tmp_path):
    back_up(home.settings, tmp_path / "backup")
    forget(home)
    home.engine.dispose()
    for path in home.settings.home.glob("catalogue.db*"):
        path.unlink()
    restore(tmp_path / "backup", home.settings)
    home.engine = open_catalogue(home.settings.database)

    again = forget_again(home.engine, home.settings, NOW + timedelta(days=1))
    scrub_index(home.workshop())

    assert (again, find_names(home)) == (1, {"cafe", "trains", "silent"})
    assert home.import_rows(SAMPLE).rejected == 1
    assert forget_again(home.engine, home.settings, NOW) == 0


def test_a_backup_carries_what_tells_who_was_forgotten(filled: Home, tmp_path):
    forget(filled)
    back_up(filled.settings, tmp_path / "backup")
    other = Home(tmp_path / "other")
    other.engine.dispose()
    for path in other.settings.home.glob("catalogue.db*"):
        path.unlink()

    restore(tmp_path / "backup", other.settings)

    other.engine = open_catalogue(other.settings.database)
    assert other.import_rows(SAMPLE).rejected == 1
    assert not (tmp_path / "backup" / "secrets" / "cookies").exists()
    other.engine.dispose()


def test_lists_and_kept_answers_forget_too(filled: Home):
    times = {"added_at": NOW, "changed_at": NOW}
    kept = {"caller": "key 1", "key": "a", "request": "b", "begun_at": NOW, "ends_at": NOW, "headers": {}, "body": "a"}
    with writing(filled.engine) as connection:
        connection.execute(insert(ShortlistRow).values(id=1, name="秋", created_at=NOW, changed_at=NOW))
        connection.execute(insert(EntryRow).values(shortlist_id=1, creator_id=1, position=1, note="geheim", **times))
        connection.execute(insert(KeptAnswerRow).values(kept))

    told = export_person(filled.engine, filled.settings, LIP)
    forgotten, _ = forget(filled)

    assert [entry["note"] for entry in told["shortlists"]] == ["geheim"]
    assert (forgotten.erased["shortlists"], forgotten.erased["kept_answers"]) == (1, 1)


def test_rejected_rows_that_name_the_creator_are_taken_away(filled: Home):
    wrong = {"platform": "instagram", "external_id": "lip", "followers": "many", "bio": "秘密"}
    filled.import_rows([wrong, {"platform": "x"}])

    told = export_person(filled.engine, filled.settings, LIP)
    forgotten, _ = forget(filled)

    assert len(told["rejected_rows"]) == forgotten.rejected_rows == 1
    assert "秘密" not in read_all(filled.settings.rejects).decode()
    assert len(read_all(filled.settings.rejects).splitlines()) == 1


def test_everything_that_is_stored_is_told(filled: Home):
    told = json.loads(json.dumps(export_person(filled.engine, filled.settings, LIP), default=str))

    assert (told["platform"], told["external_id"]) == LIP
    assert told["creator"]["bio"] == "新作コスメとリップの記録"
    assert {post["external_id"] for post in told["creator"]["posts"]} == {"p1", "p2", "p3"}


def test_of_somebody_unknown_nothing_is_told(filled: Home):
    with pytest.raises(CreatorNotFound):
        export_person(filled.engine, filled.settings, ("x", "nobody"))


def test_where_nobody_is_left_no_index_is(empty_home: Home):
    empty_home.import_rows(SAMPLE[:1])
    empty_home.index()

    _, built = forget(empty_home)

    assert built is None
    assert [path.name for path in empty_home.settings.snapshots.iterdir() if path.is_dir()] == []
