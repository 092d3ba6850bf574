"""The ratios that are held up against goals: what was measured, the goal, the floor, and whether they are met."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scripts.bench.engines import ENGINES
from scripts.bench.plan import CELLS, OTHER_DATA

Cells = Mapping[str, Mapping[str, Any]]
ENOUGH = 0.99  # recall@10 below which an engine's time counts for nothing
ACCURATE = 0.999


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """One row of the table."""

    what: str
    measured: float | None  # None: it was not measured
    goal: float
    floor: float
    rising: bool = False  # True: more is better
    note: str = ""

    @property
    def verdict(self) -> str:
        """Say what the measurement comes to."""
        if self.measured is None:
            return "not measured"
        sign = -1 if self.rising else 1
        if sign * self.measured <= sign * self.goal:
            return "goal met"
        return "floor met" if sign * self.measured <= sign * self.floor else "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What one run knows."""

    creators: int
    small: int
    cells: Cells

    def search(self, data: str, size: int, engine: str, cell: str) -> Mapping[str, Any] | None:
        """Return a cell of an engine; None where it is not there or failed."""
        found = self.cells.get(f"search/{data}/{size}/{engine}/{cell}")
        return None if found is None or "failed" in found else found

    def ours(self, cell: str, size: int, data: str = "made") -> Mapping[str, Any] | None:
        """Return a cell of the product's engine."""
        return self.search(data, size, "ours", f"product/{cell}")

    def find_filter_time(self, size: int, cell: str) -> float | None:
        """Return the median of the product's filter; at another size than was measured, in proportion."""
        found = self.cells.get(f"filtering/{self.creators}/{cell}")
        return None if found is None else float(found["bitmaps"]["p50"]) * size / self.creators


def list_ratios(results: Results) -> list[Ratio]:
    """Return all rows, those that were not measured too."""
    parts: list[Callable[[Results], Iterator[Ratio]]] = [
        _compare_peers, _compare_single, _compare_filters, _judge_recall, _judge_growth, _judge_memory,
    ]  # fmt: skip
    return [ratio for part in parts for ratio in part(results)]


def find_best(results: Results, size: int, cell: str, *, peers: bool) -> tuple[str, float] | None:
    """Return the quickest engine that finds ENOUGH, with its median; None where none does."""
    found = []
    for name, entry in ENGINES.items():
        if name == "ours" or entry.free == peers:
            continue
        spent = results.find_filter_time(size, cell) if entry.free else 0.0
        for knob in entry.knobs:
            held = results.search("made", size, name, f"{knob}/{cell}")
            if held is not None and spent is not None and held["recall@10"] >= ENOUGH:
                found.append((f"{name} {knob}", held["times@10"]["p50"] + spent))
    return min(found, key=lambda one: one[1], default=None)


def _compare_peers(results: Results) -> Iterator[Ratio]:
    for size in sorted({results.small, results.creators}):
        for cell in CELLS:
            what = f"filtered search against the best other engine, {size:,} creators, {cell}"
            yield _compare(results, (size, cell), what, peers=True)


def _compare_single(results: Results) -> Iterator[Ratio]:
    for cell in CELLS:
        what = f"filtered search against the best single index of FAISS, {results.creators:,} creators, {cell}"
        yield _compare(results, (results.creators, cell), what, peers=False)


def _compare(results: Results, at: tuple[int, str], what: str, *, peers: bool) -> Ratio:
    size, cell = at
    best, ours = find_best(results, size, cell, peers=peers), results.ours(cell, size)
    goal, floor = (0.5, 1.0) if peers else (1.0, 1.5)
    if best is None or ours is None:
        return Ratio(what=what, measured=None, goal=goal, floor=floor)
    mine = ours["times@10"]["p50"]
    note = f"{mine:.3f} ms, {best[0]} {best[1]:.3f} ms"
    return Ratio(what=what, measured=mine / best[1], goal=goal, floor=floor, note=note)


def _compare_filters(results: Results) -> Iterator[Ratio]:
    for cell in CELLS[1:]:
        found = results.cells.get(f"filtering/{results.creators}/{cell}")
        medians = (found["bitmaps"]["p50"], found["columns"]["p50"]) if found else None
        yield Ratio(
            what=f"filter to bitmap against numpy's columns, {cell}",
            measured=medians[0] / medians[1] if medians else None,
            goal=0.08,
            floor=0.15,
            note=f"{medians[0]:.3f} ms, {medians[1]:.3f} ms" if medians else "",
        )


def _judge_recall(results: Results) -> Iterator[Ratio]:
    for data in ("made", *OTHER_DATA):
        found = {cell: held for cell in CELLS if (held := results.ours(cell, results.creators, data))}
        lowest = min(found, key=lambda cell: found[cell]["recall@10"], default=None)
        worst = min((held["worst@10"] for held in found.values()), default=0.0)
        yield Ratio(
            what=f"recall@10, {data} vectors, the lowest of the cells",
            measured=found[lowest]["recall@10"] if lowest is not None else None,
            goal=ACCURATE,
            floor=ENOUGH,
            rising=True,
            note=f"at {lowest}; worst query {worst:.2f}" if lowest is not None else "",
        )


def _judge_growth(results: Results) -> Iterator[Ratio]:
    if results.small == results.creators:
        return
    for cell in CELLS:
        pair = [results.ours(cell, size) for size in (results.small, results.creators)]
        medians = [held["times@10"]["p50"] for held in pair if held is not None]
        yield Ratio(
            what=f"median at {results.creators:,} creators against {results.small:,}, {cell}",
            measured=medians[1] / medians[0] if len(medians) == len(pair) else None,
            goal=2.0,
            floor=4.0,
            note=" ms, ".join(f"{median:.3f}" for median in reversed(medians)) + " ms" if medians else "",
        )


def _judge_memory(results: Results) -> Iterator[Ratio]:
    found = results.cells.get(f"footprint/{results.creators}/together")
    grown = found["grown"] if found and "failed" not in found else None
    second = found["second"].get("private") if found and grown else None
    yield Ratio(
        what="resident kB a creator, vectors and bitmaps",
        measured=grown["rss"] / 1_000 / results.creators if grown else None,
        goal=1.0,
        floor=1.6,
        note=f"a second process adds {second / 1e6:,.1f} MB of its own" if second is not None else "",
    )
