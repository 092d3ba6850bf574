"""What a build of the index needs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from indexer.authenticity.weights import read_weights
from indexer.progress import Progress
from indexer.tagging import language, region
from indexer.tagging.guess import ENSEMBLE
from matcher.authenticity.weights import Weights
from matcher.ports import Encoder


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What a build needs."""

    engine: Engine
    snapshots: Path
    encoder: str  # its name
    open_encoder: Callable[[], Encoder]  # called only where something is to be embedded
    progress: Progress
    now: datetime  # UTC
    detector: str = ENSEMBLE  # one of indexer.tagging.guess.DETECTORS
    weights: Weights = field(default_factory=read_weights)  # of authenticity

    @property
    def tagger(self) -> str:
        """The name that tags are remembered by."""
        return f"{language.name_tagger(self.detector)} {region.TAGGER}"
