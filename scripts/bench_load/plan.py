"""What is asked for, and what comes out."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to load the server."""

    home: Path  # of the settings; the made creators lie in a folder of their own in it
    model: str | None  # as ENMUSUBI_MODEL; None: the default encoder
    creators: int
    users: int
    seconds: float
    workers: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What users saw in one run; times are milliseconds of whole page requests, encoder included."""

    workers: int
    users: int
    answers: int
    errors: int
    p50: float
    p95: float
    p99: float
    throughput: float  # answers a second


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All runs."""

    options: Options
    machine: dict[str, object]
    alone: Load  # one user
    one_worker: Load
    all_workers: Load

    @property
    def errors(self) -> int:
        """How many requests were not answered with a page."""
        return self.alone.errors + self.one_worker.errors + self.all_workers.errors

    @property
    def spread(self) -> float:
        """p95 against p50, with all workers."""
        return self.all_workers.p95 / self.all_workers.p50

    @property
    def gain(self) -> float:
        """Throughput against one worker."""
        return self.all_workers.throughput / self.one_worker.throughput
