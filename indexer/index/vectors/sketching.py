"""A sketch made from vectors that lie in lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import faiss
import numpy as np
from threadpoolctl import threadpool_limits

from indexer.index.arrays import ArrayWriter, map_array
from indexer.index.bits import Places
from indexer.index.vectors.lists import Lists, Vectors
from indexer.index.vectors.scan import Codes
from indexer.index.vectors.shorten import Shortening
from indexer.index.vectors.sketch import ROWS, Index, Sketch, open_ranges
from matcher.lens import Rows

NUMBERS, BITS = 2, 4  # numbers of a short vector that share so many bits
SAMPLE, ROUNDS, SEED = 256, 16, 1  # vectors a code that codes are sought with, and how often they are moved
UNKNOWN, NO_ERRORS = np.zeros(2, np.int64), np.zeros(2, np.float32)


@dataclass(frozen=True, slots=True)
class Grouped:
    """What is known of the vectors once they are in lists."""

    lists: Lists
    shortening: Shortening
    centres: Rows  # (lists, short)
    sample: Rows  # (n, short) of the vectors, made short


def make_sketch(folder: Path, vectors: Vectors, grouped: Grouped) -> Sketch:
    """Return a sketch of vectors by place, with `kept` and `errors` to be measured; its rows are in the folder."""
    ranges = open_ranges(grouped.sample.shape[1])
    ranges.train(grouped.sample)
    with threadpool_limits(limits=1, user_api="openmp"):  # a team of threads waits for each other at every small step
        blocks = _open_blocks(grouped.centres)
        blocks.train(grouped.sample)
        with ArrayWriter(folder, ROWS, np.uint8, ranges.code_size) as writer:
            for number, (first, end) in enumerate(_bound_lists(grouped.lists, len(vectors))):
                short = vectors[first:end].astype(np.float32) @ grouped.shortening.asked.T
                size = int(grouped.lists.sizes[number])
                _fill_list(blocks, number, np.arange(first, first + size), short[:size])
                writer.append(ranges.compute_codes(short))
    blocks.ntotal = grouped.lists.count
    rows = Codes.read_by(ranges, map_array(folder, ROWS))
    return Sketch(grouped.shortening.asking, grouped.centres, UNKNOWN, NO_ERRORS, blocks, rows)


def _bound_lists(lists: Lists, places: int) -> Iterator[tuple[int, int]]:
    """Yield where each list begins and where the next one does."""
    return pairwise([*lists.starts.tolist(), places])


def _open_blocks(centres: Rows) -> Index:
    """Return empty lists around these centres; what a list has in common is taken from its vectors first."""
    lists, width = centres.shape
    nearest = faiss.IndexFlatL2(width)
    nearest.add(centres)
    blocks = faiss.IndexIVFPQFastScan(nearest, width, lists, width // NUMBERS, BITS, faiss.METRIC_INNER_PRODUCT)
    blocks.by_residual, training = True, blocks.pq.cp
    training.niter, training.seed, training.min_points_per_centroid = ROUNDS, SEED, 1
    training.max_points_per_centroid = SAMPLE
    return blocks


def _fill_list(blocks: Index, number: int, places: Places, short: Rows) -> None:
    """Put vectors into their list as they lie packed in an index of this list alone: nearest lists are not sought."""
    alone = _open_blocks(blocks.quantizer.reconstruct_n(number, 1))
    alone.pq, alone.is_trained = blocks.pq, True
    alone.add_with_ids(short, places)
    packed = alone.invlists
    blocks.invlists.add_entries(number, len(places), packed.get_ids(0), packed.get_codes(0))
