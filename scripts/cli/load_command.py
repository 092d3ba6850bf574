"""`enmusubi bench load`: many users at once against the server as it runs in production."""

import json
from pathlib import Path

import click

from scripts.cli.options import bar, home_option, settings_of


@click.command("load")
@click.option("--creators", type=click.IntRange(min=50), default=100_000, show_default=True, help="How many there are.")
@click.option("--users", type=click.IntRange(min=1), default=20, show_default=True, help="How many ask at once.")
@click.option("--seconds", type=click.FloatRange(min=1), default=60, show_default=True, help="How long they ask.")
@click.option("--workers", type=click.IntRange(min=2), default=2, show_default=True, help="Of the server, beside one.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("docs"), show_default=True,
              help="Where load.md and load.json are written.")  # fmt: skip
@home_option
@click.pass_context
def load_command(context: click.Context, /, home: Path | None, out: Path, **asked: float) -> None:
    """Load the page with users who ask without pause, on one worker and on several.

    The creators are made at the first run and kept in the home folder. Exit code 1 where a floor is not held.
    """
    from scripts.bench_load.plan import Options  # noqa: PLC0415 -- numpy and more
    from scripts.bench_load.report import is_enough, write_json, write_report  # noqa: PLC0415
    from scripts.bench_load.run import run_load  # noqa: PLC0415

    settings = settings_of(home)
    options = Options(
        home=settings.home,
        model=settings.model,
        creators=int(asked["creators"]),
        users=int(asked["users"]),
        seconds=float(asked["seconds"]),
        workers=int(asked["workers"]),
        seed=7,
    )
    report = run_load(options, bar)
    text = write_report(report)
    out.mkdir(parents=True, exist_ok=True)
    (out / "load.md").write_text(text, encoding="utf-8")
    (out / "load.json").write_text(
        json.dumps(write_json(report), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    click.echo(text)
    context.exit(0 if is_enough(report) else 1)
