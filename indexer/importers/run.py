"""Imports a file or folder into the catalogue, batch by batch; a killed import loses nothing, a rerun finishes it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from indexer.catalogue.drafts import Draft, Key, merge_drafts
from indexer.catalogue.tombstones import find_buried
from indexer.catalogue.transactions import writing
from indexer.catalogue.writing import find_missing, write_batch
from indexer.importers.inputs import Input
from indexer.importers.logbook import Run, begin_run, claim_run, find_finished, finish_run, save_run
from indexer.importers.records import Checked, Record, Reject
from indexer.importers.rejects import RejectsFile
from indexer.importers.shapes import READERS, recognise_input
from indexer.importers.tally import Counts, Memory, count_records
from indexer.secrets import read_secret
from matcher.errors import UnreadableInput

FORGOTTEN = "This creator was forgotten on request and is not taken in again."
LARGEST_BATCH = 16_000_000  # characters of rows


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """How to import."""

    rejects: Path  # the folder for rejects files
    now: datetime  # UTC
    progress: Callable[[int, int], None] | None = None  # told bytes read and bytes in all, after each batch
    batch: int = 500  # rows
    salt: Path | None = None  # the secret that tells who was forgotten; None: nobody may have been


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSummary:
    """What an import did, with what its killed part did before."""

    name: str
    shape: str
    accepted: int  # rows
    rejected: int  # rows and nested entries
    repeated: int  # rows and nested entries whose key came before in this file: the later one won
    new: int  # creators, as are the next two
    changed: int
    unchanged: int
    ignored: Mapping[str, int]  # unknown fields: how often
    rejects: Path | None  # None: nothing was rejected
    resumed_from: int  # rows that a killed run had taken before; 0: started anew


def import_path(path: Path, shape: str | None, engine: Engine, options: ImportOptions) -> ImportSummary:
    """Import a file or folder; every batch is written whole or not at all.

    Args:
        path: what to read.
        shape: one of `indexer.importers.shapes.SHAPES`; None: told by suffix, header or folder.
        engine: of the catalogue.
        options: how.

    Raises:
        UnreadableInput: no row can be judged.
        Busy: another process is importing the same content, or did not let the catalogue go.
        HomeUnusable: the disk is full; what was committed stays.
    """
    return import_input(recognise_input(path, shape), engine, options)


def import_input(source: Input, engine: Engine, options: ImportOptions) -> ImportSummary:
    """Import what was recognised; every batch is written whole or not at all.

    Raises:
        EnmusubiError: as for `import_path`.
    """
    try:
        return _import(source, engine, options)
    except OSError as error:  # those of the database and the rejects were explained where they arose
        raise UnreadableInput(
            f"{source.name} can no longer be read ({error.strerror}).", "Run the same command again to go on."
        ) from error


def _import(source: Input, engine: Engine, options: ImportOptions) -> ImportSummary:
    run = begin_run(engine, source, options.now)
    rejects = RejectsFile(options.rejects / run.rejects)
    salt = None if options.salt is None or not options.salt.exists() else read_secret(options.salt)
    batches = _Batches(engine, run, rejects, salt)
    total = source.size
    for batch in batches.cut(READERS[source.shape](source, options.now), options.batch):
        batches.take(batch)
        if options.progress:
            options.progress(batch[-1].read, total)
    finish_run(engine, run.id, batches.counts.position, options.now)
    return _summarise(source, replace(run, counts=batches.counts), rejects, run.counts.position)


def find_summary(source: Input, engine: Engine, options: ImportOptions) -> ImportSummary | None:
    """Return what an import of this content came to that began at `options.now` and was finished; None: there is none.

    Who repeats an import because nobody heard of its end learns its true counts so, and not that all is unchanged.
    """
    run = find_finished(engine, source, options.now)
    return None if run is None else _summarise(source, run, RejectsFile(options.rejects / run.rejects), 0)


def _summarise(source: Input, run: Run, rejects: RejectsFile, resumed_from: int) -> ImportSummary:
    counts = run.counts
    return ImportSummary(
        name=source.name,
        shape=source.shape,
        accepted=counts.accepted,
        rejected=counts.rejected,
        repeated=counts.repeated,
        new=counts.new,
        changed=counts.changed,
        unchanged=counts.unchanged,
        ignored=counts.ignored,
        rejects=rejects.path if counts.rejected else None,
        resumed_from=resumed_from,
    )


class _Batches:
    """Takes records batch by batch, and knows how far it came."""

    def __init__(self, engine: Engine, run: Run, rejects: RejectsFile, salt: bytes | None) -> None:
        self._engine, self._run, self._rejects, self._salt = engine, run, rejects, salt
        self._memory = Memory()
        self.counts: Counts = run.counts

    def cut(self, records: Iterator[Record], size: int) -> Iterator[list[Record]]:
        """Give batches of at most `size` records, without those that a killed run has taken."""
        batch, held = list[Record](), 0
        for place, record in enumerate(records):
            if place < self._run.counts.position:
                self._memory.skip(record)
                continue
            batch.append(record)
            held += record.size
            if len(batch) >= size or held >= LARGEST_BATCH:
                yield batch
                batch, held = [], 0
        if batch:
            yield batch

    def take(self, batch: list[Record]) -> None:
        """Write one batch, its rejects first, and the place to go on from: all of it or nothing."""
        with writing(self._engine) as connection:
            claim_run(connection, self._run.id, self.counts.position)
            records = _refuse_strangers(connection, _refuse_forgotten(connection, batch, self._salt))
            counts = count_records(self.counts, records, self._memory)
            rejects = ((record, reject) for record in records for reject in record.checked.rejects)
            size = self._rejects.append(rejects, counts.rejects_size)
            written = write_batch(connection, _merge(records), self._run.id)
            counts = replace(self._memory.count(counts, written), rejects_size=size)
            save_run(connection, self._run.id, counts)
        self.counts = counts


def _merge(records: list[Record]) -> list[Draft]:
    drafts: dict[Key, Draft] = {}
    for record in records:
        if (draft := record.checked.draft) is not None:
            drafts[draft.key] = merge_drafts(drafts[draft.key], draft) if draft.key in drafts else draft
    return list(drafts.values())


def _refuse_forgotten(connection: Connection, records: list[Record], salt: bytes | None) -> list[Record]:
    """Reject rows of creators who were forgotten, and keep nothing of them."""
    keys = {key for record in records if (key := _key(record)) is not None}
    forgotten = find_buried(connection, keys, salt)
    return [_silence(record) if _key(record) in forgotten else record for record in records] if forgotten else records


def _silence(record: Record) -> Record:
    checked = Checked(draft=None, rejects=(Reject("external_id", FORGOTTEN),))
    return replace(record, raw="", checked=checked)


def _refuse_strangers(connection: Connection, records: list[Record]) -> list[Record]:
    """Reject rows that belong to a creator whom neither this batch nor the catalogue has."""
    missing = find_missing(connection, _merge(records))
    if not missing:
        return records
    return [_refuse(record) if _key(record) in missing else record for record in records]


def _key(record: Record) -> Key | None:
    return record.checked.draft.key if record.checked.draft else None


def _refuse(record: Record) -> Record:
    platform, name = _key(record) or ("", "")
    reason = f"No creator {name!r} of {platform} is in creators.csv or the catalogue."
    checked = replace(
        record.checked, draft=None, rejects=(*record.checked.rejects, Reject("creator_external_id", reason))
    )
    return replace(record, checked=checked)
