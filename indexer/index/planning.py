"""What a build has to do: nothing, judge audiences anew, a small delta over the base that is there, or everything."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from sqlalchemy import Engine

from indexer.catalogue.changes import Changed, find_deleted, list_changed
from indexer.catalogue.reading import CatalogueReader
from indexer.index.generation import BASE, Generation
from matcher.errors import IndexNotReady

NOTHING, JUDGED, SMALL, FULL = "nothing", "judged", "delta", "full"
MERGED = 0.05  # share of the base that may have changed before everything is built anew
Ids = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a build does."""

    kind: str  # NOTHING, JUDGED (other weights of authenticity, and nothing else), SMALL or FULL
    last: Generation | None  # whose vectors are taken over
    watermark: int  # the catalogue's revision before anything was read
    changed: Changed  # what is read
    expected: int  # how many creators that is
    untagged: int  # how many creators wait for their tags
    gone: Ids  # SMALL: ids of the base that changed or were deleted
    deleted: int  # creators of the last generation that the catalogue no longer holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Makers:
    """Versions of what a generation is made with, beside its encoder."""

    tagger: str
    bank: str
    weights: str
    rules: str  # of disclosure


def plan(engine: Engine, makers: Makers, last: Generation | None, untagged: int) -> Plan:
    """Compare the catalogue with the last generation of the same encoder; None: there is none.

    Raises:
        IndexNotReady: the catalogue holds no creators.
    """
    reader = CatalogueReader(engine)
    watermark, count = reader.revision(), reader.counts()["creators"]
    if not count:
        raise IndexNotReady("The catalogue holds no creators.", "Run `enmusubi import FILE` first.")
    everything = Plan(
        kind=FULL,
        last=last,
        watermark=watermark,
        changed=Changed(since=None, tagger=makers.tagger),
        expected=count,
        untagged=untagged,
        gone=np.zeros(0, np.int64),
        deleted=0,
    )
    made_with = (last.manifest.tagger, last.manifest.bank, last.manifest.rules) if last is not None else None
    if last is None or made_with != (makers.tagger, makers.bank, makers.rules):
        return everything
    return _compare(engine, everything, last, NOTHING if last.manifest.weights == makers.weights else JUDGED)


def widen_plan(engine: Engine, planned: Plan) -> Plan:
    """Return the plan of a new base for what was planned as less."""
    return replace(
        planned,
        kind=FULL,
        changed=Changed(since=None, tagger=planned.changed.tagger),
        expected=CatalogueReader(engine).counts()["creators"],
        gone=np.zeros(0, np.int64),
    )


def _compare(engine: Engine, everything: Plan, last: Generation, unchanged: str) -> Plan:
    """Plan what changed since the base of the last generation was built."""
    base = last.base.columns.ids
    changed = Changed(since=last.manifest.segments[BASE].watermark, tagger=everything.changed.tagger)
    ids = list_changed(engine, changed)
    deleted = find_deleted(engine, base, changed, ids)
    gone = np.union1d(ids[last.base.columns.holds(ids)], deleted)
    held = last.delta.columns.ids if last.delta is not None else ids[:0]
    is_live = last.manifest.watermark == everything.watermark and np.array_equal(gone, last.dead)
    is_live = is_live and np.array_equal(held, ids) and not everything.untagged
    if not is_live and len(ids) + len(deleted) > MERGED * len(base):
        return everything
    return Plan(
        kind=unchanged if is_live else SMALL,
        last=last,
        watermark=everything.watermark,
        changed=changed,
        expected=len(ids),
        untagged=everything.untagged,
        gone=gone,
        deleted=len(deleted),
    )
