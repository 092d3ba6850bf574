"""The measurements as the tables of docs/trust.md."""

from collections.abc import Iterator, Mapping
from typing import Any

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
FLOORS = {"1 to 3 days": {0.02: (0.96, 0.98), 0.05: (0.98, 0.995), 0.1: (0.99, 0.999)}}
MISSING = "Not measured: the data or the encoder is missing."
Report = Mapping[str, Any]


def put_into(page: str, report: Report) -> str:
    """Return the page with its measured part replaced."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{write_report(report)}{END}{after}"


def write_report(report: Report) -> str:
    """Return all tables as Markdown."""
    lines = [
        f"Written by `enmusubi evaluate trust --seed {report['seed']}`; do not edit this part by hand. "
        f"Weights {report['version']}.",
        "",
    ]
    for title, name, write in (
        ("Follower accounts", "accounts", _write_accounts),
        ("Purchases injected into real histories", "growth", _write_growth),
        ("Purchases injected into simulated histories", "simulated", _write_growth),
        ("What judging costs", "cost", _write_cost),
    ):
        found = report[name]
        lines += [
            f"### {title}",
            "",
            *(write(found) if found else ["Not measured: the data or the encoder is missing."]),
            "",
        ]
    return "\n".join(lines)


def _write_accounts(found: Report) -> Iterator[str]:
    ours, (auc, recall) = found["ours"], (found["intervals"]["auc"], found["intervals"]["recall"])
    yield f"{found['real']} real and {found['fake']} fake Instagram accounts (InstaFake, each once), measured only."
    yield ""
    yield "| what | ours | floor | goal | following / followers alone |"
    yield "|---|---|---|---|---|"
    rows = (
        ("ROC AUC", "auc", f" ({auc[0]:.3f} to {auc[1]:.3f})", "0.90", "0.925"),
        ("average precision", "precision", "", "", ""),
        ("recall at 5 % false positives", "recall", f" ({recall[0]:.2f} to {recall[1]:.2f})", "0.58", "0.65"),
        ("real accounts called fake at 0.5", "false", "", "0.05", "0.02"),
        ("fake accounts found at 0.5", "found", "", "", ""),
        ("expected calibration error", "ece", "", "0.08", "0.05"),
    )
    for title, name, interval, floor, goal in rows:
        yield f"| {title} | {ours[name]:.3f}{interval} | {floor} | {goal} | {found['baseline'][name]:.3f} |"
    yield ""
    yield "| prior | " + " | ".join(found["priors"]) + " |"
    yield "|---|" + "---|" * len(found["priors"])
    yield "| called fake wrongly | " + " | ".join(f"{one['false']:.3f}" for one in found["priors"].values()) + " |"
    yield "| calibration error | " + " | ".join(f"{one['ece']:.3f}" for one in found["priors"].values()) + " |"
    yield ""
    yield "The share of fakes in samples drawn from these accounts:"
    yield ""
    yield "| sample | true share | mean error | bias | the 80 % interval holds it |"
    yield "|---|---|---|---|---|"
    for one in found["shares"]:
        yield f"| {one['size']} | {one['share']:.2f} | {one['error']:.3f} | {one['bias']:+.3f} | {one['held']:.2f} |"


def _write_growth(found: Report) -> Iterator[str]:
    yield (
        f"{found['judged']} of {found['channels']} channels had enough days: {found['months']:.0f} channel-months, "
        f"alarms without a purchase: {found['alarms']} ({found['alarms_a_month']:.3f} a channel-month; "
        "floor 0.05, goal 0.02)."
    )
    yield ""
    yield "| purchase | followers bought | AUC | floor; goal | found at the default threshold |"
    yield "|---|---|---|---|---|"
    for one in found["kinds"]:
        bounds = FLOORS.get(one["kind"], {}).get(one["share"])
        wanted = f"{bounds[0]}; {bounds[1]}" if bounds else ""
        yield f"| {one['kind']} | {one['share']:.0%} | {one['auc']:.4f} | {wanted} | {one['found']:.3f} |"


def _write_cost(found: Report) -> Iterator[str]:
    yield (
        f"Indexing {found['creators']} creators of the sample took {found['indexing']:.1f} s of processor time, "
        f"judging them {found['judging']:.2f} s of it: {found['share']:.1%} (floor 5 %, goal 1 %)."
    )
