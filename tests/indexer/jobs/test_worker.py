import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from filelock import FileLock

from indexer.index.generation import open_generation
from indexer.index.publishing import current_generation, holding
from indexer.jobs.files import folder_of
from indexer.jobs.nouns import CANCELLED, DONE, FAILED, QUEUED, RUNNING
from indexer.jobs.processes import keep, keeping_worker
from indexer.jobs.states import cancel_job, claim_job
from tests.home import Home
from tests.indexer.jobs.conftest import describe, import_text, write_creators
from tests.indexer.jobs.workers import ROOT, is_alive, kill, list_children, running, wait_for

COUNTED = ("accepted", "rejected", "new", "changed", "unchanged")


def count(job):
    return tuple(job.results[name] for name in COUNTED)


def read_vectors(settings):
    generation = open_generation(current_generation(settings.snapshots))
    return generation.base.evidence.raw.passages.tobytes(), generation.manifest.creators


def test_an_import_is_done_and_its_file_taken_away(yard):
    job = yard.ask_import("creators.jsonl", write_creators(700))

    with running(yard.settings):
        done = yard.wait(job)
        wait_for(lambda: not folder_of(yard.settings, job.id).exists())

    assert (done.state, count(done), done.attempts) == (DONE, (600, 100, 600, 0, 0), 1)
    assert (done.done, done.total, done.unit, done.failure) == (done.total, done.total, "bytes", None)
    assert (yard.settings.rejects / done.rejects).read_text("utf-8").count("\n") == 100
    assert yard.queue.list_pending() == set()


def test_an_import_killed_in_the_middle_is_finished_by_the_next_worker(yard, tmp_path):
    content = write_creators(1_200)
    job = yard.ask_import("creators.jsonl", content)

    with running(yard.settings, dies_in=2) as first:
        killed = first.wait(60)
    left = yard.find(job)
    with running(yard.settings):
        done = yard.wait(job)

    unbroken = Home(tmp_path / "unbroken")
    expected = import_text(unbroken.engine, unbroken.settings, content)
    assert describe(yard.engine) == describe(unbroken.engine)
    assert (killed, left.state, left.attempts) == (-signal.SIGKILL, RUNNING, 1)
    assert (done.state, done.attempts, done.results["resumed_from"]) == (DONE, 2, 500)
    assert count(done) == tuple(getattr(expected, name) for name in COUNTED) == (1_029, 171, 1_029, 0, 0)


def test_an_import_whose_end_nobody_wrote_down_keeps_its_counts(home):
    job = home.ask_import("creators.jsonl", write_creators(70))
    with running(home.settings):
        first = home.wait(job)
    again = home.ask_import("creators.jsonl", write_creators(70))
    began = first.created_at.replace(tzinfo=None).isoformat(" ")
    with home.engine.begin() as connection:  # as a kill leaves them after the import's end and before the job's
        connection.exec_driver_sql("UPDATE jobs SET state = 'running', attempts = 1, created_at = ?", (began,))

    with running(home.settings):
        done = home.wait(again)

    assert (done.state, done.attempts, count(done)) == (DONE, 2, count(first))


def test_an_index_killed_in_the_middle_is_finished_by_the_next_worker(home, tmp_path):
    content = write_creators(300)
    unbroken = Home(tmp_path / "unbroken")
    import_text(unbroken.engine, unbroken.settings, content)
    import_text(home.engine, home.settings, content)
    built = unbroken.index()
    job = home.ask_index()

    with running(home.settings, dies_in=2) as first:
        killed = first.wait(60)
    left = home.find(job)
    with running(home.settings) as second:
        done = home.wait(job)
        ended = second.wait(20)

    assert (killed, left.state) == (-signal.SIGKILL, RUNNING)
    assert read_vectors(home.settings) == read_vectors(unbroken.settings)
    assert (done.state, done.attempts, done.results["kind"], done.results["creators"]) == (DONE, 2, "full", 258)
    assert 0 < done.results["embedded_passages"] < built.embedded_passages == 258
    assert ended == 0  # the model leaves the memory


def test_a_worker_that_is_stopped_puts_its_job_back_and_the_next_goes_on(home):
    job = home.ask_import("creators.jsonl", write_creators(4_000))

    with running(home.settings, pause=0.3) as worker:
        home.wait(job, RUNNING)
        wait_for(lambda: home.find(job).done)
        worker.send_signal(signal.SIGTERM)
        ended = worker.wait(20)
    left = home.find(job)
    with running(home.settings):
        done = home.wait(job)

    assert (ended, left.state, left.attempts) == (0, QUEUED, 0)
    assert (done.state, done.attempts, count(done)) == (DONE, 1, (3_429, 571, 3_429, 0, 0))
    assert done.results["resumed_from"] > 0


def test_a_running_job_that_is_cancelled_stops_at_its_next_batch(home):
    job = home.ask_import("creators.jsonl", write_creators(4_000))

    with running(home.settings, pause=0.3):
        wait_for(lambda: home.find(job).done)
        asked = cancel_job(home.engine, job.id, datetime.now(UTC))
        ended = home.wait(job)
        wait_for(lambda: not folder_of(home.settings, job.id).exists())

    assert (asked.state, asked.stopping, ended.state) == (RUNNING, True, CANCELLED)
    assert 0 < len(describe(home.engine)) < 3_429


