"""The whole product at full size: index, re-index, requests, memory; vectors as if they were given."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter

from sqlalchemy import URL

from indexer.catalogue.opening import open_catalogue, open_existing
from indexer.index.publishing import current_generation
from indexer.index.reindex import Built, reindex
from indexer.index.workshop import Workshop
from indexer.progress import silent
from indexer.settings import Settings
from indexer.shelves import Shelves
from matcher.domain import Answer, Brief, Filter
from matcher.ports import Shelf
from matcher.search import find_matches
from scripts.bench.catalogue import change_some, fill_catalogue, read_vocabulary
from scripts.bench.given import NAME, GivenEncoder
from scripts.bench.memory import measure_folder, read_memory, read_peak
from scripts.bench.parts import PartTimes, watch
from scripts.bench.process import Say, Task, serve_task
from scripts.bench.timing import find_percentiles
from scripts.bench.workload import Workload, open_workload

CHANGED = 0.01  # share of the creators that have a new post when the index is built again
ASKED = ("100 %", "10 %", "1 %", "0.1 %")  # the cells whose filters are asked for in turn
NOW = datetime(2026, 10, 1, tzinfo=UTC)
WARMING = 5


def measure_product(task: Task, _core: int | None, say: Say) -> None:
    """Say how long index, re-index and requests take."""
    work = open_workload(task.folder, task.wanted)
    settings = make_settings(task.place)
    if "index" in task.cells or not (settings.snapshots / "CURRENT").exists():
        say("index", build_index(settings, work))
    if "reindex" in task.cells:
        change_some(open_existing(settings.database), round(CHANGED * work.size), work.size, task.wanted.seed)
        say("reindex", _index(settings))
    if "request" in task.cells:
        say("request", measure_requests(settings, work))


def make_settings(home: Path) -> Settings:
    """Return settings of a home folder whose encoder is the given one."""
    database = URL.create("sqlite", database=str(home / "catalogue.db")).render_as_string()
    return Settings(home=home, database=database, model=NAME)


def build_index(settings: Settings, work: Workload) -> dict[str, object]:
    """Fill an empty catalogue and index it."""
    shutil.rmtree(settings.home, ignore_errors=True)
    engine = open_catalogue(settings.database)
    tagger = _make_workshop(settings, GivenEncoder()).tagger
    begun = perf_counter()
    fill_catalogue(engine, work.columns, tagger, work.wanted.seed)
    engine.dispose()
    return {"filling": round(perf_counter() - begun, 1), **_index(settings)}


def measure_requests(settings: Settings, work: Workload) -> dict[str, object]:
    """Ask for 20 creators with their evidence, under the filters of several cells in turn."""
    encoder = GivenEncoder()
    before = read_memory()
    shelves = Shelves(settings, lambda: encoder)
    briefs = _make_briefs(work)
    times = PartTimes()
    for brief in briefs[:WARMING]:
        _answer(brief, shelves.current(), times)
    times.clear()
    for brief in briefs[WARMING:]:
        _answer(brief, shelves.current(), times)
    grown = {kind: held - before[kind] for kind, held in read_memory().items()}
    parts = {part: find_percentiles(found) for part, found in times.list_parts().items()}
    return {"requests": len(briefs) - WARMING, "creators": work.size, "parts": parts, "grown": grown}


def _answer(brief: Brief, shelf: Shelf, times: PartTimes) -> None:
    """Answer one brief from text to JSON; the filter is counted first, so that its time is its own."""
    from web.show import show_answer  # noqa: PLC0415 -- web's libraries are no part of the other cells

    watched = watch(shelf, times)
    answer, _ = times.take("in all", partial(_find, brief, watched))
    shown, _ = times.take("json", lambda: json.dumps(show_answer(answer), ensure_ascii=False))
    times.finish(len(shown))


def _find(brief: Brief, shelf: Shelf) -> Answer:
    shelf.vectors.count(brief.filter)
    return find_matches(brief, _OneShelf(shelf))


class _OneShelf:
    """Gives the same shelf to one answer."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def current(self) -> Shelf:
        """Return it."""
        return self._shelf


def _make_briefs(work: Workload) -> list[Brief]:
    vocabulary = next(iter(read_vocabulary().values()))
    musts: list[Filter] = [must for row in zip(*(work.asks[cell] for cell in ASKED), strict=True) for must in row]
    return [
        Brief(text=f"Creators for {vocabulary[place % len(vocabulary)]}", language="en", filter=must, limit=20)
        for place, must in enumerate(musts)
    ]


def _index(settings: Settings) -> dict[str, object]:
    encoder = GivenEncoder()
    shop = _make_workshop(settings, encoder)
    built, took = time_index(lambda: reindex(shop))
    shop.engine.dispose()
    live = current_generation(settings.snapshots)
    return {
        "seconds": round(took, 2),
        "encoder seconds": round(encoder.spent, 2),
        "creators": built.creators,
        "embedded": encoder.texts,
        "disk": measure_folder(live),
        "peak": read_peak(),
    }


def time_index(act: Callable[[], Built]) -> tuple[Built, float]:
    """Return what a build did, and its seconds."""
    begun = perf_counter()
    built = act()
    return built, perf_counter() - begun


def _make_workshop(settings: Settings, encoder: GivenEncoder) -> Workshop:
    return Workshop(
        engine=open_existing(settings.database),
        snapshots=settings.snapshots,
        encoder=NAME,
        open_encoder=lambda: encoder,
        progress=silent,
        now=NOW,
    )


if __name__ == "__main__":
    serve_task(measure_product)
