"""What a re-index would do, told quickly enough for a page."""

from dataclasses import dataclass

from indexer.index.generation import Generation
from indexer.index.preview import count_read, count_texts
from indexer.index.reindex import make_plan
from indexer.index.workshop import Workshop

MOST_READ = 2_000  # creators whose texts are read to count them


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What would be done."""

    kind: str  # "full", "delta" or "nothing"
    read: int  # new and changed creators, or all of them
    deleted: int
    untagged: int
    to_embed: int | None  # different texts without a vector; None: too many creators to count while somebody waits


def tell_facts(shop: Workshop, last: Generation | None) -> Facts:
    """Compare the catalogue with the live generation, where there is one of the same encoder.

    Raises:
        IndexNotReady: the catalogue holds no creators.
    """
    known = last if last is not None and last.manifest.encoder == shop.encoder else None
    planned = make_plan(shop, known)
    read = count_read(planned)
    return Facts(
        kind=planned.kind,
        read=read,
        deleted=planned.deleted,
        untagged=planned.untagged,
        to_embed=count_texts(shop, planned, known)[0] if read <= MOST_READ else None,
    )
