"""Judges the audiences of a generation that is being built: all of them, or those of its delta alone."""

from collections.abc import Iterable
from pathlib import Path

from indexer.authenticity.benches import write_bench
from indexer.authenticity.weights import digest_weights
from indexer.index.generation import BASE
from indexer.index.sharing import share_folder
from indexer.index.trust import folder_of, measure_segment, write_trust
from matcher.authenticity.creator import Bench
from matcher.authenticity.weights import Weights


def judge_audiences(
    folder: Path, segments: Iterable[str], weights: Weights, last: tuple[Path, Bench] | None = None
) -> None:
    """Write the columns of authenticity.

    Args:
        folder: of the generation; its segments are written already.
        segments: their names.
        weights: to judge with.
        last: folder and bench of the generation whose base is shared. By the same weights the base stays as it was
            judged, and a delta is compared with the base's creators; so scores stay comparable.
    """
    kept = last if last is not None and digest_weights(last[1].weights) == digest_weights(weights) else None
    bench = measure_segment(folder / BASE, weights) if kept is None else kept[1]
    write_bench(folder, bench)
    for segment in segments:
        if kept is not None and segment == BASE:
            share_folder(kept[0] / folder_of(BASE), folder / folder_of(BASE))
        else:
            write_trust(folder, segment, bench)
