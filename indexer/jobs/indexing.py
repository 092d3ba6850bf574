"""The job that brings the index up to the catalogue."""

from dataclasses import asdict
from datetime import UTC, datetime

from sqlalchemy import Engine

from indexer.authenticity.weights import read_weights
from indexer.encoder import name_encoder, open_encoder
from indexer.index.reindex import reindex
from indexer.index.workshop import Workshop
from indexer.jobs.place import Place
from indexer.jobs.reporting import Report
from indexer.jobs.states import Outcome
from indexer.progress import Progress
from indexer.settings import Settings

TOLD = ("generation", "kind", "creators", "read", "deleted", "tagged", "embedded_passages", "embedded_views", "kept")


def run_index(place: Place, report: Report) -> Outcome:
    """Build and publish a generation; a second attempt embeds only what the first one has not.

    Raises:
        EnmusubiError: as for `reindex`.
    """
    built = asdict(reindex(open_workshop(place.settings, place.engine, report.open_step)))
    return Outcome(results={name: built[name] for name in TOLD})


def open_workshop(settings: Settings, engine: Engine, progress: Progress) -> Workshop:
    """Return what a build of this home's index needs."""
    return Workshop(
        engine=engine,
        snapshots=settings.snapshots,
        encoder=name_encoder(settings),
        open_encoder=lambda: open_encoder(settings, progress),
        progress=progress,
        now=datetime.now(UTC),
        detector=settings.detector,
        weights=read_weights(settings.weights),
    )
