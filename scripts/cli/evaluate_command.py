"""`enmusubi evaluate`: how good the search and the judgement of audiences are, on open data."""

import json
from pathlib import Path

import click

from indexer.settings import Settings
from scripts.cli.options import bar, home_option, settings_of

DOCS = Path("docs")
SEARCH, TRUST = "search", "trust"


@click.command("evaluate")
@click.argument("what", type=click.Choice([SEARCH, TRUST]), default=SEARCH)
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of open data sets  [default: ENMUSUBI_DATA, else ../shared/data].",
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=DOCS, show_default=True,
              help="Where evaluation.md and evaluation.json, or trust.md, are written.")  # fmt: skip
@click.option("--seed", type=int, default=7, show_default=True, help="Of every random draw.")
@click.option("--json", "as_json", is_flag=True, help="Print the results as JSON.")
@home_option
def evaluate_command(  # noqa: PLR0913 -- an option each
    *, what: str, data: Path | None, out: Path, seed: int, as_json: bool, home: Path | None
) -> None:
    """Measure search (quality, fairness, language tags, latency) or trust (follower accounts, growth, cost).

    Sets that are not in the folder are named as absent; the invented sample is always run, to see that it runs.
    What was indexed is kept in the home folder, so that a second run is quicker.
    """
    settings = settings_of(home)
    out.mkdir(parents=True, exist_ok=True)
    measure = _measure_search if what == SEARCH else _measure_trust
    report, text = measure(settings, data or settings.data, out, seed)
    click.echo(json.dumps(report, ensure_ascii=False) if as_json else text)


def _measure_search(settings: Settings, data: Path, out: Path, seed: int) -> tuple[object, str]:
    from scripts.evaluate.report import write_report  # noqa: PLC0415 -- scikit-learn takes seconds to import
    from scripts.evaluate.run import evaluate, open_bench  # noqa: PLC0415

    report = evaluate(open_bench(settings, data, seed, bar))
    text = write_report(report)
    (out / "evaluation.md").write_text(text, encoding="utf-8")
    (out / "evaluation.json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return report, text


def _measure_trust(settings: Settings, data: Path, out: Path, seed: int) -> tuple[object, str]:
    """Measure, and put the tables into the page that is there."""
    from indexer.authenticity.weights import read_weights  # noqa: PLC0415
    from indexer.encoder import open_encoder  # noqa: PLC0415 -- torch takes seconds to import
    from scripts.trust.report import put_into, write_report  # noqa: PLC0415 -- and scikit-learn
    from scripts.trust.run import measure_trust  # noqa: PLC0415

    report = measure_trust(data, read_weights(settings.weights), seed, open_encoder(settings, bar))
    page = out / "trust.md"
    page.write_text(put_into(page.read_text("utf-8") if page.is_file() else "", report), encoding="utf-8")
    return report, write_report(report)
