"""The filter alone: the product's bitmaps beside masks of the columns in numpy, turn and turn about."""

from collections.abc import Callable
from functools import partial

import numpy as np

from indexer.index.bits import Bits
from indexer.index.columns import Mask
from matcher.domain import Filter
from scripts.bench.masks import Masks
from scripts.bench.process import Say, Task, serve_task
from scripts.bench.searching import prepare_ours
from scripts.bench.timing import find_percentiles, time_call
from scripts.bench.workload import open_workload

ASKED = 50  # filters a cell


def measure_filters(task: Task, _core: int | None, say: Say) -> None:
    """Say of each cell how long bitmaps and columns take, and that both let the same number pass."""
    work = open_workload(task.folder, task.wanted)
    filters = prepare_ours(task, work).filters
    masks = Masks(work.columns)
    for cell in task.cells:
        ways: dict[str, Callable[[Filter], Bits | Mask]] = {
            "bitmaps": filters.passing,
            "numpy": masks.passing,
            "columns": work.columns.passing,
        }
        times: dict[str, list[float]] = {way: [] for way in ways}
        for must in work.asks[cell][:ASKED]:
            counts = set()
            for way, find in ways.items():
                count, took = time_call(partial(_count, find, must))
                counts.add(count)
                times[way].append(took)
            if len(counts) > 1:
                raise ValueError(f"Bitmaps and columns differ about {must}.")
        say(cell, {way: find_percentiles(found) for way, found in times.items()})


def _count(find: Callable[[Filter], Bits | Mask], must: Filter) -> int:
    """Return how many pass; a mask is packed, as bitmaps are."""
    found = find(must)
    return found.count if isinstance(found, Bits) else int(np.bitwise_count(np.packbits(found)).sum())


if __name__ == "__main__":
    serve_task(measure_filters)
