"""One build of a made home, in a process of its own."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import event

from indexer.catalogue.opening import open_existing
from indexer.index.reindex import Built, reindex
from indexer.index.workshop import Workshop
from indexer.progress import silent
from matcher.errors import EnmusubiError
from scripts.bench_faults.made import MODEL, NOW, MadeEncoder, read_made_settings
from scripts.bench_faults.marks import EMBEDDING, Marks, Stop
from scripts.bench_faults.process import Connection


@dataclass(frozen=True, slots=True)
class Done:
    """A build that ended."""

    built: Built
    counts: Mapping[str, int]  # touches by phase
    times: Mapping[str, list[float]]


@dataclass(frozen=True, slots=True)
class Refused:
    """A build that ended with an error: its code, or the name of an exception that nobody expected."""

    code: str
    message: str


def build(connection: Connection, folder: Path, stop: Stop | None = None) -> None:
    """Build the index and tell Done or Refused; on the way tell Reached."""
    settings = read_made_settings(folder)
    marks = Marks(settings.snapshots, stop, connection)
    sys.addaudithook(marks.see)
    try:
        engine = open_existing(settings.database)
        event.listen(engine, "before_cursor_execute", marks.see_statement)
        built = reindex(
            Workshop(
                engine=engine,
                snapshots=settings.snapshots,
                encoder=MODEL,
                open_encoder=lambda: MadeEncoder(lambda: marks.touch(EMBEDDING)),
                progress=silent,
                now=NOW,
                detector=settings.detector,
            )
        )
    except EnmusubiError as error:
        connection.send(Refused(error.code, str(error)))
    except Exception as error:
        connection.send(Refused(type(error).__name__, str(error)))
    else:
        connection.send(Done(built, marks.counts, marks.times))
