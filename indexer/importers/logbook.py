"""The log of imports: where a run stands, so that a killed one goes on and a finished one starts anew."""

import hashlib
from dataclasses import asdict, dataclass, fields
from datetime import datetime

from sqlalchemy import Connection, Engine, RowMapping, insert, select, update

from indexer.catalogue.tables import ImportRow
from indexer.catalogue.transactions import reading, writing
from indexer.importers.inputs import Input
from indexer.importers.tally import Counts
from matcher.errors import Busy

PIECE = 1 << 20  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of an import, as the log has it."""

    id: int
    rejects: str  # the name of its rejects file
    counts: Counts  # where it stands


def begin_run(engine: Engine, source: Input, now: datetime) -> Run:
    """Return the last run of the same content if it was killed, else a new one."""
    fingerprint = compute_fingerprint(source)
    with writing(engine) as connection:
        same = (ImportRow.fingerprint == fingerprint) & (ImportRow.shape == source.shape)
        query = select(ImportRow.__table__).where(same).order_by(ImportRow.id.desc()).limit(1)
        last = connection.execute(query).mappings().first()
        if last is not None and last["finished_at"] is None:
            return _read_run(last)
        rejects = f"{source.name}-{now:%Y%m%dT%H%M%S%fZ}.rejects.jsonl"
        row = {
            "name": source.name,
            "shape": source.shape,
            "fingerprint": fingerprint,
            "observed_at": now,
            "rejects": rejects,
        }
        made = connection.execute(insert(ImportRow).returning(ImportRow.id), [row]).scalar_one()
        return Run(id=made, rejects=rejects, counts=Counts())


def find_finished(engine: Engine, source: Input, began_at: datetime) -> Run | None:
    """Return the finished run of this content that began at a moment; None: there is none."""
    same = (ImportRow.fingerprint == compute_fingerprint(source)) & (ImportRow.shape == source.shape)
    finished = same & (ImportRow.observed_at == began_at) & ImportRow.finished_at.is_not(None)
    with reading(engine) as connection:
        row = connection.execute(select(ImportRow.__table__).where(finished).limit(1)).mappings().first()
    return None if row is None else _read_run(row)


def claim_run(connection: Connection, run: int, position: int) -> None:
    """Make sure that nobody else has taken the run further.

    Raises:
        Busy: another process imports the same content now.
    """
    query = select(ImportRow.position, ImportRow.finished_at).where(ImportRow.id == run)
    taken, finished = connection.execute(query).one()
    if taken != position or finished is not None:
        raise Busy("Another process is importing the same file.", "Let it finish; there is nothing else to do.")


def save_run(connection: Connection, run: int, counts: Counts) -> None:
    """Store where the run stands, in the transaction that writes what it counts."""
    connection.execute(update(ImportRow).where(ImportRow.id == run).values(**asdict(counts)))


def finish_run(engine: Engine, run: int, position: int, now: datetime) -> None:
    """Mark the run as done: the next one of the same content starts anew."""
    with writing(engine) as connection:
        claim_run(connection, run, position)
        connection.execute(update(ImportRow).where(ImportRow.id == run).values(finished_at=now))


def _read_run(row: RowMapping) -> Run:
    counts = Counts(**{field.name: row[field.name] for field in fields(Counts)})
    return Run(id=row["id"], rejects=row["rejects"], counts=counts)


def compute_fingerprint(source: Input) -> str:
    """Return the SHA-256 of the files' content and of what each holds."""
    total = hashlib.sha256()
    for name, path in source.files.items():
        content = hashlib.sha256()
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                content.update(piece)
        total.update(f"{name} {content.hexdigest()}\n".encode())
    if source.layout is not None:  # the same bytes, read otherwise, are another content
        total.update(repr(source.layout).encode())
    return total.hexdigest()
