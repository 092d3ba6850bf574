"""How long calls take, and how that is said."""

import resource
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import TypeVar

import numpy as np

AGAIN = 3  # times that an interrupted call is timed at most
FEWEST = 20  # calls that are timed, however long they take
Answer = TypeVar("Answer")


def time_call(act: Callable[[], Answer]) -> tuple[Answer, float]:
    """Return what a call gives, and its milliseconds.

    A call during which the system gave the core to another process is timed again, AGAIN times at most; the shortest
    counts.
    """
    shortest = float("inf")
    for _ in range(AGAIN):
        interrupted, begun = _count_interruptions(), perf_counter()
        answer = act()
        shortest = min(shortest, (perf_counter() - begun) * 1_000)
        if _count_interruptions() == interrupted:
            break
    return answer, shortest


def time_calls(acts: Sequence[Callable[[], Answer]], seconds: float) -> tuple[list[Answer], list[float]]:
    """Call one after the other until the time is up, but FEWEST (or all) at least; return answers and milliseconds."""
    answers: list[Answer] = []
    times: list[float] = []
    ends = perf_counter() + seconds
    for act in acts:
        if len(times) >= FEWEST and perf_counter() > ends:
            break
        answer, took = time_call(act)
        answers.append(answer)
        times.append(took)
    return answers, times


def find_percentiles(times: Sequence[float]) -> dict[str, float]:
    """Return p50, p95 and p99 in milliseconds."""
    return {f"p{share}": round(float(np.percentile(times, share)), 4) for share in (50, 95, 99)}


def _count_interruptions() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_nivcsw
