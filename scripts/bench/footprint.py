"""Resident memory of a process that has answered thousands of queries, and of a second one beside it."""

import json
import subprocess
import sys
from itertools import cycle
from pathlib import Path

from matcher.domain import Filter
from matcher.lens import Rows
from scripts.bench.engines.ours import Ours
from scripts.bench.made import make_queries, make_world
from scripts.bench.memory import read_memory
from scripts.bench.process import Say, Task, serve_task
from scripts.bench.searching import prepare_ours
from scripts.bench.workload import Workload, open_workload

ANSWERED = 10_000  # queries of the first process; of the second a fifth
DRAW = 2  # of queries: neither those that calibrate nor those that judge
TOGETHER = "together"
DEPTH = 300  # creators a query, as a brief recalls


def measure_footprint(task: Task, _core: int | None, say: Say) -> None:
    """Say what opening and asking added to this process; with TOGETHER, what a second process has of its own."""
    work = open_workload(task.folder, task.wanted)
    is_second = TOGETHER not in task.cells
    queries = make_queries(make_world(task.wanted.seed), ANSWERED // 5 if is_second else ANSWERED, DRAW)
    before = read_memory()
    engine = prepare_ours(task, work)
    _answer(engine, work, queries)
    grown = {kind: held - before[kind] for kind, held in read_memory().items()}
    found: dict[str, object] = {"queries": len(queries), "creators": work.size, "grown": grown}
    if not is_second:
        found["second"] = _run_second()
    say(task.cells[0], found)


def _answer(engine: Ours, work: Workload, queries: Rows) -> None:
    """Ask all queries, each under the next filter of all cells."""
    musts: list[Filter] = [must for row in zip(*work.asks.values(), strict=True) for must in row]
    for query, must in zip(queries, cycle(musts), strict=False):
        engine.search(query, DEPTH, must)


def _run_second() -> object:
    """Run the same task in another process while this one holds its pages; return what that one grew by."""
    task = Path(sys.argv[1])
    second = task.with_suffix(".second.json")
    held = json.loads(task.read_text("utf-8"))
    second.write_text(json.dumps({**held, "cells": ["second"]}), encoding="utf-8")
    command = [sys.executable, "-m", "scripts.bench.footprint", str(second)]
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 -- our own program
    return json.loads(run.stdout.splitlines()[-1])["grown"]


if __name__ == "__main__":
    serve_task(measure_footprint)
