"""The process of one engine: it builds one and asks it cell by cell."""

import shutil
from functools import partial
from pathlib import Path
from time import perf_counter

from scripts.bench.core import describe_process
from scripts.bench.engines import make_engine
from scripts.bench.engines.contract import Engine
from scripts.bench.engines.ours import Ours
from scripts.bench.memory import measure_folder, read_peak
from scripts.bench.process import Say, Task, serve_task
from scripts.bench.timing import find_percentiles, time_calls
from scripts.bench.truth import measure_recall
from scripts.bench.workload import Workload, open_workload

BUILD = "build"
DONE = "built"  # a file that says that a build was finished
WARMING = 5  # queries that are not timed
DEPTHS = (10, 100)


def run_task(task: Task, core: int | None, say: Say) -> None:
    """Build where it is asked for or not there, then measure cell by cell."""
    work = open_workload(task.folder, task.wanted)
    engine = make_engine(task.engine)
    if BUILD in task.cells or not is_built(task.place):
        say(BUILD, build(engine, work, task.place) | {"process": describe_process(core)})
    measured = [cell for cell in task.cells if cell != BUILD]
    if not measured:
        return
    engine.open(work, task.place)
    for cell in measured:
        knob, name = cell.split("/", 1)
        engine.turn(knob)
        say(cell, measure_cell(engine, work, name, task.seconds))


def measure_cell(engine: Engine, work: Workload, cell: str, seconds: float) -> dict[str, object]:
    """Return times and recalls of one cell."""
    ready = [engine.prepare(must) for must in work.asks[cell]]
    for query, must in list(zip(work.asking, ready, strict=True))[:WARMING]:
        engine.search(query, DEPTHS[0], must)
    found: dict[str, object] = {"memory": read_peak()}
    for depth in DEPTHS:
        acts = [partial(engine.search, query, depth, must) for query, must in zip(work.asking, ready, strict=True)]
        answers, times = time_calls(acts, seconds if depth == DEPTHS[0] else seconds / 4)
        recalls = [measure_recall(rows, work.truth[cell][place], depth) for place, rows in enumerate(answers)]
        found[f"recall@{depth}"] = round(sum(recalls) / len(recalls), 5)
        found[f"worst@{depth}"] = round(min(recalls), 5)
        found[f"times@{depth}"] = find_percentiles(times)
        found[f"queries@{depth}"] = len(times)
    return found


def is_built(place: Path) -> bool:
    """Say whether a build in this folder was finished."""
    return (place / DONE).exists()


def build(engine: Engine, work: Workload, place: Path) -> dict[str, object]:
    """Build an engine into an empty folder; return seconds, bytes on disk and most bytes resident."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    begun = perf_counter()
    engine.build(work, place)
    seconds = perf_counter() - begun
    (place / DONE).touch()
    return {"seconds": round(seconds, 2), "disk": measure_folder(place), "peak": read_peak()}


def prepare_ours(task: Task, work: Workload) -> Ours:
    """Return the product's engine, open; built first where it is not there."""
    engine = Ours()
    if not is_built(task.place):
        build(engine, work, task.place)
    engine.open(work, task.place)
    return engine


if __name__ == "__main__":
    serve_task(run_task)
