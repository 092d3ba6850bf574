"""The index without those who were forgotten: their words and vectors are on no disk afterwards."""

import shutil

from indexer.index.journal import forget
from indexer.index.publishing import BUILDING, NAME, POINTER, holding, last_live
from indexer.index.reindex import Built, reindex
from indexer.index.workshop import Workshop
from matcher.errors import IndexNotReady


def scrub_index(shop: Workshop) -> Built | None:
    """Build a new base of those who are left, and take every other generation away: there is no going back to them.

    Vectors of those who are left are taken over. Whoever serves switches at the next request.

    Returns:
        What was built; None where no index was published, or nobody is left to be found.

    Raises:
        Busy: another process is building; run it again afterwards.
        EnmusubiError: as for `reindex`.
    """
    if not last_live(shop.snapshots):
        return None
    try:
        built = reindex(shop, whole=True)
    except IndexNotReady:  # nobody is left
        built = None
    with holding(shop.snapshots):
        kept = built.generation if built is not None else None
        if kept is None:
            (shop.snapshots / POINTER).unlink(missing_ok=True)
        for path in shop.snapshots.iterdir():
            is_old = NAME.fullmatch(path.name) is not None and path.name != kept
            if is_old or path.name.startswith(BUILDING):
                shutil.rmtree(path)
        forget(shop.snapshots)
    return built
