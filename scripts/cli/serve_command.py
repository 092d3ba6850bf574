"""`enmusubi serve`: the page on this machine."""

from pathlib import Path

import click

from scripts.cli.options import home_option, settings_of
from web.serving import check_address, check_reach, serve, write_bind


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="One that is not this machine's own needs a user.")
@click.option("--port", default=8000, show_default=True, type=int, help="Where to listen.")
@home_option
def serve_page(host: str, port: int, home: Path | None) -> None:
    """Serve the page until interrupted."""
    settings = settings_of(home)
    check_reach(settings, host)
    check_address(host, port)
    click.echo(f"http://{write_bind(host, port)}")
    serve(settings, host, port)
