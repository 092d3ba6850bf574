"""Where the worker works."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Engine

from indexer.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What every job has at hand."""

    settings: Settings
    engine: Engine
    is_stopping: Callable[[], bool]  # whether the worker goes down
    hand_over: Callable[[int, float], None]  # gives a job's id to the worker again, in some seconds
