"""What several commands share: the home folder, and bars on standard error."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from tqdm import tqdm

from indexer.progress import Advance
from indexer.settings import Settings, read_settings

home_option = click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of catalogue, index and models  [default: ENMUSUBI_HOME, else a folder of your user].",
)


def settings_of(home: Path | None) -> Settings:
    """Read the settings; the folder given on the command line wins over the environment."""
    return read_settings(os.environ, home)


@contextmanager
def bar(total: int, what: str) -> Iterator[Advance]:
    """Show a bar with rate and time left on standard error, and leave a line behind."""
    with tqdm(total=total, desc=what, file=sys.stderr, dynamic_ncols=True, unit_scale=True) as shown:
        yield shown.update
