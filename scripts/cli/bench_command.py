"""`enmusubi bench`: how fast the search is, beside other engines."""

import json
import os
from pathlib import Path

import click

from scripts.cli.faults_command import faults_command
from scripts.cli.load_command import load_command
from scripts.cli.options import bar, home_option, settings_of

DOCS = Path("docs")
CREATORS, QUICK_CREATORS = 1_000_000, 20_000


@click.group("bench", invoke_without_command=True)
@click.option("--creators", type=click.IntRange(min=1_000), help="How many are searched  [default: 1000000].")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=DOCS, show_default=True,
              help="Where benchmarks.md and benchmarks.json are written.")  # fmt: skip
@click.option("--quick", is_flag=True, help="20,000 creators and few queries: minutes instead of an hour and a half.")
@click.option("--only", help="Cells to measure, as patterns with commas, such as 'search/made/*/ours/*,filtering/*'.")
@click.option("--embedded", type=click.IntRange(min=20), default=1_000, show_default=True,
              help="Creators whose posts the true encoder embeds.")  # fmt: skip
@click.option("--again", is_flag=True, help="Forget what was measured before.")
@click.option("--seed", type=int, default=7, show_default=True, help="Of every random draw.")
@home_option
@click.pass_context
def bench_command(context: click.Context, /, home: Path | None, out: Path, **asked: object) -> None:
    """Measure search, filters, memory, the encoder and the index, side by side with other engines.

    What is finished is kept in the home folder, cell by cell: a run that was stopped goes on where it was. Engines
    that are not installed are named, with the line that installs them.
    """
    if context.invoked_subcommand:
        return
    from scripts.bench.plan import Options  # noqa: PLC0415 -- numpy and more
    from scripts.bench.report import write_report  # noqa: PLC0415
    from scripts.bench.run import forget, run_bench  # noqa: PLC0415

    settings = settings_of(home)
    options = Options(
        creators=int(str(asked["creators"] or (QUICK_CREATORS if asked["quick"] else CREATORS))),
        home=settings.home,
        snapshots=settings.snapshots,
        seed=int(str(asked["seed"])),
        quick=bool(asked["quick"]),
        embedded=int(str(asked["embedded"])),
        only=tuple(filter(None, str(asked["only"] or "").split(","))),
    )
    if asked["again"]:
        forget(options)
    report = run_bench(options, os.environ, bar)
    text = write_report(report)
    out.mkdir(parents=True, exist_ok=True)
    (out / "benchmarks.md").write_text(text, encoding="utf-8")
    (out / "benchmarks.json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    click.echo(text)


bench_command.add_command(faults_command)
bench_command.add_command(load_command)
