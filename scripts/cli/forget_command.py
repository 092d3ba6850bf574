"""`enmusubi forget`: creators and all that is stored about them, gone."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from indexer.catalogue.opening import open_existing
from indexer.forgetting.erasing import forget_creators
from indexer.forgetting.scrubbing import scrub_index
from indexer.jobs.indexing import open_workshop
from scripts.cli.options import bar, home_option, settings_of


@click.command("forget")
@click.argument("platform")
@click.argument("external_ids", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@home_option
def forget_command(platform: str, external_ids: tuple[str, ...], as_json: bool, home: Path | None) -> None:
    """Forget the creators of PLATFORM with these EXTERNAL_IDS, for good.

    Catalogue, shortlists, shares, rejected rows and the index are rid of them, the index before the live one is taken
    away, and no import brings them back. If it is broken off, run it again. Backups are yours to delete.
    """
    settings, now = settings_of(home), datetime.now(UTC)
    engine = open_existing(settings.database)
    keys = [(platform, name) for name in external_ids]
    forgotten = forget_creators(engine, settings, keys, now)
    built = scrub_index(open_workshop(settings, engine, bar))
    generation = built.generation if built is not None else None
    if as_json:
        click.echo(json.dumps({**asdict(forgotten), "generation": generation}))
        return
    rows = ", ".join(f"{count:,} of {kind}" for kind, count in forgotten.erased.items() if count)
    click.echo(f"Forgot {forgotten.creators:,} of {len(keys):,} creators ({rows or 'no rows'}).")
    click.echo(f"Took {forgotten.rejected_rows:,} rejected rows away. Index: {generation or 'none'}.")
    if forgotten.uploads:
        click.echo(f"Cancelled the jobs whose uploads named them, and took the files away: {forgotten.uploads}")
    click.echo("Backups made before now still hold them: delete those.")
