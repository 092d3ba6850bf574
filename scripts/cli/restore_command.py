"""`enmusubi restore`: a backup becomes the home again."""

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import click

from indexer.backup import restore
from indexer.catalogue.opening import open_existing
from indexer.forgetting.erasing import forget_again
from indexer.forgetting.scrubbing import scrub_index
from indexer.index.publishing import last_live
from indexer.jobs.indexing import open_workshop
from scripts.cli.options import bar, home_option, settings_of


@click.command("restore")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@home_option
def restore_command(folder: Path, as_json: bool, home: Path | None) -> None:
    """Put the backup in FOLDER into a home that has no catalogue; whom this home has forgotten stays forgotten."""
    settings = settings_of(home)
    copied = restore(folder, settings)
    engine, now = open_existing(settings.database), datetime.now(UTC)
    if forget_again(engine, settings, now):
        scrub_index(open_workshop(settings, engine, bar))
        copied = replace(copied, generation=last_live(settings.snapshots) or None)
    index = f"{copied.generation} is live." if copied.generation else "Run `enmusubi index`: the backup holds no index."
    said = f"{copied.folder} holds the catalogue ({copied.catalogue_bytes:,} bytes). {index}"
    click.echo(json.dumps(asdict(copied)) if as_json else said)
