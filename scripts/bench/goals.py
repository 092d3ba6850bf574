"""The ratios that are held up against goals: what was measured, the goal, the floor, and whether they are met."""

from collections.abc import Callable, Iterator

from scripts.bench.engines import ENGINES
from scripts.bench.goals_product import judge_product
from scripts.bench.plan import CELLS, OTHER_DATA, TOGETHER
from scripts.bench.results import Ratio, Results

ENOUGH = 0.99  # recall@10 below which an engine's time counts for nothing
ACCURATE = 0.999


def list_ratios(results: Results) -> list[Ratio]:
    """Return all rows, those that were not measured too."""
    parts: list[Callable[[Results], Iterator[Ratio]]] = [
        _compare_peers, _compare_single, _compare_filters, _judge_recall, _judge_growth, _judge_memory,
        judge_product,
    ]  # fmt: skip
    return [ratio for part in parts for ratio in part(results)]


def find_best(results: Results, size: int, cell: str, *, peers: bool) -> tuple[str, float] | None:
    """Return the quickest engine that finds ENOUGH, with its median; None where none does."""
    found = []
    for name, entry in ENGINES.items():
        if name == "ours" or entry.free == peers:
            continue
        spent = results.find_filter_time(cell) if entry.free else 0.0
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
        found = results.find(f"filtering/{results.creators}/{cell}")
        medians = (found["bitmaps"]["p50"], found["numpy"]["p50"]) if found else None
        yield Ratio(
            what=f"filter to bitmap against a packed mask in numpy, {cell}",
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
    found = results.find(f"footprint/{results.creators}/{TOGETHER}")
    grown = found["grown"] if found else None
    second = found["second"].get("private") if found else None
    yield Ratio(
        what="resident kB a creator, vectors and bitmaps",
        measured=grown["rss"] / 1_000 / results.creators if grown else None,
        goal=1.0,
        floor=1.6,
        note=f"a second process adds {second / 1e6:,.1f} MB of its own" if second is not None else "",
    )
