"""The files of a segment's vectors, written."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from indexer.index.arrays import map_array, write_arrays
from indexer.index.vectors.calibrate import measure_best, measure_sketch
from indexer.index.vectors.lists import (
    SAMPLE,
    Lists,
    Vectors,
    choose_centres,
    count_lists,
    find_centres,
    lay_out,
    pick_rows,
    read_steps,
    write_half,
)
from indexer.index.vectors.shorten import learn_shortening
from indexer.index.vectors.sketch import write_sketch
from indexer.index.vectors.sketching import Grouped, make_sketch
from matcher.lens import Rows

VECTORS, ORDER = "vectors", "vectors-order"
LISTS, MEASURED = ("vectors-starts", "vectors-sizes"), ("vectors-levels", "vectors-counts")
WHOLE = 8192  # fewer vectors stay in one list: looking at all of them is exact, and no slower
ASKED, TOO_FEW = 128, 16  # queries that are asked at most, and that are too few to tell
Order = npt.NDArray[np.int32]  # the row of every place, -1 for padding


def write_vectors(folder: Path, vectors: Vectors, queries: Rows) -> Order:
    """Write (n, d) vectors of any length and return the row of every place, -1 for padding.

    Args:
        folder: where the files go.
        vectors: of half or single precision; may be mapped.
        queries: (q, d), such as are searched with; where there are too few, vectors stand for them.
    """
    if len(vectors) < WHOLE:
        lists, order = lay_out(np.zeros(len(vectors), dtype=np.int32))
        write_half(folder / f"{VECTORS}.npy", vectors, order)
    else:
        lists, order = _write_lists(folder, vectors, queries if len(queries) >= TOO_FEW else pick_rows(vectors, ASKED))
    write_arrays(folder, {ORDER: order, **dict(zip(LISTS, (lists.starts, lists.sizes), strict=True))})
    return order


def _write_lists(folder: Path, vectors: Vectors, queries: Rows) -> tuple[Lists, Order]:
    grouped, order = _group(vectors, queries)
    write_half(folder / f"{VECTORS}.npy", vectors, order)
    placed, asked = map_array(folder, VECTORS), pick_rows(queries, ASKED)
    sketch = make_sketch(folder, placed, grouped)
    nearness = np.array([sketch.compare(sketch.shorten(query)) for query in asked])
    best = measure_best(placed, grouped.lists, asked, nearness)
    write_sketch(folder, measure_sketch(sketch, placed, asked))
    write_arrays(folder, dict(zip(MEASURED, (best.levels, best.counts), strict=True)))
    return grouped.lists, order


def _group(vectors: Vectors, queries: Rows) -> tuple[Grouped, Order]:
    """Return what is known of the vectors once they are in lists, and the row of every place."""
    count = count_lists(len(vectors))
    sample = pick_rows(vectors, SAMPLE * count)
    shortening = learn_shortening(queries, sample)
    sample = sample @ shortening.asked.T
    centres = find_centres(sample, count)
    chosen = [choose_centres(rows @ shortening.asked.T, centres) for rows in read_steps(vectors)]
    numbers = np.concatenate(chosen)
    lists, order = lay_out(numbers)
    return Grouped(lists, shortening, centres[np.unique(numbers)], sample), order
