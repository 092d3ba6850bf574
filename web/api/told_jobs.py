"""Jobs as they are answered, field by field; `web.jobs.show` fills it. null is not known."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

JOB: dict[str, Any] = {
    "id": 12,
    "state": "running",
    "name": "creators.jsonl",
    "progress": {
        "step": "Importing",
        "done": 4_000_000,
        "total": 9_000_000,
        "unit": "bytes",
        "per_second": 1_000_000.0,
        "seconds_left": 5.0,
    },
    "results": None,
    "rejects": None,
    "failure": None,
    "stopping": False,
    "attempts": 1,
    "created_by": "crm",
    "created_at": "2026-09-15T12:00:00Z",
    "started_at": "2026-09-15T12:00:01Z",
    "finished_at": None,
}


class ProgressPart(BaseModel):
    """How far the present step is."""

    step: str | None = Field(description="What is being done.")
    done: int
    total: int | None
    unit: str | None = Field(description="Of both: `bytes` or `items`.")
    per_second: float | None
    seconds_left: float | None


class FailurePart(BaseModel):
    """Why a job could not be done."""

    code: str = Field(description="Stable name for programs.")
    message: str = Field(description="What is wrong, and what to do.")


class JobAnswer(BaseModel):
    """One piece of long work."""

    model_config = ConfigDict(json_schema_extra={"example": JOB})

    id: int
    state: Literal["draft", "queued", "running", "done", "failed", "cancelled"]
    name: str | None = Field(description="Of the file that was sent.")
    progress: ProgressPart
    results: dict[str, int | str] | None = Field(description="Counts of what came of it, once it is done.")
    rejects: str | None = Field(description="Where the rows are that were not taken.")
    failure: FailurePart | None
    stopping: bool = Field(description="It was asked to stop and will at its next batch.")
    attempts: int = Field(description="How many workers began it.")
    created_by: str | None = Field(description="The user or key that asked for it.")
    created_at: str
    started_at: str | None
    finished_at: str | None


class JobsAnswer(BaseModel):
    """Jobs, the newest first."""

    jobs: list[JobAnswer]
    next_cursor: str | None = Field(description="Asks for older ones, as `cursor`; null: there are none.")
