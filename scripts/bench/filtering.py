"""The filter alone: the product's bitmaps beside a mask of the columns, turn and turn about."""

from functools import partial

import numpy as np

from matcher.domain import Filter
from scripts.bench.process import Say, Task, serve_task
from scripts.bench.searching import prepare_ours
from scripts.bench.timing import find_percentiles, time_call
from scripts.bench.workload import Workload, open_workload

ASKED = 50  # filters a cell


def measure_filters(task: Task, _core: int | None, say: Say) -> None:
    """Say of each cell how long bitmaps and columns take, and that both let the same number pass."""
    work = open_workload(task.folder, task.wanted)
    filters = prepare_ours(task, work).filters
    for cell in task.cells:
        ours, columns = [], []
        for must in work.asks[cell][:ASKED]:
            bits, took = time_call(partial(filters.passing, must))
            mask, took_columns = time_call(partial(_pack_columns, work, must))
            if bits.count != int(np.bitwise_count(mask).sum()):
                raise ValueError(f"Bitmaps and columns differ about {must}.")
            ours.append(took)
            columns.append(took_columns)
        say(cell, {"bitmaps": find_percentiles(ours), "columns": find_percentiles(columns)})


def _pack_columns(work: Workload, must: Filter) -> np.ndarray:
    return np.packbits(work.columns.passing(must), bitorder="little")


if __name__ == "__main__":
    serve_task(measure_filters)
