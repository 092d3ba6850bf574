"""The results as a page that people read."""

from collections.abc import Iterable, Mapping
from typing import Any

from scripts.bench.engines import ENGINES
from scripts.bench.goals import Ratio, Results, list_ratios
from scripts.bench.plan import CELLS, LONGEST_BUILD, OTHER_DATA, predict_build

HEAD = """\
# Benchmarks

Written by `enmusubi bench --creators {creators}`; do not edit it by hand. {processor}, {cores} cores, {memory} GB \
({flags}), Python {python}. {queries} queries a cell, seed {seed}. Every engine runs in a process of its own, on one \
core with one thread. Times are milliseconds of one query at a time, after a few to warm up; a query during which \
the system gave the core to somebody else is timed again, at most twice, and the shortest counts. Where a cell's \
queries take longer than {seconds:g} s, fewer are asked, but 20 at least.
"""
QUICK = "\n**A quick run: few queries, not for publishing.**\n"
WORKLOAD = """\
## What is searched

- *made*: {creators:,} vectors of 384 numbers, half precision: 200 topics in 20 categories, each creator between two \
topics, with noise of a falling spectrum; lengths are log-normal (0.2). Queries are near topics; those that engines \
are tuned with are others than those that judge.
- *hard*: the same with more noise (1.3 instead of 0.75) on more axes.
- *real*: the vectors of the live index, {real}
- Filters are languages AND regions AND platforms AND a range of followers that together pass the share of \
creators that the column names; *against* passes about 1 % who live where the topic least like the query is at home.
- Recall is against exact inner products in single precision of the same half-precision vectors: mean, and the worst \
query.
- `numpy` and the other projects' engines apply the filter themselves; translating it into their language is not \
timed. The FAISS indexes are handed a ready bitmap: where they are compared, the time of our own filter is added, \
which is the shortest we know.
"""
REAL = (
    "widened to the size by mixing each with one of its ten nearest, and adding half the difference of another such "
    "pair; some are held apart as queries."
)
NO_REAL = "which this run had not: there was no index, or one of fewer than 200 creators."


def write_report(report: Mapping[str, Any]) -> str:
    """Return the page as Markdown."""
    results = Results(creators=report["creators"], small=report["small"], cells=report["cells"])
    machine = report["machine"]
    head = HEAD.format(
        creators=report["creators"],
        processor=machine["processor"],
        cores=machine["cores"],
        memory=machine["memory GB"],
        flags=", ".join(machine["flags"]) or "no flags known",
        python=machine["python"],
        queries=report["queries"],
        seed=report["seed"],
        seconds=report["seconds"],
    )
    is_real = results.ours(CELLS[0], results.creators, "real") is not None
    parts = [
        head + (QUICK if report["quick"] else ""),
        "## Ratios and goals\n",
        write_ratios(list_ratios(results)),
        WORKLOAD.format(creators=report["creators"], real=REAL if is_real else NO_REAL),
        *_write_searches(results),
        "## Building\n",
        _write_builds(results),
        _write_left_out(report["absent"], results),
    ]
    return "\n".join(part for part in parts if part)


def write_ratios(ratios: Iterable[Ratio]) -> str:
    """Return the table of ratios."""
    rows = [
        [
            ratio.what,
            "–" if ratio.measured is None else f"{ratio.measured:.3f}",
            f"{'≥' if ratio.rising else '≤'} {ratio.goal:g}",
            f"{'≥' if ratio.rising else '≤'} {ratio.floor:g}",
            ratio.verdict,
            ratio.note,
        ]
        for ratio in ratios
    ]
    return _table(["ratio", "measured", "goal", "floor", "verdict", "of"], rows)


def _write_searches(results: Results) -> list[str]:
    parts = []
    sizes = sorted({results.small, results.creators})
    for data, size in [("made", each) for each in sizes] + [(data, results.creators) for data in OTHER_DATA]:
        for depth in (10, 100):
            rows = list(_rows_of_searches(results, (data, size), depth))
            if rows:
                parts += [
                    f"## {data.capitalize()} vectors, {size:,} creators, the {depth} best\n",
                    "Median / 99th percentile in ms (recall, worst query where recall is below 0.9995).\n",
                    _table(["engine", *CELLS], rows),
                ]
    return parts


def _rows_of_searches(results: Results, where: tuple[str, int], depth: int) -> Iterable[list[str]]:
    for name, entry in ENGINES.items():
        for knob in entry.knobs:
            found = [results.search(*where, name, f"{knob}/{cell}") for cell in CELLS]
            if any(found):
                yield [f"{name} {knob}", *(_write_cell(held, depth) for held in found)]


def _write_cell(held: Mapping[str, Any] | None, depth: int) -> str:
    if held is None:
        return "–"
    times, recall = held[f"times@{depth}"], held[f"recall@{depth}"]
    shown = f"{_round(times['p50'])} / {_round(times['p99'])}"
    return shown if recall >= 0.9995 else f"{shown} ({recall:.3f}, {held[f'worst@{depth}']:.2f})"  # noqa: PLR2004


def _write_builds(results: Results) -> str:
    rows = []
    for cell, held in results.cells.items():
        kind, *where = cell.split("/")
        if kind == "search" and where[-1] == "build" and "failed" not in held:
            data, size, name = where[:3]
            figures = (held["seconds"], held["disk"] / 1e6, held["peak"] / 1e6)
            kernels = ", ".join(held["process"]["pools"])
            rows.append([name, data, f"{int(size):,}", *(f"{figure:,.1f}" for figure in figures), kernels])
    head = ["engine", "vectors", "creators", "seconds", "MB on disk", "MB resident at most", "kernels and threads"]
    return _table(head, rows) + f"\n{_write_faiss(results)}"


def _write_faiss(results: Results) -> str:
    options = {held["process"]["faiss"] for held in results.cells.values() if "process" in held}
    return f"FAISS was compiled with, and found: {'; '.join(sorted(options))}.\n" if options else ""


def _write_left_out(absent: Mapping[str, str], results: Results) -> str:
    lines = [f"- {name} is not installed: `{install}`." for name, install in absent.items()]
    sizes = (results.small, results.creators)
    for name, entry in ENGINES.items():
        small = results.search("made", results.small, name, "build")
        if entry.peer and small and predict_build(small["seconds"], sizes) > LONGEST_BUILD:
            lines.append(
                f"- {name} was not built for {results.creators:,} creators: {small['seconds']:,.0f} s for "
                f"{results.small:,} would become more than {LONGEST_BUILD:,.0f} s, as n log n grows."
            )
    failed = {"/".join(cell.split("/")[:4]): held["failed"] for cell, held in results.cells.items() if "failed" in held}
    lines += [f"- {stage} failed: {why}." for stage, why in failed.items()]
    notes = [f"- {name}: {entry.note}." for name, entry in ENGINES.items() if entry.note]
    left_out = ["## Left out\n", "\n".join(lines) + "\n"] if lines else []
    return "\n".join(["## Engines\n", "\n".join(notes) + "\n", *left_out])


def _round(milliseconds: float) -> str:
    """Return three figures at most: 0.034, 1.25, 48."""
    return f"{milliseconds:.3f}" if milliseconds < 1 else f"{milliseconds:.3g}"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(head), *(list(row) for row in rows)]
    rule = ["---"] * len(lines[0])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [lines[0], rule, *lines[1:]]) + "\n"
