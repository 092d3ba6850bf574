"""What is to be imported: its shape and its files."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from indexer.importers.layouts import Layout


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A file or folder whose shape is known."""

    name: str  # of the file or folder, without its path
    shape: str
    files: Mapping[str, Path]  # by what they hold ("creators", "posts"), in the order they are read
    layout: Layout | None = None  # of the shape MAPPED: what the columns mean

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(path.stat().st_size for path in self.files.values())
