"""What a generation holds: read out of the catalogue, embedded where it is new, and written to a folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexer.catalogue.reading import CatalogueReader
from indexer.index.arrays import Array, write_arrays
from indexer.index.columns import Columns, ColumnsBuilder
from indexer.index.embedding import Embedded, Embedder
from indexer.index.evidence import Evidence, RawVectors, fit_spreads
from indexer.index.texts import words
from indexer.index.vectors.flat import write_flat
from indexer.index.words import Words, pack
from indexer.progress import Progress
from matcher.lens import Lens, Rows, Spread

BATCH = 50  # creators that are read and embedded together
STEP = 4096  # creators whose vectors are combined together


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What the catalogue's creators became, one row a creator in the order of their ids."""

    columns: Columns
    raw: RawVectors
    words: Words
    hashes: Mapping[str, Array]
    embedded: Embedded


def read_contents(reader: CatalogueReader, embedder: Embedder, progress: Progress) -> Contents:
    """Read all creators and embed what is not known yet."""
    builder, texts = ColumnsBuilder(), []
    with progress(reader.counts()["creators"], "Embedding creators") as advance:
        for batch in reader.stream(batch=BATCH):
            embedder.add(batch)
            for creator in batch:
                builder.add(creator)
                texts.append(pack(words(creator)))
            advance(len(batch))
    starts = np.cumsum([0, *map(len, texts)], dtype=np.int64)
    return Contents(
        columns=builder.columns(),
        raw=embedder.raw(),
        words=Words(np.frombuffer(b"".join(texts), dtype=np.uint8), starts),
        hashes=embedder.hashes(),
        embedded=embedder.embedded,
    )


def write_contents(folder: Path, contents: Contents, lens: Lens) -> Mapping[str, Spread]:
    """Write everything but the manifest; return the spreads that the creators' vectors were made with."""
    spreads = fit_spreads(contents.raw, contents.columns, lens)
    evidence = Evidence(raw=contents.raw, columns=contents.columns, spreads=spreads)
    write_arrays(folder, _arrays_of_creators(contents) | _arrays_of_lens(lens, spreads))
    write_flat(folder, _combine(evidence))
    return spreads


def _combine(evidence: Evidence) -> Rows:
    """Return the one vector of every creator, made in steps so that memory stays bounded."""
    rows = np.arange(len(evidence.columns.ids))
    return np.concatenate([evidence.combine(step) for step in np.array_split(rows, len(rows) // STEP + 1)])


def _arrays_of_creators(contents: Contents) -> dict[str, Array]:
    columns, raw = contents.columns, contents.raw
    arrays = {name: getattr(columns, name) for name in ("ids", "followers", "platform", "region", "language")}
    arrays |= {name: getattr(raw, name) for name in ("views", "passages", "posts", "starts")}
    arrays |= {f"{kind}_hashes": digests for kind, digests in contents.hashes.items()}
    return arrays | {"words": contents.words.text, "words_starts": contents.words.starts}


def _arrays_of_lens(lens: Lens, spreads: Mapping[str, Spread]) -> dict[str, Array]:
    arrays: dict[str, Array] = {"lens_matrix": lens.matrix, "lens_topics": lens.topics}
    arrays["lens_briefs"] = np.array(list(lens.briefs.values()))
    for name, spread in spreads.items():
        arrays |= {f"{name}_means": spread.means, f"{name}_scales": spread.scales}
    return arrays
