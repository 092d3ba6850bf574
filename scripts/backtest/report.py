"""The results of a back-test as tables that people read."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from matcher.errors import UnreadableInput
from matcher.forecast.accuracy import Accuracy

BEGIN, END = "<!-- measured by enmusubi backtest -->", "<!-- end of what was measured -->"
COLUMNS = "| method | n | MAE of ln | median APE | within x2 | 80 % interval holds | width |"
CURVE = "| promised | found |"
HEAD = """\
`{command}`: {n:,} showings from that day on, each forecast from what \
was known before it. Every method gets its interval in the same way.
"""
VIRAL = """\
More than three times the median: {expected:.1%} expected, {seen:.1%} seen.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was measured, and on what."""

    command: str
    methods: Mapping[str, Accuracy]  # ours first


def table(methods: Mapping[str, Accuracy]) -> str:
    """Return one line a method."""
    return "\n".join([COLUMNS, _rule(COLUMNS), *(_write_line(name, one) for name, one in methods.items())])


def write_section(page: Path, measured: Measured) -> None:
    """Replace what stands between the page's two marks.

    Raises:
        UnreadableInput: the page is not there or has no marks.
    """
    try:
        before, rest = page.read_text("utf-8").split(BEGIN)
        _, after = rest.split(END)
    except (OSError, ValueError) as error:
        raise UnreadableInput(
            f"{page} is no page with the two marks.", f"Put {BEGIN} and {END} where the results belong."
        ) from error
    page.write_text(f"{before}{BEGIN}\n{write_results(measured)}\n{END}{after}", encoding="utf-8")


def write_results(measured: Measured) -> str:
    """Return the table, the calibration curve of ours, and how often the exceptional was expected and seen."""
    ours = next(iter(measured.methods.values()))
    curve = [f"| {promised:.0%} | {found:.1%} |" for promised, found in ours.calibration]
    return "\n".join(
        [
            HEAD.format(command=measured.command, n=ours.n),
            table(measured.methods),
            "\nHow often our intervals held what came:\n",
            CURVE,
            _rule(CURVE),
            *curve,
            "",
            VIRAL.format(expected=ours.viral_expected, seen=ours.viral_seen),
        ]
    )


def _write_line(name: str, one: Accuracy) -> str:
    return (
        f"| {name} | {one.n:,} | {one.mae_ln:.3f} | {one.median_ape:.1%} | {one.within_2x:.3f} | "
        f"{one.coverage_80:.1%} | x{one.width:.2f} |"
    )


def _rule(head: str) -> str:
    return "|" + " --- |" * (head.count("|") - 1)
