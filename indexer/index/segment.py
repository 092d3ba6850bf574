"""A part of a generation that never changes: some creators with all that filters, search and evidence need of them."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from indexer.index.arrays import ArrayWriter, map_array, write_arrays
from indexer.index.columns import STORED, Columns, ColumnsBuilder
from indexer.index.disclosed import Disclosed, DisclosedBuilder, write_disclosed_filter
from indexer.index.embedding import Embedder
from indexer.index.evidence import Evidence, RawVectors, in_steps
from indexer.index.filters import Filters, write_filters
from indexer.index.known import KeyIndex, Keys, Vectors, list_keys, map_keys, name_arrays, read_keys
from indexer.index.lexical import Lexical
from indexer.index.lexical_engine import writing
from indexer.index.manifest import SegmentFacts
from indexer.index.prepared import Prepared
from indexer.index.texts import VIEWS
from indexer.index.trust import ENDS, SIGNALS, Trust
from indexer.index.vectors.ivf import Ivf
from indexer.index.vectors.writing import write_vectors
from indexer.progress import Advance
from matcher.authenticity.creator import Bench
from matcher.domain import Creator
from matcher.lens import Rows
from matcher.spread import Spread

RAW = ("views", "passages", "posts", "starts")
COMBINED = "combined"  # the creators' vectors while the engine takes them


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A folder of a generation, mapped from disk; rows are the creators by ascending id."""

    columns: Columns
    filters: Filters
    vectors: Ivf
    lexical: Lexical
    evidence: Evidence
    texts: KeyIndex  # places: those of the views, row by row, then those of the passages
    trust: Trust | None = None  # None: a made segment, of whose creators nothing is judged
    disclosed: Disclosed | None = None  # None: a made segment, of whose creators nothing is judged

    def show(self, creator: Creator) -> Creator:
        """Return a creator of this segment with the fields that filters see, as they stood when it was written."""
        shown = self.columns.show(creator)
        row = int(np.searchsorted(self.columns.ids, creator.id))
        return replace(
            shown,
            authenticity=None if self.trust is None else self.trust.judge(row),
            disclosure=None if self.disclosed is None else self.disclosed.read(row),
        )

    def find(self, keys: Keys) -> npt.NDArray[np.int64]:
        """Return the places of texts that are embedded here; NOWHERE for others."""
        return self.texts.find(keys)

    def take(self, places: npt.NDArray[np.int64]) -> Vectors:
        """Return the raw vectors in these places."""
        raw = self.evidence.raw
        views = raw.views.reshape(-1, raw.views.shape[2])
        taken = np.empty((len(places), views.shape[1]), np.float16)
        is_view = places < len(views)
        taken[is_view] = views[places[is_view]]
        taken[~is_view] = raw.passages[places[~is_view] - len(views)]
        return taken


def open_segment(folder: Path, facts: SegmentFacts, spreads: Mapping[str, Spread], bench: Bench) -> Segment:
    """Map a segment; the column of authenticity lies beside its folder.

    Raises:
        OSError, ValueError, RuntimeError: a file is not of its format.
    """
    columns = Columns(
        **{name: map_array(folder, name) for name in STORED},
        platforms=facts.platforms,
        regions=facts.regions,
        languages=facts.languages,
    )
    return Segment(
        columns=columns,
        filters=Filters(folder, columns),
        vectors=Ivf(folder),
        lexical=Lexical(folder, columns.ids),
        evidence=Evidence(raw=_map_raw(folder), columns=columns, spreads=spreads),
        texts=map_keys(folder),
        trust=Trust(folder.parent, folder.name, bench),
        disclosed=Disclosed(folder),
    )


def write_texts(
    folder: Path, batches: Iterable[Sequence[Prepared]], embedder: Embedder, advance: Advance
) -> tuple[Columns, RawVectors]:
    """Write all that does not depend on statistics; memory stays bounded but for some 50 bytes a text.

    Args:
        folder: an empty one.
        batches: creators by ascending id.
        embedder: gives their vectors.
        advance: is called with the number of creators done.
    """
    builder, disclosed, starts, posts = ColumnsBuilder(), DisclosedBuilder(), array("q", [0]), array("q")
    view_digests, passage_digests, signals = bytearray(), bytearray(), array("q")
    with ExitStack() as stack:
        views_file = stack.enter_context(ArrayWriter(folder, "views", np.float16, len(VIEWS), embedder.dimension))
        passages_file = stack.enter_context(ArrayWriter(folder, "passages", np.float16, embedder.dimension))
        signals_file = stack.enter_context(ArrayWriter(folder, SIGNALS, np.uint8))
        lexical = stack.enter_context(writing(folder))
        for batch in batches:
            views, passages = embedder.embed(batch)
            views_file.append(views)
            passages_file.append(passages)
            for each in batch:
                builder.add(each.creator)
                disclosed.add(each.record, each.brands)
                lexical.add(each.document)
                posts.extend(each.posts)
                starts.append(len(posts))
                signals.append(len(each.signals))
                view_digests += each.view_digests
                passage_digests += each.passage_digests
            signals_file.append(np.frombuffer(b"".join(each.signals for each in batch), np.uint8))
            advance(len(batch))
    columns = builder.columns()
    disclosed.write(folder)
    keys = list_keys(read_keys(bytes(view_digests + passage_digests)))
    write_arrays(
        folder,
        {
            **{name: getattr(columns, name) for name in STORED},
            **name_arrays(keys),
            "posts": np.array(posts, np.int64),
            "starts": np.array(starts, np.int64),
            ENDS: np.cumsum(np.array(signals, np.int64)),
        },
    )
    return columns, _map_raw(folder)


def write_index(folder: Path, evidence: Evidence, queries: Rows, advance: Advance) -> None:
    """Write the creators' vectors and the bitmaps of the filters, whose order is that of the vectors.

    Args:
        folder: where the segment's texts were written.
        evidence: of them.
        queries: (q, d) such as will be searched with.
        advance: is called with the number of creators done.
    """
    with ArrayWriter(folder, COMBINED, np.float16, queries.shape[1]) as writer:
        for rows in in_steps(len(evidence.columns.ids)):
            writer.append(evidence.combine(rows))
            advance(len(rows))
    order = write_vectors(folder, map_array(folder, COMBINED), queries)
    (folder / f"{COMBINED}.npy").unlink()
    write_filters(folder, evidence.columns, order)
    write_disclosed_filter(folder)


def _map_raw(folder: Path) -> RawVectors:
    return RawVectors(**{name: map_array(folder, name) for name in RAW})
