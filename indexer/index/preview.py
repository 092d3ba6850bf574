"""What a run of the indexer would do."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexer.catalogue.changes import list_pages, load
from indexer.index.known import NOWHERE, KnownTexts, read_keys
from indexer.index.planning import JUDGED, NOTHING
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
    known: list[KnownTexts] = [segment for segment in (last.base, last.delta) if segment is not None] if last else []
    read, new, kept = (planned.expected if planned.kind not in (NOTHING, JUDGED) else 0), set[bytes](), 0
    with shop.progress(read, "Reading creators") as advance:
        for ids in list_pages(shop.engine, planned.changed) if read else ():
            unknown, texts = _find_unknown(load(shop.engine, ids), known)
            new |= unknown
            kept += texts - len(unknown)
            advance(len(ids))
    return Preview(
        kind=planned.kind,
        read=read,
        deleted=planned.deleted,
        untagged=planned.untagged,
        to_embed=len(new),
        to_keep=kept,
    )


def _find_unknown(creators: Sequence[Creator], known: Sequence[KnownTexts]) -> tuple[set[bytes], int]:
    """Return the digests of the texts without a vector, and how many different texts there are."""
    digests = [digest for creator in creators for digest in read_texts(creator).digests()]
    keys = np.unique(read_keys(b"".join(digests)), axis=0)
    keys = keys[(keys != read_keys(ABSENT)).any(axis=1)]
    texts = len(keys)
    for source in known:
        keys = keys[source.find(keys) == NOWHERE]
    return {key.tobytes() for key in keys}, texts
