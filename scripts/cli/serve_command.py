"""`enmusubi serve`: the page on this machine."""

import os
from pathlib import Path

import click

from indexer.settings import read_settings
from web.serving import check_address, serve, write_bind


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="A loopback address of this machine.")
@click.option("--port", default=8000, show_default=True, type=int, help="Where to listen.")
@click.option("--home", type=click.Path(path_type=Path), help="The folder that holds the catalogue and the index.")
def serve_page(host: str, port: int, home: Path | None) -> None:
    """Serve the page until interrupted."""
    settings = read_settings(os.environ, home)
    check_address(host, port)
    click.echo(f"http://{write_bind(host, port)}")
    serve(settings, host, port)
