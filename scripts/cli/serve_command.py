"""`enmusubi serve`: the page on this machine, or behind a proxy that the settings name."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from scripts.cli.options import home_option, settings_of
from web.serving import check_address, check_reach, count_workers, serve, write_bind

COUNTS = "PROMETHEUS_MULTIPROC_DIR"  # where workers count together; the library reads it when it is imported


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="One that is not this machine's own needs a user.")
@click.option("--port", default=8000, show_default=True, type=int, help="Where to listen.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    help="Processes that answer  [default: one a core, at most 4].",
)
@home_option
def serve_page(host: str, port: int, workers: int | None, home: Path | None) -> None:
    """Serve the page until interrupted; requests under way are answered first."""
    settings = settings_of(home)
    check_reach(settings, host)
    check_address(host, port)
    click.echo(f"http://{write_bind(host, port)}")
    with _counting_together():
        serve(settings, host, port, workers or count_workers())


@contextmanager
def _counting_together() -> Iterator[None]:
    """Give the workers a folder for their counts, and take it away when the server ends, not when a worker does."""
    folder, owner = tempfile.mkdtemp(prefix="enmusubi-counts-"), os.getpid()
    os.environ[COUNTS] = folder
    try:
        yield
    finally:
        if os.getpid() == owner:
            shutil.rmtree(folder, ignore_errors=True)
