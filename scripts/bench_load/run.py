"""Loads the server: one user alone, then many on one worker and on all of them."""

import json
import os
import subprocess
import sys
from itertools import count

import numpy as np

from indexer.progress import Progress
from scripts.bench.core import describe_machine
from scripts.bench_load.plan import Load, Options, Report
from scripts.bench_load.server import ROOT, serving
from scripts.bench_load.stage import stage_home

WARMING = 0.1  # share of the time that is asked beforehand, and not counted
ALONE = 0.25  # share of the time that one user asks
APART = 100_000_000  # briefs kept apart for each run


def run_load(options: Options, progress: Progress) -> Report:
    """Return what users saw."""
    home, runs = stage_home(options, progress), count(1)
    environment = {"ENMUSUBI_MODEL": options.model or "", "ENMUSUBI_LOG": "json"}

    def measure(workers: int, *loads: tuple[int, float]) -> list[Load]:
        with serving(home, workers, environment) as port:
            _ask(port, workers, options.users, (WARMING * options.seconds, next(runs)))
            return [_ask(port, workers, users, (seconds, next(runs))) for users, seconds in loads]

    (one_worker,) = measure(1, (options.users, options.seconds))
    alone, together = measure(options.workers, (1, ALONE * options.seconds), (options.users, options.seconds))
    return Report(options=options, machine=describe_machine(), alone=alone, one_worker=one_worker, all_workers=together)


def _ask(port: int, workers: int, users: int, span: tuple[float, int]) -> Load:
    seconds, run = span
    asked = [str(port), str(users), str(seconds), str(run * APART)]
    command = [sys.executable, "-m", "scripts.bench_load.users", *asked]
    path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": path}
    told = subprocess.run(command, capture_output=True, check=True, env=environment)  # noqa: S603 (this very program)
    found = json.loads(told.stdout)
    p50, p95, p99 = (float(one) for one in np.percentile(found["times"] or [0.0], (50, 95, 99)))
    return Load(
        workers=workers,
        users=users,
        answers=len(found["times"]) - found["errors"],
        errors=found["errors"],
        p50=p50,
        p95=p95,
        p99=p99,
        throughput=(len(found["times"]) - found["errors"]) / seconds,
    )
