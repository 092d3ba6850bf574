"""`enmusubi backtest`: how good the forecasts are, on what is past."""

import json
import math
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from indexer.importers.streams import Streams, count_days, read_streams
from matcher.errors import UnreadableInput
from matcher.forecast.backtest import EARLIER, backtest, split
from scripts.backtest.report import Measured, table, write_section

TOLD = 5  # rejected rows that are named


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What is forecast."""

    cut: datetime
    until: datetime | None  # None: to the end
    earlier: int  # showings before the cut that a creator must have


@click.command("backtest")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--cut", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The first day (UTC) to be forecast.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The first day that is not looked at any more.")
@click.option("--earlier", type=click.IntRange(min=0), default=EARLIER, show_default=True,
              help="Showings before the cut that a creator must have.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False),
              help="Write the results into a page between its two marks, such as docs/forecast.md.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a method.")
@click.pass_context
def backtest_command(  # noqa: PLR0913 -- an option each
    context: click.Context,
    /,
    *,
    path: Path,
    cut: datetime,
    until: datetime | None,
    earlier: int,
    out: Path | None,
    as_json: bool,
) -> None:
    """Forecast the streams or posts in FILE from the day --cut on, from those before it, beside rules of thumb.

    FILE is CSV with the columns creator, start, topic, subscribers, average_viewers; topic and subscribers may be
    empty. Rows that mean nothing are left out and told on standard error, and the exit code is 1.
    """
    streams = read_streams(path, datetime.now(UTC))
    measured = _measure(streams, path, Window(cut=cut, until=until, earlier=earlier))
    _tell(streams)
    if out is not None:
        write_section(out, measured)
    if as_json:
        for name, accuracy in measured.methods.items():
            click.echo(json.dumps({"method": name, **asdict(accuracy)}))
    else:
        click.echo(table(measured.methods))
    context.exit(1 if streams.rejected else 0)


def _measure(streams: Streams, path: Path, window: Window) -> Measured:
    cut = count_days(window.cut.replace(tzinfo=UTC))
    until = count_days(window.until.replace(tzinfo=UTC)) if window.until else math.inf
    halves = split(streams.showings, cut, until, window.earlier)
    if not len(halves.past) or not len(halves.planned):
        raise UnreadableInput(
            f"{path.name} has {len(halves.past):,} showings before {window.cut:%Y-%m-%d}, and {len(halves.planned):,} "
            f"to be forecast from then on by creators with at least {window.earlier} before.",
            "Give another --cut or a smaller --earlier.",
        )
    return Measured(command=_write_command(path, window), methods=backtest(halves, window.earlier))


def _write_command(path: Path, window: Window) -> str:
    until = f" --until {window.until:%Y-%m-%d}" if window.until else ""
    return f"enmusubi backtest {path.name} --cut {window.cut:%Y-%m-%d}{until} --earlier {window.earlier}"


def _tell(streams: Streams) -> None:
    for line, reason in streams.rejected[:TOLD]:
        click.echo(f"Line {line} is left out. {reason}", err=True)
    if len(streams.rejected) > TOLD:
        click.echo(f"{len(streams.rejected) - TOLD:,} more lines are left out.", err=True)
    if streams.repeated:
        click.echo(f"{streams.repeated:,} rows were told again by a later one, which counts.", err=True)
