"""What judging costs, beside the rest of indexing."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from indexer.authenticity.benches import measure_bench
from indexer.authenticity.signals import read_signals, write_signals
from indexer.catalogue.histories import load_histories
from indexer.catalogue.opening import open_catalogue
from indexer.catalogue.reading import CatalogueReader
from indexer.importers.run import ImportOptions, import_path
from indexer.index.reindex import reindex
from indexer.index.workshop import Workshop
from indexer.progress import silent
from indexer.settings import read_settings
from matcher.authenticity.creator import judge_creator
from matcher.authenticity.signals import measure_signals
from matcher.authenticity.weights import Weights
from matcher.domain import Creator
from matcher.ports import Encoder
from scripts.demo_data import write_demo

FIRST, CREATORS = 20, 200  # of the invented sample


def measure_cost(encoder: Encoder, weights: Weights, seed: int) -> dict[str, float]:
    """Return seconds of processor time: of indexing new creators of the sample, and of all that judging adds to it.

    The lens, whose cost is the same for any number of creators, is fitted before.
    """
    with TemporaryDirectory() as folder:
        home = Path(folder)
        write_demo(home / "demo", creators=FIRST + CREATORS, seed=seed)
        rows = (home / "demo" / "creators.jsonl").read_text("utf-8").splitlines(keepends=True)
        settings = read_settings({}, home)
        engine, now = open_catalogue(settings.database), datetime.now(UTC)
        shop = Workshop(
            engine=engine,
            snapshots=settings.snapshots,
            encoder=encoder.name,
            open_encoder=lambda: encoder,
            progress=silent,
            now=now,
            weights=weights,
        )
        options = ImportOptions(rejects=settings.rejects, now=now)
        _import(rows[:FIRST], home / "first.jsonl", engine, options)
        reindex(shop)
        _import(rows[FIRST:], home / "new.jsonl", engine, options)
        indexing = _time(lambda: reindex(shop))
        new = [creator for page in CatalogueReader(engine).stream(after=FIRST) for creator in page]
        judging = _time(lambda: _judge(load_histories(engine, new), weights, now))
        engine.dispose()
    return {"creators": CREATORS, "indexing": indexing, "judging": judging, "share": judging / indexing}


def _import(rows: list[str], path: Path, engine: Engine, options: ImportOptions) -> None:
    path.write_text("".join(rows), encoding="utf-8")
    import_path(path, "jsonl", engine, options)


def _judge(creators: list[Creator], weights: Weights, now: datetime) -> None:
    """Do all that indexing does for authenticity."""
    written = [write_signals(measure_signals(creator, now.date())) for creator in creators]
    bench = measure_bench(lambda: [one for each in written if (one := read_signals(each)) is not None], weights)
    for each in written:
        if (signals := read_signals(each)) is not None:
            judge_creator(signals, bench)


def _time(act: Callable[[], object]) -> float:
    begun = time.process_time()
    act()
    return time.process_time() - begun
