"""Made segments: creators with vectors of the test's choice."""

from pathlib import Path

import numpy as np

from indexer.index.columns import ColumnsBuilder
from indexer.index.evidence import Evidence, RawVectors
from indexer.index.filters import Filters, write_filters
from indexer.index.joined import JoinedVectors
from indexer.index.known import list_keys, read_keys
from indexer.index.lexical import Lexical
from indexer.index.lexical_engine import make_document, writing
from indexer.index.lexical_parts import read_parts
from indexer.index.living import living
from indexer.index.segment import Segment
from indexer.index.texts import VIEWS
from indexer.index.vectors.ivf import Ivf
from indexer.index.vectors.writing import write_vectors
from matcher.domain import Creator
from matcher.lens import Rows


def make_segment(folder: Path, creators: list[Creator], vectors: Rows) -> Segment:
    """Write creators by ascending id, with a vector each, and map them."""
    folder.mkdir(exist_ok=True)
    builder = ColumnsBuilder()
    with writing(folder) as lexical:
        for creator in creators:
            builder.add(creator)
            lexical.add(make_document(list(read_parts(creator))))
    columns, dimension = builder.columns(), vectors.shape[1]
    write_filters(folder, columns, write_vectors(folder, vectors, vectors[:0]))
    raw = RawVectors(
        views=np.zeros((len(creators), len(VIEWS), dimension), np.float16),
        passages=np.zeros((0, dimension), np.float16),
        posts=np.zeros(0, np.int64),
        starts=np.zeros(len(creators) + 1, np.int64),
    )
    return Segment(
        columns=columns,
        filters=Filters(folder, columns),
        vectors=Ivf(folder),
        lexical=Lexical(folder, columns.ids),
        evidence=Evidence(raw=raw, columns=columns, spreads={}),
        texts=list_keys(read_keys(b"")),
    )


def join(base: Segment, delta: Segment | None = None, deleted: tuple[int, ...] = ()) -> JoinedVectors:
    """Return the vectors of a generation whose delta replaces creators of its base."""
    replaced = delta.columns.ids.tolist() if delta is not None else []
    parts = [living(base, np.array(sorted({*deleted, *replaced}), dtype=np.int64))]
    if delta is not None:
        parts.append(living(delta, np.zeros(0, np.int64)))
    return JoinedVectors(tuple(parts))
