import json
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from indexer.catalogue.opening import open_catalogue
from indexer.catalogue.reading import CatalogueReader
from indexer.catalogue.tables import ImportRow
from indexer.catalogue.transactions import reading, writing
from indexer.importers.run import ImportOptions, import_path
from matcher.errors import Busy, UnreadableInput
from tests.indexer.importers.conftest import NOW, Desk

PROGRAM = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from indexer.catalogue.opening import open_catalogue
from indexer.importers import run

batches = 0
write = run.write_batch

def write_and_perhaps_die(*arguments):
    global batches
    written, batches = write(*arguments), batches + 1
    if batches == int(sys.argv[5]):
        os.kill(os.getpid(), signal.SIGKILL)
    return written

run.write_batch = write_and_perhaps_die
options = run.ImportOptions(rejects=Path(sys.argv[3]), now=datetime.fromisoformat(sys.argv[4]), batch=20)
run.import_path(Path(sys.argv[2]), None, open_catalogue(sys.argv[1]), options)
"""


def write_lines(desk, count=200):
    """Write creators with posts; every seventh line is bad, and every ninth post."""
    lines = []
    for number in range(count):
        posts = [{"external_id": str(post), "likes": -1 if (number + post) % 9 == 0 else post} for post in range(3)]
        creator = {"platform": "x", "external_id": str(number), "name": f"n{number}", "posts": posts}
        lines.append("broken" if number % 7 == 0 else json.dumps(creator))
    return desk.write("creators.jsonl", "\n".join(lines))


def start(desk, path, dies_in_batch):
    url = desk.engine.url.render_as_string(hide_password=False)
    arguments = [url, path, desk.folder / "rejects", NOW.isoformat(), str(dies_in_batch)]
    return subprocess.Popen([sys.executable, "-c", PROGRAM, *map(str, arguments)])


def break_off(desk, path, after):
    """Import some batches of 20 rows and stop as if a key had been pressed."""
    batches = iter(range(1, after + 1))

    def stop(_read, _total):
        if next(batches) == after:
            raise KeyboardInterrupt

    options = ImportOptions(rejects=desk.folder / "rejects", now=NOW, batch=20, progress=stop)
    with pytest.raises(KeyboardInterrupt):
        import_path(path, None, desk.engine, options)


def read_positions(engine):
    with reading(engine) as connection:
        return connection.execute(select(ImportRow.position, ImportRow.finished_at)).all()


def take_unbroken(desk, tmp_path):
    engine = open_catalogue(f"sqlite:///{tmp_path / 'unbroken.db'}")
    other = Desk(tmp_path / "unbroken", engine)
    summary = other.take(write_lines(other), batch=20)
    creators = other.describe()
    engine.dispose()
    return summary, creators


@pytest.mark.parametrize("batch", [1, 6])
def test_an_import_killed_before_it_commits_is_finished_by_a_rerun(any_desk, tmp_path, batch):
    path = write_lines(any_desk)
    killed = start(any_desk, path, dies_in_batch=batch).wait(60)
    broken_off = read_positions(any_desk.engine)

    summary = any_desk.take(path, batch=20)

    unbroken, creators = take_unbroken(any_desk, tmp_path)
    assert (killed, broken_off) == (-signal.SIGKILL, [((batch - 1) * 20, None)])
    assert any_desk.describe() == creators
    assert summary.rejects.read_text("utf-8") == unbroken.rejects.read_text("utf-8")
    assert summary.resumed_from == (batch - 1) * 20
    counts = ("accepted", "rejected", "repeated", "new", "changed", "unchanged", "ignored")
    assert [getattr(summary, name) for name in counts] == [getattr(unbroken, name) for name in counts]
    assert len(list(summary.rejects.parent.iterdir())) == 1


def test_an_import_killed_at_any_moment_is_finished_by_a_rerun(desk, tmp_path):
    path = write_lines(desk)
    running = start(desk, path, dies_in_batch=0)
    while running.poll() is None and not any(position for position, _ in read_positions(desk.engine)):
        time.sleep(0.002)
    running.send_signal(signal.SIGKILL)
    running.wait(60)

    summary = desk.take(path, batch=20)

    unbroken, creators = take_unbroken(desk, tmp_path)
    assert desk.describe() == creators
    assert summary.rejects.read_text("utf-8").count("\n") >= unbroken.rejected  # the killed one may have just finished


def test_a_finished_import_starts_anew_and_changes_nothing(desk):
    path = write_lines(desk)
    first = desk.take(path)

    second = desk.take(path)

    assert (second.resumed_from, second.accepted, second.rejected) == (0, first.accepted, first.rejected)
    assert (second.new, second.changed, second.unchanged) == (0, 0, first.new)
    assert CatalogueReader(desk.engine).revision() == 1


def test_another_content_does_not_go_on_where_the_first_one_stopped(desk):
    path = write_lines(desk)
    desk.take(path)
    with writing(desk.engine) as connection:
        connection.execute(update(ImportRow).values(finished_at=None, position=50))
    path.write_text(path.read_text("utf-8") + "\n\n", "utf-8")

    assert desk.take(path).resumed_from == 0


def test_a_rerun_keeps_the_time_at_which_the_killed_one_saw_the_values(desk):
    path = write_lines(desk)
    break_off(desk, path, after=1)

    import_path(path, None, desk.engine, ImportOptions(rejects=desk.folder, now=NOW + timedelta(days=3)))

    assert {creator.sources["name"].observed_at for creator in desk.creators()} == {NOW}


def test_a_posts_file_goes_on_too(desk):
    desk.write("export/creators.csv", "platform,external_id\n" + "".join(f"x,{number}\n" for number in range(50)))
    posts = "".join(f"x,{number % 60},{number}\n" for number in range(100))
    desk.write("export/posts.csv", f"platform,creator_external_id,external_id\n{posts}")
    break_off(desk, desk.folder / "export", after=4)

    summary = desk.take(desk.folder / "export", batch=20)

    assert (summary.resumed_from, summary.accepted, summary.rejected) == (80, 140, 10)
    assert (summary.new, summary.changed, sum(len(creator.posts) for creator in desk.creators())) == (50, 0, 90)


def test_of_two_imports_of_the_same_content_the_overtaken_one_stops(any_desk):
    path, second = write_lines(any_desk), []

    def overtake(_read, _total):
        second.append(any_desk.take(path, batch=20))

    options = ImportOptions(rejects=any_desk.folder / "rejects", now=NOW, batch=20, progress=overtake)

    with pytest.raises(Busy) as caught:
        import_path(path, None, any_desk.engine, options)

    assert (
        str(caught.value) == "Another process is importing the same file. Let it finish; there is nothing else to do."
    )
    assert [(each.resumed_from, each.new, each.rejected) for each in second] == [(20, 171, 85)]


def test_two_imports_of_different_content_at_once_are_both_taken(any_desk):
    paths = [
        any_desk.write(
            f"{name}.jsonl", "".join(f'{{"platform": "{name}", "external_id": "{n}"}}\n' for n in range(200))
        )
        for name in "ab"
    ]
    summaries = []
    threads = [
        threading.Thread(target=lambda path=path: summaries.append(any_desk.take(path, batch=20))) for path in paths
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted((each.name, each.new) for each in summaries) == [("a.jsonl", 200), ("b.jsonl", 200)]
    assert CatalogueReader(any_desk.engine).counts()["creators"] == 400


def test_a_file_that_vanishes_is_told(desk):
    path = write_lines(desk)

    def vanish(_read, _total):
        raise FileNotFoundError(2, "No such file or directory", str(path))

    with pytest.raises(UnreadableInput, match=r"can no longer be read .* Run the same command again to go on\.$"):
        import_path(path, None, desk.engine, ImportOptions(rejects=desk.folder, now=NOW, progress=vanish))


def test_rejects_that_somebody_took_away_are_begun_again(desk):
    path = write_lines(desk)
    break_off(desk, path, after=2)
    (rejects,) = (desk.folder / "rejects").iterdir()
    rejects.unlink()

    summary = desk.take(path)

    lines = [json.loads(line)["line"] for line in summary.rejects.read_text("utf-8").splitlines()]
    assert min(lines) > 40
