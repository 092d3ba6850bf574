"""`enmusubi backup`: a copy of everything, made while it serves."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from indexer.backup import back_up
from scripts.cli.options import home_option, settings_of


@click.command("backup")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--catalogue-only", is_flag=True, help="Leave the index out: it can be rebuilt.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@home_option
def backup_command(folder: Path, catalogue_only: bool, as_json: bool, home: Path | None) -> None:
    """Copy catalogue and live index to a new FOLDER, which is itself a home folder."""
    copied = back_up(settings_of(home), folder, catalogue_only=catalogue_only)
    index = f"{copied.generation} ({copied.index_bytes:,} bytes)" if copied.generation else "no index"
    said = f"{copied.folder} holds the catalogue ({copied.catalogue_bytes:,} bytes) and {index}."
    click.echo(json.dumps(asdict(copied)) if as_json else said)