def test_a_job_that_is_cancelled_while_it_waits_is_never_done(home):
    job = home.ask_import("creators.jsonl", write_creators(7))
    cancel_job(home.engine, job.id, datetime.now(UTC))
    next_one = home.ask_import("others.jsonl", write_creators(7))

    with running(home.settings):
        home.wait(next_one)

    assert (home.find(job).state, home.find(job).attempts, len(describe(home.engine))) == (CANCELLED, 0, 6)


def test_a_file_that_vanished_is_told(home):
    job = home.ask_import("creators.jsonl", write_creators(7))
    (folder_of(home.settings, job.id) / "upload").unlink()

    with running(home.settings):
        failed = home.wait(job)

    assert (failed.state, failed.failure.code) == (FAILED, "unreadable_input")
    assert failed.failure.problem == "The uploaded file is no longer there."


def test_a_file_that_cannot_be_read_is_told_by_the_name_it_was_sent_with(home):
    job = home.ask_import("報告書.csv", "a,b\n1,2\n", shape="csv")

    with running(home.settings):
        failed = home.wait(job)

    assert failed.failure.problem == "The header of 報告書.csv lacks columns that tell what it holds."
    assert str(home.settings.home) not in failed.failure.problem + failed.failure.fix


def test_an_index_waits_while_another_process_builds(home):
    home.settings.snapshots.mkdir(parents=True)
    job = home.ask_index()

    with holding(home.settings.snapshots), running(home.settings):
        wait_for(lambda: home.find(job).message)

    waiting = home.find(job)
    assert (waiting.state, waiting.attempts) == (QUEUED, 0)
    assert waiting.message == "Another process is building the index."


def test_a_job_of_which_five_workers_died_is_given_up(home):
    job = home.ask_import("creators.jsonl", write_creators(7))
    for _ in range(5):
        assert claim_job(home.engine, job.id, datetime.now(UTC)) is not None
        with home.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE jobs SET state = 'queued'")
    with home.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE jobs SET state = 'running'")

    with running(home.settings):
        failed = home.wait(job)

    assert (failed.state, failed.attempts, failed.failure.code) == (FAILED, 5, "worker_lost")


def test_a_message_that_was_lost_is_handed_over_by_the_worker(home):
    job = home.ask_import("creators.jsonl", write_creators(7))
    home.queue.clear()

    with running(home.settings):
        done = home.wait(job)

    assert done.state == DONE


def test_a_message_that_came_twice_does_its_job_once(home):
    job = home.ask_import("creators.jsonl", write_creators(7))
    with running(home.settings):
        home.queue.hand_over(job.id)
        home.wait(job)
        home.queue.hand_over(job.id)
        wait_for(lambda: home.queue.list_pending() == set())

    assert (home.find(job).state, home.find(job).attempts) == (DONE, 1)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="This system has no /proc.")
def test_a_worker_that_is_killed_is_started_again(home):
    others = set(list_children(os.getpid()))
    with keeping_worker(home.settings):
        (keeper,) = set(list_children(os.getpid())) - others
        wait_for(lambda: list_children(keeper))
        (worker,) = list_children(keeper)
        home.wait(home.ask_import("creators.jsonl", write_creators(7)))
        kill(worker)
        done = home.wait(home.ask_import("others.jsonl", write_creators(14)))
        again = list_children(keeper)

    assert (done.state, len(again), again != [worker]) == (DONE, 1, True)
    assert (is_alive(keeper), is_alive(again[0])) == (False, False)


def test_a_keeper_that_is_stopped_before_it_begins_starts_nobody(home, monkeypatch):
    started = []
    monkeypatch.setattr("indexer.jobs.processes.start_child", lambda *given: started.append(given))
    stopping = Event()
    stopping.set()

    keep(home.settings, stopping)

    assert started == []


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="This system has no /proc.")
def test_nobody_outlives_a_server_that_is_killed(home):
    program = (
        "import sys, time; from pathlib import Path; from indexer.settings import read_settings; "
        "from indexer.jobs.processes import keeping_worker\n"
        "with keeping_worker(read_settings({}, Path(sys.argv[1]))): time.sleep(60)"
    )
    server = subprocess.Popen([sys.executable, "-c", program, str(home.settings.home)], cwd=ROOT)
    wait_for(lambda: list_children(server.pid) and list_children(list_children(server.pid)[0]))
    (keeper,) = list_children(server.pid)
    (worker,) = list_children(keeper)
    home.wait(home.ask_import("creators.jsonl", write_creators(7)))

    server.kill()
    server.wait()

    wait_for(lambda: not is_alive(keeper) and not is_alive(worker), seconds=10)


def test_of_two_workers_of_a_home_one_works_and_the_other_takes_over(home):
    with running(home.settings, pause=0.2) as first:
        job = home.ask_import("creators.jsonl", write_creators(3_000))
        wait_for(lambda: home.find(job).done)
        with running(home.settings):
            time.sleep(0.5)
            attempts = home.find(job).attempts
            first.kill()
            done = home.wait(job)

    assert (attempts, done.state, done.attempts, count(done)) == (1, DONE, 2, (2_572, 428, 2_572, 0, 0))


def test_a_worker_that_waits_for_its_turn_ends_when_it_is_told(home):
    with FileLock(home.settings.home / "worker.lock"), running(home.settings) as worker:
        time.sleep(1.5)
        worker.send_signal(signal.SIGTERM)

        assert worker.wait(5) == -signal.SIGTERM
