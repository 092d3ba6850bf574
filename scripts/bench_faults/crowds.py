"""Several processes at once: two builders, and readers while others publish and go back."""

import time
from collections.abc import Mapping
from pathlib import Path
from random import Random
from threading import Event, Thread

from indexer.index.rollback import roll_back
from indexer.index.watching import Watch
from indexer.shelves import Shelves
from matcher.errors import Busy
from scripts.bench_faults.answers import Answers, answer_all, ask
from scripts.bench_faults.builder import Done, Refused, build
from scripts.bench_faults.made import MadeEncoder, import_made, make_rows, read_made_settings
from scripts.bench_faults.process import Child, Connection
from scripts.bench_faults.stage import DELTA, STATES, Outcome, Stage, finish_build

READERS = 3  # threads
BACK = 0.5  # how often a generation is gone back from
LONGEST = 60.0  # seconds that readers take to end


def try_two_builders(stage: Stage, tries: int, random: Random) -> Outcome:
    """Start two builders: one builds, the other is told to wait or finds nothing to do."""
    outcome = Outcome("two builders at once")
    for _ in range(tries):
        outcome.tried += 1
        with stage.copying(stage.waiting) as home:
            first = Child(build, home)
            time.sleep(random.uniform(0, 1))
            second = Child(build, home)
            told = [first.finish(), second.finish()]
            busy = sum(isinstance(one, Refused) and one.code == Busy.code for one in told)
            done = sum(isinstance(one, Done) for one in told)
            outcome.struck += busy
            outcome.expect(done >= 1 and done + busy == len(told), f"two builders ended with {told}")
            outcome.expect(ask(home).equal(stage.after), "two builders left other answers")
    return outcome


def try_readers(stage: Stage, tries: int, random: Random) -> Outcome:
    """Read in several threads while generations are published and gone back from."""
    outcome = Outcome("readers while others publish")
    with stage.copying(stage.built) as home:
        expected = {answers.generation: answers for answers in (stage.before, stage.after)}
        readers = Child(read_on, home)
        for place in range(tries):
            outcome.tried += 1
            import_made(home, make_rows(STATES[DELTA] + 1 + place))
            finish_build(home)
            published = ask(home)
            expected[published.generation] = published
            if random.random() < BACK:
                roll_back(home / "snapshots")
        readers.tell("stop")
        _compare(outcome, readers.finish(), expected)
    return outcome


def read_on(connection: Connection, folder: Path) -> None:
    """Answer in several threads until told to stop; tell every answer that differs, and what was raised."""
    shelves = Shelves(read_made_settings(folder), MadeEncoder, Watch())
    seen: set[Answers] = set()
    failures: set[str] = set()
    stop = Event()

    def read() -> None:
        while not stop.is_set():
            try:
                seen.add(answer_all(shelves))
            except Exception as error:
                failures.add(f"{type(error).__name__}: {error}")

    threads = [Thread(target=read) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    connection.recv()
    stop.set()
    for thread in threads:
        thread.join(LONGEST)
    connection.send((seen, failures))


def _compare(outcome: Outcome, told: object, expected: Mapping[str, Answers]) -> None:
    """Every answer must be that of the generation that it names."""
    if not isinstance(told, tuple):
        outcome.wrong.append("the readers died")
        return
    seen, failures = told
    outcome.struck = len({answers.generation for answers in seen}) - 1  # switches
    outcome.wrong += sorted(failures)
    for answers in seen:
        known = expected.get(answers.generation)
        outcome.expect(known is not None and answers.equal(known), f"{answers.generation} was read mixed")
