"""`enmusubi restore`: a backup becomes the home again."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from indexer.backup import restore
from scripts.cli.options import home_option, settings_of


@click.command("restore")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@home_option
def restore_command(folder: Path, as_json: bool, home: Path | None) -> None:
    """Put the backup in FOLDER into a home that has no catalogue."""
    copied = restore(folder, settings_of(home))
    index = f"{copied.generation} is live." if copied.generation else "Run `enmusubi index`: the backup holds no index."
    said = f"{copied.folder} holds the catalogue ({copied.catalogue_bytes:,} bytes). {index}"
    click.echo(json.dumps(asdict(copied)) if as_json else said)
