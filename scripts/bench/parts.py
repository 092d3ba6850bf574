"""Which part of an answer takes how long: a shelf whose parts note their times."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from time import perf_counter
from typing import Any, TypeVar

from matcher.ports import Shelf
from scripts.bench.timing import count_interruptions

Given = TypeVar("Given")
FEWEST = 50  # answers that percentiles are taken of
REST = "recipe and explanation"
WITHOUT = "in all without the encoder"


class PartTimes:
    """Milliseconds by part, one of each answer; a part that is called twice is added up."""

    def __init__(self) -> None:
        self._now: dict[str, float] = defaultdict(float)
        self._answers: list[dict[str, float]] = []
        self._quiet: list[dict[str, float]] = []
        self._interruptions = count_interruptions()

    def take(self, part: str, act: Callable[[], Given]) -> tuple[Given, float]:
        """Return what a call gives, and its milliseconds, which are noted."""
        begun = perf_counter()
        given = act()
        took = (perf_counter() - begun) * 1_000
        self._now[part] += took
        return given, took

    def finish(self, length: int) -> None:
        """Close one answer; what no part took of its time is the recipe's own."""
        now = dict(self._now)
        found = now.pop("in all")
        json = now.pop("json")
        now[REST] = found - sum(now.values())
        whole = found + json
        self._answers.append({**now, "json": json, WITHOUT: whole - now.get("encode", 0.0), "in all": whole})
        if count_interruptions() == self._interruptions:
            self._quiet.append(self._answers[-1])
        self.begin()
        self.length = length  # of the last answer's JSON, in characters

    def begin(self) -> None:
        """Begin an answer."""
        self._now.clear()
        self._interruptions = count_interruptions()

    def clear(self) -> None:
        """Forget all answers."""
        self._answers.clear()
        self._quiet.clear()
        self.begin()

    def list_parts(self) -> dict[str, list[float]]:
        """Return the times of each part; an answer that had no such part counts 0.

        Where FEWEST answers or more were not interrupted by another process, only those count.
        """
        answers = self._quiet if len(self._quiet) >= FEWEST else self._answers
        names = dict.fromkeys(name for answer in answers for name in answer)
        return {name: [answer.get(name, 0.0) for answer in answers] for name in names}


class _Watched:
    """Passes every call on, and notes those that are named."""

    def __init__(self, part: object, times: PartTimes, named: dict[str, str]) -> None:
        self._part, self._times, self._named = part, times, named

    def __getattr__(self, method: str) -> Any:  # noqa: ANN401 -- whatever the part has
        found = getattr(self._part, method)
        if method not in self._named:
            return found
        return lambda *given, **more: self._times.take(self._named[method], lambda: found(*given, **more))[0]


def watch(shelf: Shelf, times: PartTimes) -> Shelf:
    """Return the shelf with parts that note how long they take."""

    def note(part: object, **named: str) -> Any:  # noqa: ANN401
        return _Watched(part, times, named)

    return replace(
        shelf,
        encode_brief=lambda text: times.take("encode", lambda: shelf.encode_brief(text))[0],
        vectors=note(shelf.vectors, count="filter", search="search"),
        lexical=note(shelf.lexical, search="words"),
        evidence=note(shelf.evidence, vectors="evidence", terms="evidence"),
        catalogue=note(shelf.catalogue, load="load"),
    )
