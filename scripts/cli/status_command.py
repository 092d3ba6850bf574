"""`enmusubi status`: what is there, how fresh it is, and whether it is whole."""

import json
from pathlib import Path

import click

from indexer.catalogue.opening import open_existing
from indexer.catalogue.reading import CatalogueReader
from indexer.index.manifest import check_contents, check_sizes, read_manifest
from indexer.index.publishing import current_generation
from matcher.errors import IndexNotReady
from scripts.cli.options import home_option, settings_of


@click.command("status")
@home_option
@click.option("--check", is_flag=True, help="Read the live generation in full and compare its checksums.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def status_command(home: Path | None, check: bool, as_json: bool) -> None:
    """Say what the catalogue and the live generation hold."""
    settings = settings_of(home)
    reader = CatalogueReader(open_existing(settings.database))
    said = {"home": str(settings.home), "catalogue": reader.counts(), **_describe(settings.snapshots, reader, check)}
    click.echo(json.dumps(said) if as_json else "\n".join(f"{key:<12}{value}" for key, value in said.items()))


def _describe(snapshots: Path, reader: CatalogueReader, check: bool) -> dict[str, object]:
    try:
        folder = current_generation(snapshots)
    except IndexNotReady:
        return {"generation": None, "up_to_date": False}
    manifest = read_manifest(folder)
    check_sizes(folder, manifest)
    if check:
        check_contents(folder, manifest)
    return {
        "generation": manifest.generation,
        "up_to_date": manifest.watermark == reader.revision(),
        "made_at": manifest.made_at,
        "encoder": manifest.encoder,
        "creators": manifest.creators,
        "passages": manifest.passages,
        "bytes": sum(file.bytes for file in manifest.files.values()),
        "checked": check,
    }
