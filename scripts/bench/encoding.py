"""Passages a second: the product's encoder beside others of the same model, turn and turn about on the same texts."""

import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from matcher.lens import Rows
from scripts.bench.encoders import open_other
from scripts.bench.process import Say, Task, serve_task
from scripts.bench.texts import make_texts
from scripts.bench.timing import time_call

REFERENCE = "sentence-transformers"
ROUNDS, TEXTS = 8, 250
QUICK_ROUNDS, QUICK_TEXTS = 3, 40
QUICK = 5.0  # seconds a cell below which a run is a quick one
WARM = ("a text to warm up", "もう一つの文章", "un texto más, algo más largo que los otros dos")


@dataclass(slots=True)
class _Child:
    """One encoder in a process of its own."""

    process: Any
    line: Connection
    rates: list[float]
    vectors: list[Rows]


def measure_encoders(task: Task, _core: int | None, say: Say) -> None:
    """Say of each encoder its passages a second and how near its vectors are to the reference's."""
    rounds, count = (QUICK_ROUNDS, QUICK_TEXTS) if task.seconds < QUICK else (ROUNDS, TEXTS)
    texts = make_texts(rounds * count, task.wanted.seed)
    started = {name: _start(name, task.home) for name in dict.fromkeys((*task.cells, REFERENCE))}
    running = {name: child for name, child in started.items() if isinstance(child, _Child)}
    for number in range(rounds):
        _run_round(running, texts[number * count : (number + 1) * count], number)
    for name in task.cells:
        child = started[name]
        if isinstance(child, str):
            say(name, {"absent": child})
            continue
        say(name, _judge(child, running[REFERENCE]) | {"texts": len(texts), "threads": task.threads})
    for child in running.values():
        child.line.send(None)
        child.process.join()


def _start(name: str, home: Path) -> _Child | str:
    """Return the running child; where it cannot be opened, why."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(name, home, there), daemon=True)
    process.start()
    there.close()
    try:
        problem = here.recv()
    except EOFError:
        problem = "its process died"
    return problem or _Child(process, here, [], [])


def _serve(name: str, home: Path, line: Connection) -> None:
    """Encode what comes, until nothing comes; first say "" or what is wrong."""
    try:
        encode = open_other(name, home)
        encode(list(WARM))
    except Exception as error:
        line.send(f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"[:200])
        return
    line.send("")
    while (texts := line.recv()) is not None:
        line.send(_time(encode, texts))


def _time(encode: Callable[[list[str]], Rows], texts: list[str]) -> tuple[Rows, float]:
    vectors, milliseconds = time_call(partial(encode, texts), again=1)
    return vectors.astype(np.float32), len(texts) / milliseconds * 1_000


def _run_round(running: dict[str, _Child], texts: list[str], number: int) -> None:
    """Have each encode the same texts, beginning with another one each time."""
    names = list(running)
    for name in names[number % len(names) :] + names[: number % len(names)]:
        child = running[name]
        child.line.send(texts)
        vectors, rate = child.line.recv()
        child.rates.append(rate)
        child.vectors.append(vectors)


def _judge(child: _Child, reference: _Child) -> dict[str, object]:
    one, other = np.concatenate(child.vectors), np.concatenate(reference.vectors)
    cosines = (one * other).sum(axis=1) / (np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1))
    ratios = [a / b for a, b in zip(child.rates, reference.rates, strict=True)]
    return {
        "passages a second": round(median(child.rates), 1),
        "ratio": round(median(ratios), 3),
        "cosine": round(float(cosines.mean()), 5),
        "lowest cosine": round(float(cosines.min()), 5),
    }


if __name__ == "__main__":
    serve_task(measure_encoders)
