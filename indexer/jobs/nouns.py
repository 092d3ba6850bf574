"""Jobs as the page and the API show them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

IMPORT, INDEX = "import", "index"
KINDS = (IMPORT, INDEX)
DRAFT = "draft"  # uploaded; nobody has said yet how it is to be read
QUEUED, RUNNING, DONE, FAILED, CANCELLED = "queued", "running", "done", "failed", "cancelled"
STATES = (DRAFT, QUEUED, RUNNING, DONE, FAILED, CANCELLED)
ENDED = (DONE, FAILED, CANCELLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a job could not be done, and what to do about it."""

    code: str
    problem: str
    fix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One piece of long work."""

    id: int
    kind: str  # one of KINDS
    state: str  # one of STATES
    name: str | None  # of the uploaded file; None: nothing was uploaded
    plan: Mapping[str, Any] = field(default_factory=dict)  # how the upload is read
    done: int = 0
    total: int | None = None  # None: not known
    unit: str | None = None  # "bytes", "creators"
    message: str | None = None  # what is being done
    rate: float | None = None  # units a second in the present step
    results: Mapping[str, int | str] = field(default_factory=dict)  # what came of it
    rejects: str | None = None  # the name of the rejects file
    failure: Failure | None = None
    stopping: bool = False
    attempts: int = 0
    created_by: str | None = None
    created_at: datetime
    started_at: datetime | None = None
    updated_at: datetime
    finished_at: datetime | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing will happen to it any more."""
        return self.state in ENDED

    @property
    def share(self) -> float | None:
        """How much of the present step is done, 0..1; None where it cannot be told."""
        return min(self.done / self.total, 1.0) if self.total else None

    @property
    def seconds_left(self) -> float | None:
        """How long the present step goes on at this rate; None where it cannot be told."""
        return max(self.total - self.done, 0) / self.rate if self.rate and self.total else None
