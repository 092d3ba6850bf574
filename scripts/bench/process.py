"""A task in a process of its own: handed over in a file, answered in lines of JSON."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TextIO

from scripts.bench.core import limit_environment, pin_to_one_core
from scripts.bench.workload import Wanted

Say = Callable[[str, dict[str, object]], None]
ROOT = Path(__file__).parents[2]
TOLD = 300  # characters of the last line of what a failed process said


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What one process does."""

    folder: Path  # of the workloads
    wanted: Wanted
    engine: str = "ours"
    cells: tuple[str, ...]  # of the engine's own naming
    place: Path  # of what the engine builds
    seconds: float  # for the timed queries of one cell; a fourth of it for those at depth 100


class ProcessFailed(Exception):
    """The process ended before its work was done."""


def write_task(task: Task, path: Path) -> None:
    """Write a task for `serve_task`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(task), default=str), encoding="utf-8")


def read_task(path: Path) -> Task:
    """Return the task that `write_task` wrote."""
    held = json.loads(path.read_text("utf-8"))
    source = held["wanted"]["source"]
    wanted = Wanted(**{**held["wanted"], "source": source and Path(source)})
    folders = {name: Path(held[name]) for name in ("folder", "place")}
    return Task(**{**held, **folders, "wanted": wanted, "cells": tuple(held["cells"])})


def serve_task(run: Callable[[Task, int | None, Say], None]) -> None:
    """Do the task that the file named on the command line holds, on one core; libraries' words go to standard error."""
    voice = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    run(read_task(Path(sys.argv[1])), pin_to_one_core(), partial(_say, voice))


def run_process(module: str, path: Path, environment: Mapping[str, str], limit: float) -> Iterator[dict[str, object]]:
    """Yield each line that `python -m MODULE PATH` says as JSON.

    Args:
        module: its `main` calls `serve_task`.
        path: the task; what the process says on standard error is kept beside it.
        environment: of this process.
        limit: seconds until it is ended.

    Raises:
        ProcessFailed: it ended with an error, or ran longer than the limit.
    """
    errors = path.with_suffix(".log")
    paths = os.pathsep.join(filter(None, [str(ROOT), environment.get("PYTHONPATH")]))
    with errors.open("w", encoding="utf-8") as log:
        process = subprocess.Popen(  # noqa: S603 -- our own program
            [sys.executable, "-m", module, str(path)],
            env=limit_environment(environment) | {"PYTHONPATH": paths},
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        watch = threading.Timer(limit, process.kill)
        watch.start()
        try:
            yield from map(json.loads, process.stdout or ())
            code = process.wait()
        finally:
            watch.cancel()
            process.kill()
            with process:  # closes its output and waits
                pass
    if code:
        raise ProcessFailed(_tell(errors, code, limit))


def _tell(errors: Path, code: int, limit: float) -> str:
    lines = errors.read_text("utf-8", errors="replace").strip().splitlines()
    said = lines[-1][:TOLD] if lines else "it said nothing"
    return f"ended with {code} (limit {limit:,.0f} s): {said}"


def _say(voice: TextIO, cell: str, found: dict[str, object]) -> None:
    voice.write(json.dumps({"cell": cell, **found}) + "\n")
    voice.flush()
