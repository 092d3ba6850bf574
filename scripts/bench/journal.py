"""What is finished: one JSON line a cell, so that a run that was stopped goes on."""

import json
from collections.abc import Mapping
from pathlib import Path

Cell = Mapping[str, object]


class Journal:
    """The cells of one work folder."""

    def __init__(self, path: Path) -> None:
        """Read what is there; a line that was cut off in the middle is dropped."""
        self._path = path
        self.cells: dict[str, Cell] = {}
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        for line in lines:
            try:
                held = json.loads(line)
            except ValueError:
                continue
            self.cells[held["cell"]] = held

    def add(self, cell: str, found: Cell) -> None:
        """Write a finished cell to the end of the file."""
        held = {"cell": cell, **found}
        self.cells[cell] = held
        self._path.parent.mkdir(parents=True, exist_ok=True)
        cut_off = self._path.exists() and not self._path.read_bytes().endswith(b"\n")
        with self._path.open("a", encoding="utf-8") as file:
            file.write(("\n" if cut_off else "") + json.dumps(held, ensure_ascii=False) + "\n")

    def missing(self, cells: list[str]) -> list[str]:
        """Return those of the cells that are not finished, or failed, in their order."""
        return [cell for cell in cells if "failed" in self.cells.get(cell, {"failed": "not run yet"})]
