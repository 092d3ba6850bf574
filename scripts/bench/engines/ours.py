"""The product's engine: filter to bitmap, then the planned search."""

from collections.abc import Sequence
from pathlib import Path

from indexer.index.filters import Filters, write_filters
from indexer.index.vectors.ivf import Ivf
from indexer.index.vectors.writing import write_vectors
from matcher.domain import Filter
from matcher.lens import Rows
from scripts.bench.workload import Workload


class Ours:
    """Both files of the product, without the rest of a generation."""

    def build(self, work: Workload, folder: Path) -> None:
        """Write vectors, calibrated on queries that are kept apart, and bitmaps in their order."""
        order = write_vectors(folder, work.vectors, work.calibrating)
        write_filters(folder, work.columns, order)

    def open(self, work: Workload, folder: Path) -> None:
        """Map both."""
        self.filters = Filters(folder, work.columns)
        self._engine = Ivf(folder)

    def turn(self, knob: str) -> None:
        """There is one setting: the calibrated one."""

    def prepare(self, must: Filter) -> Filter:
        """Return the product's own filter."""
        return must

    def search(self, query: Rows, k: int, ready: Filter) -> Sequence[int]:
        """Filter and search."""
        _, rows = self._engine.search(query, k, self.filters.passing(ready))
        found: list[int] = rows.tolist()
        return found
