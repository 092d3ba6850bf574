"""`enmusubi key`: what programs show to the API."""

from datetime import UTC, datetime
from pathlib import Path

import click

from indexer.catalogue.access import keys
from indexer.catalogue.access.keys import SCOPES, Key
from indexer.catalogue.opening import open_catalogue, open_existing
from scripts.cli.options import home_option, settings_of


@click.group("key")
def key_command() -> None:
    """Make, list and revoke the keys of programs that use the API."""


@key_command.command("create")
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice(SCOPES),
    default=("read",),
    show_default=True,
    help="What it opens; each holds those before it.",
)
@home_option
def create(name: str, scopes: tuple[str, ...], home: Path | None) -> None:
    """Make a key called NAME. It is printed once and stored nowhere: keep it now."""
    engine = open_catalogue(settings_of(home).database)
    key, text = keys.create_key(engine, name, scopes, datetime.now(UTC))
    click.echo(text)
    click.echo(f"Keep it: it is not shown again. To revoke it: enmusubi key revoke {key.prefix}", err=True)


@key_command.command("list")
@home_option
def list_them(home: Path | None) -> None:
    """List all keys: beginning, name, scopes, when made, last used and revoked."""
    for key in keys.list_keys(open_existing(settings_of(home).database)):
        click.echo(_describe(key))


@key_command.command("revoke")
@click.argument("prefix")
@home_option
def revoke(prefix: str, home: Path | None) -> None:
    """Revoke the key that begins with PREFIX, at once and for good."""
    key = keys.revoke_key(open_existing(settings_of(home).database), prefix, datetime.now(UTC))
    click.echo(f"{key.prefix} ({key.name}) no longer opens anything.")


def _describe(key: Key) -> str:
    scopes = ",".join(scope for scope in SCOPES if scope in key.scopes)
    used = "never used" if key.used_at is None else f"used {key.used_at:%Y-%m-%d %H:%M}"
    state = "in use" if key.revoked_at is None else f"revoked {key.revoked_at:%Y-%m-%d}"
    return "\t".join((key.prefix, key.name, scopes, f"made {key.made_at:%Y-%m-%d}", used, state))
