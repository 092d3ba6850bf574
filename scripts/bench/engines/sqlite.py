"""sqlite-vec: an exact scan inside SQLite with columns of metadata."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from matcher.domain import Filter
from matcher.lens import Rows
from scripts.bench.engines.places import name_places
from scripts.bench.workload import Workload

apsw: Any = import_module("apsw")
sqlite_vec: Any = import_module("sqlite_vec")

FILE = "vectors.db"
FIELDS = "language integer, region integer, platform integer, followers integer"
STEP = 10_000


class SqliteVec:
    """It knows no inner product: one more axis brings all vectors to one length, then the nearest has the largest."""

    def build(self, work: Workload, folder: Path) -> None:
        """Write the table."""
        self._connect(folder)
        width = work.vectors.shape[1] + 1
        self._db.execute(f"create virtual table v using vec0(embedding float[{width}] distance_metric=l2, {FIELDS})")
        longest = max(float(_square(work.vectors[at : at + STEP]).max()) for at in range(0, work.size, STEP))
        for at in range(0, work.size, STEP):
            with self._db:
                self._db.executemany(
                    "insert into v(rowid, embedding, language, region, platform, followers) values (?, ?, ?, ?, ?, ?)",
                    _rows(work, at, longest),
                )
        self._db.close()

    def open(self, work: Workload, folder: Path) -> None:
        """Open the database with all of it in the cache of pages."""
        self._connect(folder)
        self._db.execute("pragma mmap_size = 4000000000")
        self._columns = work.columns

    def turn(self, knob: str) -> None:
        """There is nothing to set."""

    def prepare(self, must: Filter) -> str:
        """Return the conditions of a statement."""
        named = name_places(must, self._columns)
        parts = [f"and {field} in ({', '.join(map(str, places))})" for field, places in named.items()]
        if must.followers.min is not None:
            parts.append(f"and followers >= {must.followers.min}")
        if must.followers.max is not None:
            parts.append(f"and followers <= {must.followers.max}")
        return " ".join(parts)

    def search(self, query: Rows, k: int, ready: str) -> Sequence[int]:
        """Ask in SQL."""
        asked = np.append(query, np.float32(0)).tobytes()
        statement = f"select rowid from v where embedding match ? and k = {k} {ready}"  # noqa: S608 -- our own numbers
        return [row for (row,) in self._db.execute(statement, (asked,))]

    def _connect(self, folder: Path) -> None:
        self._db = apsw.Connection(str(folder / FILE))
        self._db.enable_load_extension(True)
        self._db.load_extension(sqlite_vec.loadable_path())


def _square(vectors: np.ndarray) -> np.ndarray:
    squares: np.ndarray = np.square(vectors.astype(np.float32)).sum(axis=1)
    return squares


def _rows(work: Workload, at: int, longest: float) -> Iterator[tuple[object, ...]]:
    part = work.vectors[at : at + STEP].astype(np.float32)
    last = np.sqrt(np.maximum(longest - np.square(part).sum(axis=1), 0))
    longer = np.concatenate([part, last[:, None]], axis=1).astype(np.float32)
    columns = work.columns
    fields = np.stack([columns.language[:, 0], columns.region, columns.platform, columns.followers], axis=1)
    for row, (vector, values) in enumerate(zip(longer, fields[at : at + STEP].tolist(), strict=True), start=at):
        yield row, vector.tobytes(), *values
