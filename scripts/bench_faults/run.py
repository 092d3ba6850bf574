"""All faults, one after the other, and what became of the answers."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random

from scripts.bench_faults.crashes import try_first_kills, try_kills
from scripts.bench_faults.crowds import try_readers, try_two_builders
from scripts.bench_faults.damage import try_harm, try_harm_while_building, try_older_delta
from scripts.bench_faults.disk import try_full_disk
from scripts.bench_faults.harm import HARMS
from scripts.bench_faults.marks import PHASES
from scripts.bench_faults.stage import DELTA, FULL, STATES, Outcome, set_stages

FEWER = 8  # a first build takes as long as several others
HEAD = ("fault", "tried", "struck", "answers lost or wrong")


def run_faults(tries: int, seed: int) -> Iterator[Outcome]:
    """Play every kind of fault `tries` times in a home of its own, which is taken away at the end."""
    with tempfile.TemporaryDirectory(prefix="enmusubi-faults-") as folder:
        stages = set_stages(Path(folder) / "stages")
        for number, (kind, play) in enumerate(list_faults(tries)):
            yield play(stages[kind], random=Random(f"{seed} {number}"))  # noqa: S311 -- repeatable on purpose


def list_faults(tries: int) -> list[tuple[str, Callable[..., Outcome]]]:
    """Return what is played, in order, each with the kind of stage that it is played on."""
    half, fewer = max(tries // 2, 1), max(tries // FEWER, 1)
    return [
        *((kind, partial(try_kills, phase=phase, tries=half)) for kind in STATES for phase in PHASES),
        (FULL, partial(try_first_kills, tries=fewer)),
        *((kind, partial(try_full_disk, tries=half)) for kind in STATES),
        *((DELTA, partial(try_harm, kind=kind, tries=fewer)) for kind in HARMS),
        *((kind, partial(try_harm_while_building, tries=fewer)) for kind in STATES),
        (DELTA, try_older_delta),
        *((kind, partial(try_two_builders, tries=fewer)) for kind in STATES),
        (DELTA, partial(try_readers, tries=tries)),
    ]


def write_table(outcomes: Sequence[Outcome]) -> str:
    """Return the outcomes as a table for people, and every fault of ours below it."""
    rows = [HEAD, *(_write_row(outcome) for outcome in outcomes)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEAD))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([*lines, *(sentence for outcome in outcomes for sentence in outcome.wrong)])


def _write_row(outcome: Outcome) -> tuple[str, ...]:
    wrong = f"not tried: {outcome.skipped}" if outcome.skipped else str(len(outcome.wrong))
    return (outcome.fault, str(outcome.tried), str(outcome.struck), wrong)
