"""Brings the index up to what the catalogue holds now."""

from dataclasses import dataclass

from indexer.authenticity.weights import digest_weights
from indexer.catalogue.tags import count_untagged
from indexer.disclosure.packs import name_rules
from indexer.index.build import build
from indexer.index.embedding import Embedded
from indexer.index.generation import Generation, open_generation
from indexer.index.journal import forget
from indexer.index.manifest import Manifest, check_quickly, read_manifest
from indexer.index.planning import JUDGED, NOTHING, Makers, Plan, plan, widen_plan
from indexer.index.publishing import building, current_generation
from indexer.index.workshop import Workshop
from indexer.topics import read_bank
from matcher.errors import IndexNotReady, SnapshotDamaged


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What one run did."""

    generation: str
    kind: str  # "full", "delta", "judged" (audiences, by other weights) or "nothing": the live generation stays
    creators: int
    read: int  # new and changed creators, or all of them
    deleted: int  # creators that the catalogue no longer holds
    tagged: int
    embedded_passages: int
    embedded_views: int
    kept: int  # texts that were read and whose vectors were taken over
    changed: bool  # False: the live generation was up to date and stays


def reindex(shop: Workshop, anew: bool = False, whole: bool = False) -> Built:
    """Tag, embed, fit and publish what the catalogue holds now.

    Where few creators changed, they become a delta over the base that is there; where many did, a new base is built and
    the statistics are measured anew. Texts that have been embedded already keep their vectors, also those of a build
    that was killed. A run that is killed leaves the live generation as it is; the next run finishes the work.

    Args:
        shop: what is needed.
        anew: build everything again and take over no vector.
        whole: build a new base, however little changed, with the vectors that are known.

    Raises:
        Busy: another process is building.
        HomeUnusable: the disk is full or cannot be written.
        IndexNotReady: the catalogue holds no creators.
    """
    with building(shop.snapshots) as folder:
        if anew:
            forget(shop.snapshots)
        planned = make_plan(shop, None if anew else open_last(shop))
        if whole:
            planned = widen_plan(shop.engine, planned)
        if planned.kind == NOTHING and planned.last is not None:
            return _report(planned, planned.last.manifest, Embedded())
        manifest, embedded = build(shop, folder, planned)
        return _report(planned, manifest, embedded)


def make_plan(shop: Workshop, last: Generation | None) -> Plan:
    """Compare the catalogue with the last generation."""
    untagged = count_untagged(shop.engine, shop.tagger)
    makers = Makers(
        tagger=shop.tagger,
        bank=read_bank().digest,
        weights=digest_weights(shop.weights),
        rules=name_rules(),
    )
    return plan(shop.engine, makers, last, untagged)


def open_last(shop: Workshop) -> Generation | None:
    """Open the live generation to take vectors over from it; None where there is none of use."""
    try:
        folder = current_generation(shop.snapshots)
        check_quickly(folder, read_manifest(folder))  # a damaged vector must not live on in the next generation
        last = open_generation(folder)
    except (IndexNotReady, SnapshotDamaged):
        return None
    return last if last.manifest.encoder == shop.encoder else None


def _report(planned: Plan, manifest: Manifest, embedded: Embedded) -> Built:
    return Built(
        generation=manifest.generation,
        kind=planned.kind,
        creators=manifest.creators,
        read=planned.expected if planned.kind not in (NOTHING, JUDGED) else 0,
        deleted=planned.deleted,
        tagged=planned.untagged,
        embedded_passages=embedded.passages,
        embedded_views=embedded.views,
        kept=embedded.kept,
        changed=planned.kind != NOTHING,
    )
