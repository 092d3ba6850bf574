"""The report of a load, for people and for programs."""

from dataclasses import asdict

from scripts.bench_load.plan import Load, Report

FLOORS = {"errors": 0, "spread": 3.0, "gain": 1.5, "alone": 150.0}
GOALS = {"errors": 0, "spread": 2.0, "gain": 1.8, "alone": 60.0}


def write_report(report: Report) -> str:
    """Return docs/load.md."""
    options, machine = report.options, report.machine
    judged = {"errors": report.errors, "spread": report.spread, "gain": report.gain, "alone": report.alone.p50}
    names = {
        "errors": "errors",
        "spread": "p95 against p50",
        "gain": f"throughput of {options.workers} workers against one",
        "alone": "click to results, one user, p50, ms",
    }
    rows = [f"| {names[what]} | {found:.4g} | {FLOORS[what]:g} | {GOALS[what]:g} |" for what, found in judged.items()]
    runs = [_row(load) for load in (report.alone, report.one_worker, report.all_workers)]
    return "\n".join(
        (
            "# Load",
            "",
            f"{options.creators:,} made creators, {options.users} users without pauses for {options.seconds:g} s from "
            "another process on the same machine, every brief distinct. A request is the whole results page, encoder "
            "included.",
            f"{machine['processor']}, {machine['cores']} cores, Python {machine['python']}. By `enmusubi bench load`; "
            "[how](operations.md#under-load).",
            "",
            "| what | measured | floor | goal |",
            "|---|---|---|---|",
            *rows,
            "",
            "| workers | users | answers | errors | p50 ms | p95 ms | p99 ms | answers a second |",
            "|---|---|---|---|---|---|---|---|",
            *runs,
            "",
        )
    )


def write_json(report: Report) -> dict[str, object]:
    """Return what docs/load.json holds."""
    told = asdict(report)
    told["options"] = {name: one for name, one in told["options"].items() if name not in ("home", "model")}
    return {**told, "errors": report.errors, "spread": report.spread, "gain": report.gain}


def is_enough(report: Report) -> bool:
    """Say whether every floor is held."""
    return (
        report.errors <= FLOORS["errors"]
        and report.spread <= FLOORS["spread"]
        and report.gain >= FLOORS["gain"]
        and report.alone.p50 <= FLOORS["alone"]
    )


def _row(load: Load) -> str:
    times = " | ".join(f"{time:.1f}" for time in (load.p50, load.p95, load.p99))
    return f"| {load.workers} | {load.users} | {load.answers:,} | {load.errors} | {times} | {load.throughput:.1f} |"
