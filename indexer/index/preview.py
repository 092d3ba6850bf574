"""What a run of the indexer would do."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexer.catalogue.changes import list_pages, load
from indexer.index.generation import Generation
from indexer.index.known import NOWHERE, KnownTexts, read_keys
from indexer.index.planning import JUDGED, NOTHING, Plan
from indexer.index.reindex import make_plan, open_last
from indexer.index.texts import ABSENT, read_texts
from indexer.index.workshop import Workshop
from matcher.domain import Creator


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a run would do."""

    kind: str  # "full", "delta", "judged" or "nothing"
    read: int  # new and changed creators, or all of them
    deleted: int
    untagged: int
    to_embed: int  # different texts that have no vector yet
    to_keep: int  # texts that have one


def preview(shop: Workshop) -> Preview:
    """Say what a run would do, without writing anything; it reads the texts of all creators that the run would read.

    What a killed run has embedded counts as not embedded yet.
    """
    last = open_last(shop)
    planned = make_plan(shop, last)
    new, kept = count_texts(shop, planned, last)
    return Preview(
        kind=planned.kind,
        read=count_read(planned),
        deleted=planned.deleted,
        untagged=planned.untagged,
        to_embed=new,
        to_keep=kept,
    )


def count_read(planned: Plan) -> int:
    """Return how many creators a run would read."""
    return planned.expected if planned.kind not in (NOTHING, JUDGED) else 0


def count_texts(shop: Workshop, planned: Plan, last: Generation | None) -> tuple[int, int]:
    """Return how many different texts of those creators have no vector yet, and how many texts have one."""
    known: list[KnownTexts] = [segment for segment in (last.base, last.delta) if segment is not None] if last else []
    read, new, kept = count_read(planned), set[bytes](), 0
    with shop.progress(read, "Reading creators") as advance:
        for ids in list_pages(shop.engine, planned.changed) if read else ():
            unknown, texts = _find_unknown(load(shop.engine, ids), known)
            new |= unknown
            kept += texts - len(unknown)
            advance(len(ids))
    return len(new), kept


def _find_unknown(creators: Sequence[Creator], known: Sequence[KnownTexts]) -> tuple[set[bytes], int]:
    """Return the digests of the texts without a vector, and how many different texts there are."""
    digests = [digest for creator in creators for digest in read_texts(creator).digests()]
    keys = np.unique(read_keys(b"".join(digests)), axis=0)
    keys = keys[(keys != read_keys(ABSENT)).any(axis=1)]
    texts = len(keys)
    for source in known:
        keys = keys[source.find(keys) == NOWHERE]
    return {key.tobytes() for key in keys}, texts
