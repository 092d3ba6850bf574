"""`enmusubi export-person`: everything that is stored about one creator."""

import json
from pathlib import Path

import click

from indexer.catalogue.opening import open_existing
from indexer.forgetting.telling import export_person
from scripts.cli.options import home_option, settings_of


@click.command("export-person")
@click.argument("platform")
@click.argument("external_id")
@home_option
def export_person_command(platform: str, external_id: str, home: Path | None) -> None:
    """Print everything that is stored about the creator EXTERNAL_ID of PLATFORM, as JSON."""
    settings = settings_of(home)
    told = export_person(open_existing(settings.database), settings, (platform, external_id))
    click.echo(json.dumps(told, ensure_ascii=False, indent=2, default=str))
