"""`enmusubi index`: tag, embed and publish what the catalogue holds."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from indexer.authenticity.weights import read_weights
from indexer.catalogue.opening import open_existing
from indexer.encoder import name_encoder, open_encoder
from indexer.index.planning import JUDGED, NOTHING, SMALL
from indexer.index.preview import Preview, preview
from indexer.index.reindex import Built, reindex
from indexer.index.workshop import Workshop
from scripts.cli.options import bar, home_option, settings_of


@click.command("index")
@home_option
@click.option("--resume/--anew", default=True, help="Go on from what is embedded already, or embed everything again.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def index_command(home: Path | None, resume: bool, dry_run: bool, as_json: bool) -> None:
    """Bring the index up to the catalogue; only what changed is embedded."""
    if dry_run and not resume:
        raise click.UsageError("--dry-run says what --resume would do; with --anew everything is embedded again.")
    settings = settings_of(home)
    shop = Workshop(
        engine=open_existing(settings.database),
        snapshots=settings.snapshots,
        encoder=name_encoder(settings),
        open_encoder=lambda: open_encoder(settings, bar),
        progress=bar,
        now=datetime.now(UTC),
        detector=settings.detector,
        weights=read_weights(settings.weights),
    )
    done = preview(shop) if dry_run else reindex(shop, anew=not resume)
    if as_json:
        click.echo(json.dumps(asdict(done)))
    else:
        click.echo(_say_preview(done) if isinstance(done, Preview) else _say(done))


def _say(built: Built) -> str:
    if not built.changed:
        return f"Nothing changed: {built.generation} with {built.creators:,} creators stays; 0 passages embedded."
    if built.kind == JUDGED:
        return f"Published {built.generation}: {built.creators:,} audiences judged by other weights; nothing embedded."
    read = f"read {built.read:,} that changed, {built.deleted:,} gone" if built.kind == SMALL else "read all of them"
    return (
        f"Published {built.generation}: {built.creators:,} creators ({read}); embedded {built.embedded_passages:,} "
        f"passages and {built.embedded_views:,} views, kept {built.kept:,}; tagged {built.tagged:,} creators."
    )


def _say_preview(would: Preview) -> str:
    if would.kind == NOTHING:
        return "Nothing changed: nothing would be done."
    if would.kind == JUDGED:
        return "Would judge all audiences by other weights, and embed nothing."
    whole = "a delta over the last base" if would.kind == SMALL else "a new base of all creators"
    return (
        f"Would build {whole}: read {would.read:,} creators, {would.deleted:,} gone; embed {would.to_embed:,} texts, "
        f"keep {would.to_keep:,}; tag {would.untagged:,} creators."
    )
