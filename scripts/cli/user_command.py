"""`enmusubi user`: who signs in to the page."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from indexer.catalogue.access import users
from indexer.catalogue.access.users import ROLES
from indexer.catalogue.opening import open_catalogue, open_existing
from scripts.cli.options import home_option, settings_of
from web.access.passwords import hash_password


@click.group("user")
def user_command() -> None:
    """Add, list and remove the people who sign in to the page.

    Once there is one, the page asks to sign in, and the API asks for a key, on this machine, too.
    """


@user_command.command("add")
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice(ROLES),
    help="viewer reads, editor writes, admin manages  [default: admin for the first, else editor].",
)
@home_option
def add(name: str, role: str | None, home: Path | None) -> None:
    """Add a user; the password is asked for, or read from standard input."""
    settings = settings_of(home)
    users.read_name(name)
    hashed = hash_password(_ask_password())
    added = users.add_user(open_catalogue(settings.database), name, hashed, role, datetime.now(UTC))
    click.echo(f"{added.name} can sign in ({added.role}).")


@user_command.command("list")
@home_option
def list_them(home: Path | None) -> None:
    """List who can sign in, with role and day they were added."""
    for user in users.list_users(open_existing(settings_of(home).database)):
        click.echo(f"{user.name}\t{user.role}\t{user.made_at:%Y-%m-%d}")


@user_command.command("remove")
@click.argument("name")
@home_option
def remove(name: str, home: Path | None) -> None:
    """Remove a user, who is signed out everywhere."""
    users.remove_user(open_existing(settings_of(home).database), name)
    click.echo(f"{name} can no longer sign in.")


@user_command.command("password")
@click.argument("name")
@home_option
def change_password(name: str, home: Path | None) -> None:
    """Give a user another password, and sign them out everywhere."""
    engine = open_existing(settings_of(home).database)
    users.change_password(engine, name, hash_password(_ask_password()))
    click.echo(f"{name} signs in with the new password from now on.")


def _ask_password() -> str:
    """Ask twice where somebody types; take the first line of what is piped in."""
    if sys.stdin.isatty():
        password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return password
    return sys.stdin.readline().rstrip("\n")
