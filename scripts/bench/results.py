"""What one run knows, and one row of what is held up against a goal."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Cells = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """One row of the table."""

    what: str
    measured: float | None  # None: it was not measured
    goal: float
    floor: float
    rising: bool = False  # True: more is better
    note: str = ""
    applies: bool = True  # False: this machine lacks what the goal was set for

    @property
    def verdict(self) -> str:
        """Say what the measurement comes to."""
        if self.measured is None:
            return "not measured"
        if not self.applies:
            return "no goal here"
        sign = -1 if self.rising else 1
        if sign * self.measured <= sign * self.goal:
            return "goal met"
        return "floor met" if sign * self.measured <= sign * self.floor else "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What one run knows."""

    creators: int
    small: int
    cells: Cells
    computes_in_bfloat16: bool = False

    def find(self, cell: str) -> Mapping[str, Any] | None:
        """Return a cell; None where it is not there, failed, or its library is absent."""
        found = self.cells.get(cell)
        return None if found is None or {"failed", "absent"} & set(found) else found

    def find_one(self, module: str, cell: str) -> Mapping[str, Any] | None:
        """Return a module's cell of whatever size; of the largest where there are several."""
        names = [name for name in self.cells if name.startswith(f"{module}/") and name.endswith(f"/{cell}")]
        return self.find(max(names, key=lambda name: int(name.split("/")[1]))) if names else None

    def search(self, data: str, size: int, engine: str, cell: str) -> Mapping[str, Any] | None:
        """Return a cell of an engine; None where it is not there or failed."""
        return self.find(f"search/{data}/{size}/{engine}/{cell}")

    def ours(self, cell: str, size: int, data: str = "made") -> Mapping[str, Any] | None:
        """Return a cell of the product's engine."""
        return self.search(data, size, "ours", f"product/{cell}")

    def find_filter_time(self, cell: str) -> float | None:
        """Return the median of the product's filter, at the full size."""
        found = self.find(f"filtering/{self.creators}/{cell}")
        return None if found is None else float(found["bitmaps"]["p50"])
