"""One set of creators with queries, filters and exact answers, as files that every engine's process maps."""

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from indexer.index.arrays import map_array, write_arrays
from indexer.index.columns import STORED, Columns
from matcher.domain import Filter
from matcher.lens import Rows
from scripts.bench.asks import AGAINST, SHARES, Asker, read_filter, write_filter
from scripts.bench.made import CATEGORIES, DIMENSION, RECIPES, Places, make_creators, make_queries, make_world
from scripts.bench.people import COUNTRIES, HOMES, LANGUAGES, PLATFORMS, make_columns
from scripts.bench.real import Source, mix_real
from scripts.bench.truth import Found, find_truth

CALIBRATING, ASKING = 0, 1  # draws of queries: what engines may be tuned with, and what they are judged by
Half = npt.NDArray[np.float16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be made."""

    data: str  # "made", "hard" or "real"
    size: int
    queries: int
    seed: int
    source: Path | None = None  # of real vectors: a file (n, d) of half precision

    @property
    def name(self) -> str:
        """What tells this set from others."""
        return f"{self.data}-{self.size}-{self.queries}-{self.seed}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """A set that is ready."""

    wanted: Wanted
    vectors: Half  # (n, d), mapped
    calibrating: Rows  # (q, d), kept apart from `asking`
    asking: Rows  # (q, d)
    columns: Columns
    asks: Mapping[str, list[Filter]]  # by cell, one a query
    truth: Mapping[str, Found]  # by cell, (q, DEPTH) rows

    @property
    def size(self) -> int:
        """How many creators there are."""
        return len(self.vectors)


def open_workload(folder: Path, wanted: Wanted) -> Workload:
    """Map a set, making it first where it is not there yet."""
    place = folder / wanted.name
    if not (place / "asks.json").exists():
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        _write(place, wanted)
    asks = json.loads((place / "asks.json").read_text("utf-8"))
    return Workload(
        wanted=wanted,
        vectors=map_array(place, "vectors"),
        calibrating=np.array(map_array(place, "calibrating")),
        asking=np.array(map_array(place, "asking")),
        columns=_open_columns(place),
        asks={cell: [read_filter(held) for held in each] for cell, each in asks.items()},
        truth={cell: np.array(map_array(place, f"truth-{number}")) for number, cell in enumerate(asks)},
    )


def _write(place: Path, wanted: Wanted) -> None:
    steps, calibrating, asking = _draw(wanted)
    vectors = np.lib.format.open_memmap(
        place / "vectors.npy", mode="w+", dtype=np.float16, shape=(wanted.size, asking.shape[1])
    )
    categories = np.zeros(wanted.size, np.int64)
    at = 0
    for step, group in steps:
        vectors[at : at + len(step)], categories[at : at + len(step)] = step, group
        at += len(step)
    vectors.flush()
    columns = make_columns(categories, wanted.seed)
    asks = _ask(columns, _find_homes(vectors, columns), asking, wanted.seed)
    truth = find_truth(vectors, asking, columns, asks)
    arrays = {name: getattr(columns, name) for name in STORED} | {"calibrating": calibrating, "asking": asking}
    write_arrays(place, arrays | {f"truth-{number}": rows for number, rows in enumerate(truth.values())})
    held = {cell: [write_filter(must) for must in musts] for cell, musts in asks.items()}
    (place / "asks.json").write_text(json.dumps(held), encoding="utf-8")  # last: it says that all is there


def _draw(wanted: Wanted) -> tuple[Iterator[tuple[Half, Places]], Rows, Rows]:
    if wanted.data == "real":
        source = Source(np.load(str(wanted.source), mmap_mode="r"), wanted.queries, wanted.seed)
        return mix_real(source, wanted.size), source.calibrating, source.asking
    world = make_world(wanted.seed, DIMENSION)
    calibrating, asking = (make_queries(world, wanted.queries, draw) for draw in (CALIBRATING, ASKING))
    return make_creators(world, RECIPES[wanted.data], wanted.size), calibrating, asking


def _find_homes(vectors: Half, columns: Columns) -> Rows:
    """Return the mean vector of those who live in the home of each category; zeros where nobody does."""
    means = np.zeros((CATEGORIES, vectors.shape[1]), np.float32)
    for number in range(CATEGORIES):
        rows = np.flatnonzero(columns.region == len(COUNTRIES) + number)[:5_000]
        if len(rows):
            means[number] = vectors[rows].astype(np.float32).mean(axis=0)
    return means


def _ask(columns: Columns, homes: Rows, asking: Rows, seed: int) -> dict[str, list[Filter]]:
    asker = Asker(columns, seed)
    asks = {cell: [asker.ask(share) for _ in asking] for cell, share in SHARES.items()}
    return asks | {AGAINST: [asker.ask_against(homes, query) for query in asking]}


def _open_columns(place: Path) -> Columns:
    return Columns(
        **{name: map_array(place, name) for name in STORED},
        platforms=PLATFORMS,
        regions=COUNTRIES + HOMES,
        languages=LANGUAGES,
    )
