"""A home full of made creators: many have vectors as if they were given, few are embedded by the true encoder."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from indexer.catalogue.opening import open_catalogue
from indexer.encoder import name_encoder, open_encoder
from indexer.index.reindex import reindex
from indexer.index.workshop import Workshop
from indexer.progress import Progress
from indexer.settings import Settings, read_settings
from matcher.ports import Encoder
from scripts.bench.catalogue import fill_catalogue
from scripts.bench.given import GivenEncoder
from scripts.bench.made import CATEGORIES
from scripts.bench.people import make_columns
from scripts.bench_load.plan import Options

EMBEDDED = 2_000  # up to so many are embedded truly: more take too long for a benchmark of answers
NOW = datetime(2026, 10, 1, tzinfo=UTC)
FILLED = "FILLED"


def stage_home(options: Options, progress: Progress) -> Path:
    """Return a home with so many creators, filled at the first call, and an index that this program reads."""
    home = options.home / "bench-load" / f"{options.creators}-{options.seed}"
    if not (home / FILLED).exists():
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
    _index(_open_settings(home, options), options, progress)
    return home


def _open_settings(home: Path, options: Options) -> Settings:
    """Return the settings of that home, which shares the unpacked model of the one it lies in."""
    shared = options.home / "models"
    if shared.is_dir() and not (home / "models").exists():
        (home / "models").symlink_to(shared.absolute())
    return read_settings({"ENMUSUBI_MODEL": options.model or ""}, home)


def _index(settings: Settings, options: Options, progress: Progress) -> None:
    """Fill the catalogue where it is empty; build the index where it is missing or of another format."""
    filled = settings.home / FILLED
    engine = open_catalogue(settings.database)
    shop = Workshop(
        engine=engine,
        snapshots=settings.snapshots,
        encoder=name_encoder(settings),
        open_encoder=_choose_encoder(settings, options, progress),
        progress=progress,
        now=NOW,
    )
    if not filled.exists():
        categories = np.random.default_rng([options.seed, 9]).integers(0, CATEGORIES, options.creators)
        fill_catalogue(engine, make_columns(categories, options.seed), shop.tagger, options.seed)
        filled.touch()
    reindex(shop)
    engine.dispose()


def _choose_encoder(settings: Settings, options: Options, progress: Progress) -> Callable[[], Encoder]:
    if options.creators <= EMBEDDED:
        return lambda: open_encoder(settings, progress)
    return GivenEncoder
