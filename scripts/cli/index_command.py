"""`enmusubi index`: tag, embed and publish what the catalogue holds."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from indexer.catalogue.opening import open_existing
from indexer.encoder import name_encoder, open_encoder
from indexer.index.reindex import Built, Workshop, reindex
from scripts.cli.options import bar, home_option, settings_of


@click.command("index")
@home_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def index_command(home: Path | None, as_json: bool) -> None:
    """Build the index from the catalogue; only what changed is embedded."""
    settings = settings_of(home)
    built = reindex(
        Workshop(
            engine=open_existing(settings.database),
            snapshots=settings.snapshots,
            encoder=name_encoder(settings),
            open_encoder=lambda: open_encoder(settings, bar),
            progress=bar,
            now=datetime.now(UTC),
            detector=settings.detector,
        )
    )
    click.echo(json.dumps(asdict(built)) if as_json else _say(built))


def _say(built: Built) -> str:
    if not built.changed:
        return f"Nothing changed: {built.generation} with {built.creators:,} creators stays; 0 passages embedded."
    return (
        f"Published {built.generation}: {built.creators:,} creators; embedded {built.embedded_passages:,} passages "
        f"and {built.embedded_views:,} views, kept {built.kept:,}; tagged {built.tagged:,} creators."
    )
