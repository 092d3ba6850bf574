"""`enmusubi evaluate`: how good the search is, on open data."""

import json
from pathlib import Path

import click

from scripts.cli.options import bar, home_option, settings_of

DOCS = Path("docs")


@click.command("evaluate")
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of open data sets  [default: ENMUSUBI_DATA, else ../shared/data].",
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=DOCS, show_default=True,
              help="Where evaluation.md and evaluation.json are written.")  # fmt: skip
@click.option("--seed", type=int, default=7, show_default=True, help="Of every random draw.")
@click.option("--json", "as_json", is_flag=True, help="Print the results as JSON.")
@home_option
def evaluate_command(data: Path | None, out: Path, seed: int, as_json: bool, home: Path | None) -> None:
    """Measure search quality, fairness, language tags and latency, side by side with baselines and ablations.

    Sets that are not in the folder are named as absent; the invented sample is always run, to see that it runs.
    What was indexed is kept in the home folder, so that a second run is quicker.
    """
    from scripts.evaluate.report import write_report  # noqa: PLC0415 -- scikit-learn takes seconds to import
    from scripts.evaluate.run import evaluate, open_bench  # noqa: PLC0415

    settings = settings_of(home)
    report = evaluate(open_bench(settings, data or settings.data, seed, bar))
    out.mkdir(parents=True, exist_ok=True)
    text = write_report(report)
    (out / "evaluation.md").write_text(text, encoding="utf-8")
    (out / "evaluation.json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    click.echo(json.dumps(report, ensure_ascii=False) if as_json else text)
