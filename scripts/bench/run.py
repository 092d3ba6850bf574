"""Runs what is not finished yet, stage by stage, each in a process of its own."""

import shutil
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from indexer.progress import Advance, Progress
from matcher.errors import IndexNotReady, SnapshotDamaged
from scripts.bench.core import describe_machine, limit_environment
from scripts.bench.engines import ENGINES, find_missing
from scripts.bench.journal import Journal
from scripts.bench.plan import Options, Stage, find_source, list_stages
from scripts.bench.process import ProcessFailed, run_process, write_task

JOURNAL = "cells.jsonl"
LIMIT = 2_700.0  # seconds a stage may take before it is ended


def run_bench(options: Options, environment: Mapping[str, str], progress: Progress) -> dict[str, object]:
    """Measure all cells that are asked for and not finished; return what is known then, earlier cells included."""
    folder = options.home / "bench"
    journal = Journal(folder / name_journal(options))
    _keep_real(options)
    most = sum(len(stage.cells) for stage in list_stages(options, None))
    with progress(most, "Measuring cells") as advance:
        for stage in list_stages(options, journal.cells):
            _run_stage(stage, options, journal, (environment, advance))
    return {
        "creators": options.creators,
        "small": options.small,
        "queries": options.queries,
        "seconds": options.seconds,
        "seed": options.seed,
        "quick": options.quick,
        "machine": describe_machine(),
        "absent": find_absent(),
        "cells": journal.cells,
    }


def name_journal(options: Options) -> str:
    """Return the journal's file name: runs of another size or seed have another one."""
    quick = "-quick" if options.quick else ""
    return f"{options.creators}-{options.seed}{quick}-{JOURNAL}"


def forget(options: Options) -> None:
    """Remove all that was made and measured before."""
    shutil.rmtree(options.home / "bench", ignore_errors=True)


def find_absent() -> dict[str, str]:
    """Return the engines that cannot be imported, each with the line that installs it."""
    return {name: entry.install for name, entry in ENGINES.items() if find_missing(entry)}


def _run_stage(stage: Stage, options: Options, journal: Journal, how: tuple[Mapping[str, str], Advance]) -> None:
    environment, advance = how
    wanted = [cell for cell in stage.cells if options.wants(cell)]
    missing = journal.missing(wanted)
    advance(len(stage.cells) - len(missing))
    if not missing or find_missing(ENGINES[stage.task.engine]):
        advance(len(missing))
        return
    cells = tuple(cell.removeprefix(f"{stage.prefix}/") for cell in missing)
    path = options.home / "bench" / "tasks" / f"{stage.prefix.replace('/', '-')}.json"
    write_task(replace(stage.task, cells=cells), path)
    try:
        for line in run_process(stage.module, path, limit_environment(environment, stage.task.threads), LIMIT):
            cell = str(line.pop("cell"))
            journal.add(f"{stage.prefix}/{cell}", line)
            advance(cell in cells)
    except ProcessFailed as failure:
        for cell in journal.missing(missing):
            journal.add(cell, {"failed": str(failure)})
            advance(1)


def _keep_real(options: Options) -> None:
    """Copy the live generation's vectors to the work folder once; without a generation there are none."""
    from scripts.bench.real import FEWEST, read_real  # noqa: PLC0415 -- opens what a run without an index lacks

    path = find_source(options)
    if path.exists():
        return
    try:
        vectors = read_real(options.snapshots)
    except (IndexNotReady, SnapshotDamaged):
        return
    if len(vectors) >= FEWEST:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, vectors)
