"""`enmusubi import`: takes creators from a file into the catalogue."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click
from tqdm import tqdm

from indexer.catalogue.opening import open_catalogue
from indexer.importers.run import ImportOptions, ImportSummary, import_path
from indexer.importers.shapes import SHAPES, recognise_input
from indexer.settings import Settings
from scripts.cli.options import home_option, settings_of


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--as", "shape", type=click.Choice(list(SHAPES)), help="What PATH is  [default: told by itself].")
@home_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def import_command(context: click.Context, path: Path, shape: str | None, home: Path | None, as_json: bool) -> None:
    """Import creators from PATH: JSON Lines, CSV, or a folder of CSV files.

    Creators are added or brought up to date, never deleted. Rows that cannot be taken go to a rejects file with
    the reason, and the exit code is 1. A broken-off import goes on where it stopped when it is run again.
    """
    summary = _import(path, shape, settings_of(home))
    click.echo(_show_json(summary) if as_json else _show_sentences(summary))
    context.exit(1 if summary.rejected else 0)


def _import(path: Path, shape: str | None, settings: Settings) -> ImportSummary:
    size = recognise_input(path, shape).size  # what cannot be read must not leave an empty catalogue behind
    engine = open_catalogue(settings.database)
    try:
        with _progress_bar(size) as progress:
            options = ImportOptions(
                rejects=settings.rejects, now=datetime.now(UTC), progress=progress, salt=settings.salt
            )
            return import_path(path, shape, engine, options)
    finally:
        engine.dispose()


@contextmanager
def _progress_bar(size: int) -> Iterator[Callable[[int, int], None]]:
    """Give a function that moves a bar on standard error; a resumed import begins where it stopped."""
    with tqdm(total=size, desc="Importing", unit="B", unit_scale=True, dynamic_ncols=True, file=sys.stderr) as bar:

        def move(read: int, _size: int) -> None:
            bar.update(read - bar.n)

        yield move


def _show_json(summary: ImportSummary) -> str:
    return json.dumps(asdict(summary), ensure_ascii=False, default=str)


def _show_sentences(summary: ImportSummary) -> str:
    creators = f"{summary.new:,} new, {summary.changed:,} changed, {summary.unchanged:,} unchanged creators"
    lines = [f"{summary.accepted:,} accepted, {summary.rejected:,} rejected; {creators}."]
    if summary.resumed_from:
        lines.append(f"Went on after row {summary.resumed_from:,}, where an earlier import broke off.")
    if summary.repeated:
        lines.append(f"{summary.repeated:,} repeated an earlier row of the file: the later one counts.")
    if summary.ignored:
        ignored = ", ".join(f"{name} ({times:,})" for name, times in summary.ignored.items())
        lines.append(f"Fields without a meaning here were left out: {ignored}.")
    if summary.rejects:
        lines.append(f"The rejected rows, with reasons: {summary.rejects}")
    return "\n".join(lines)
