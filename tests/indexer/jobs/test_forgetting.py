import pytest

from indexer.forgetting.erasing import forget_creators
from indexer.jobs.files import folder_of
from indexer.jobs.forgetting import forget_in_uploads
from indexer.jobs.nouns import CANCELLED, QUEUED, RUNNING
from indexer.jobs.states import claim_job
from tests.indexer.jobs.conftest import NOW

KEY = ("instagram", "はる1")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp932"])
def test_an_upload_that_waits_and_names_a_forgotten_creator_is_taken_away(home, encoding):
    named = home.ask_import("a.csv", f"handle\n{KEY[1]}\n".encode(encoding))
    other = home.ask_import("b.csv", "handle\nなつ\n".encode(encoding))

    forgotten = forget_in_uploads(home.engine, home.settings, KEY, NOW)

    assert forgotten == [named.id]
    assert (home.find(named).state, home.find(other).state) == (CANCELLED, QUEUED)
    assert (folder_of(home.settings, named.id).exists(), folder_of(home.settings, other.id).exists()) == (False, True)


def test_whoever_forgets_a_creator_takes_the_uploads_away_too(home):
    job = home.ask_import("a.csv", f"handle\n{KEY[1]}\n")

    forgotten = forget_creators(home.engine, home.settings, [KEY], NOW)

    assert (forgotten.uploads, home.find(job).state) == ([job.id], CANCELLED)
    assert not folder_of(home.settings, job.id).exists()


def test_a_name_between_two_pieces_is_found(home, monkeypatch):
    monkeypatch.setattr("indexer.jobs.forgetting.PIECE", 7)
    job = home.ask_import("a.csv", f"xxxxx{KEY[1]}xxxxx")

    assert forget_in_uploads(home.engine, home.settings, KEY, NOW) == [job.id]


def test_a_job_that_runs_is_left_to_its_worker(home):
    job = home.ask_import("a.csv", KEY[1])
    claim_job(home.engine, job.id, NOW)

    assert forget_in_uploads(home.engine, home.settings, KEY, NOW) == []
    assert home.find(job).state == RUNNING
