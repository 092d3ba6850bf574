"""What an engine does to be measured."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from matcher.domain import Filter
from matcher.lens import Rows
from scripts.bench.workload import Workload


class Engine(Protocol):
    """Built once into a folder, then opened and asked. A creator is its row in the workload."""

    def build(self, work: Workload, folder: Path) -> None:
        """Write everything that `open` needs into an empty folder."""

    def open(self, work: Workload, folder: Path) -> None:
        """Be ready to be asked."""

    def turn(self, knob: str) -> None:
        """Search with this setting from now on."""

    def prepare(self, must: Filter) -> Any:  # noqa: ANN401 -- each engine's own
        """Return the filter as this engine reads it. Not timed."""

    def search(self, query: Rows, k: int, ready: Any) -> Sequence[int]:  # noqa: ANN401
        """Return the rows of at most k creators, best first. Timed."""
