"""`enmusubi rollback`: the generation before the live one serves again."""

import json
from pathlib import Path

import click

from indexer.encoder import name_encoder
from indexer.index.rollback import roll_back
from scripts.cli.options import home_option, settings_of


@click.command("rollback")
@home_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def rollback_command(home: Path | None, as_json: bool) -> None:
    """Go back to the index before the live one; `enmusubi index` goes forward again."""
    settings = settings_of(home)
    done = roll_back(settings.snapshots)
    said = {
        "generation": done.manifest.generation,
        "left": done.left,
        "made_at": done.manifest.made_at,
        "creators": done.manifest.creators,
        "encoder": done.manifest.encoder,
        "readable": done.manifest.encoder == name_encoder(settings),
    }
    click.echo(json.dumps(said) if as_json else _say(said))


def _say(said: dict[str, object]) -> str:
    lines = [
        f"{said['generation']} of {said['made_at']} with {said['creators']:,} creators is live again; "
        f"{said['left'] or 'what was live'} is left.",
        "To go forward again, run `enmusubi index`: it builds a new generation from the catalogue.",
    ]
    if not said["readable"]:
        lines.append(f"It was built with {said['encoder']}: set ENMUSUBI_MODEL back, or it is refused.")
    return "\n".join(lines)
