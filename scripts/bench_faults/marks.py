"""Where a build is, seen by the files that it touches; and where it is to be stopped."""

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

from indexer.index.journal import FILE as JOURNAL
from indexer.index.manifest import FILE
from indexer.index.publishing import BUILDING, NAME, POINTER
from scripts.bench_faults.process import Connection

TAGGING, EMBEDDING, LEXICAL, VECTORS, MANIFEST, POINTING = PHASES = (
    "tagging",
    "embedding",
    "lexical",
    "vectors",
    "manifest",
    "pointer",
)
TOUCHES = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.truncate"}
CHANGES = {"INSERT", "UPDATE", "DELETE"}
WRITES = os.O_WRONLY | os.O_RDWR


@dataclass(frozen=True, slots=True)
class Stop:
    """A place in a build: before the n-th touch of a phase, counted from 0."""

    phase: str
    number: int
    waits: bool  # stands still there until it is told to go on


@dataclass(frozen=True, slots=True)
class Reached:
    """A build is at its stop."""

    stop: Stop


@dataclass(slots=True)
class Marks:
    """Counts what a build touches, by phase, and tells when it reaches its stop."""

    snapshots: Path
    stop: Stop | None
    connection: Connection
    counts: dict[str, int] = field(default_factory=dict)
    times: dict[str, list[float]] = field(default_factory=dict)  # first and last touch, in seconds

    def see(self, event: str, given: tuple[object, ...]) -> None:
        """Hear of something that the interpreter does."""
        if event in TOUCHES and given and isinstance(given[0], str | bytes | Path):
            self.touch(self._find_phase(event, os.fsdecode(given[0]), given))

    def touch(self, phase: str | None) -> None:
        """Count one touch of a phase; stand still where that was asked for."""
        if phase is None:
            return
        number = self.counts.get(phase, 0)
        self.counts[phase] = number + 1
        now = time.monotonic()
        self.times.setdefault(phase, [now, now])[1] = now
        if self.stop is not None and (self.stop.phase, self.stop.number) == (phase, number):
            self.connection.send(Reached(self.stop))
            if self.stop.waits:
                self.connection.recv()

    def see_statement(self, _connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        """Hear of what is asked of the catalogue: a build writes nothing there but tags."""
        if statement.lstrip()[:6].upper() in CHANGES:
            self.touch(TAGGING)

    def _find_phase(self, event: str, name: str, given: tuple[object, ...]) -> str | None:
        path = Path(name)
        if self.snapshots not in path.parents:
            return None
        inside = path.relative_to(self.snapshots)
        if _is_publishing(event, inside):
            return POINTING
        if not inside.parts[0].startswith(BUILDING):
            return EMBEDDING if inside.name == JOURNAL and event == "open" else None
        if MANIFEST in self.counts or inside.name == FILE:
            return MANIFEST  # writing it, waiting for the disk, reading all back
        if not _writes(event, given):
            return None
        return LEXICAL if "lexical" in inside.parts else VECTORS


def _is_publishing(event: str, inside: Path) -> bool:
    """Say whether a folder or the pointer is renamed, the new pointer written, or an old generation taken away."""
    top, whole = inside.parts[0], len(inside.parts) == 1
    if event == "os.rename":
        return whole
    if event in ("os.remove", "os.rmdir"):
        return NAME.fullmatch(top) is not None
    return whole and top.startswith(f"{POINTER}.")


def _writes(event: str, given: tuple[object, ...]) -> bool:
    if event != "open":
        return True
    _, mode, flags = (*given, None, None)[:3]
    return bool(isinstance(flags, int) and flags & WRITES) or bool(isinstance(mode, str) and set(mode) & set("wax+"))
