"""`enmusubi status`: what is there, how fresh it is, and whether it is whole."""

import json
from pathlib import Path

import click

from indexer.catalogue.opening import open_existing
from indexer.catalogue.reading import CatalogueReader
from indexer.index.manifest import Manifest, check_contents, check_sizes, read_manifest
from indexer.index.publishing import current_generation, is_unfinished, previous_generation
from indexer.index.sizes import measure_parts
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
    click.echo(json.dumps(said) if as_json else "\n".join(f"{key:<18}{_show(said[key])}" for key in said))


def _describe(snapshots: Path, reader: CatalogueReader, check: bool) -> dict[str, object]:
    unfinished = {"unfinished_build": is_unfinished(snapshots)}
    try:
        folder = current_generation(snapshots)
    except IndexNotReady:
        return {"generation": None, "up_to_date": False, **unfinished}
    manifest = read_manifest(folder)
    check_sizes(folder, manifest)
    if check:
        check_contents(folder, manifest)
    previous = previous_generation(snapshots)
    return {
        "generation": manifest.generation,
        "up_to_date": manifest.watermark == reader.revision(),
        "made_at": manifest.made_at,
        "encoder": manifest.encoder,
        "creators": manifest.creators,
        "passages": manifest.passages,
        **_measure(manifest),
        "previous": previous.name if previous else None,
        **unfinished,
        "checked": check,
    }


def _measure(manifest: Manifest) -> dict[str, object]:
    parts = measure_parts(manifest.files)
    return {
        "bytes": sum(parts.values()),
        "bytes_by_part": parts,
        "bytes_a_creator": {part: round(count / max(manifest.creators, 1)) for part, count in parts.items()},
    }


def _show(said: object) -> str:
    return ", ".join(f"{key} {count:,}" for key, count in said.items()) if isinstance(said, dict) else str(said)
