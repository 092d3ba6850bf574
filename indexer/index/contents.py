"""What a generation holds: read out of the catalogue, embedded where it is new, and written to a folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexer.catalogue.reading import CatalogueReader
from indexer.index.arrays import Array, write_arrays
from indexer.index.columns import STORED, Columns, ColumnsBuilder
from indexer.index.embedding import Embedded, Embedder
from indexer.index.evidence import Evidence, RawVectors, fit_spreads
from indexer.index.lexical_engine import writing
from indexer.index.lexical_parts import read_parts
from indexer.index.vectors.flat import write_flat
from indexer.progress import Progress
from matcher.calibration import Calibration, calibrate
from matcher.lens import Lens, Rows
from matcher.spread import Spread

BATCH = 50  # creators that are read and embedded together
STEP = 4096  # creators whose vectors are combined together
MOST_MEASURED = 50_000  # creators that units are measured on, spread evenly over all
PAIRS = 20_000  # of posts by different creators, drawn with SEED
SEED = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What the catalogue's creators became, one row a creator in the order of their ids."""

    columns: Columns
    raw: RawVectors
    hashes: Mapping[str, Array]
    embedded: Embedded


def read_contents(folder: Path, reader: CatalogueReader, embedder: Embedder, progress: Progress) -> Contents:
    """Read all creators and embed what is not known yet; the lexical index is written as they come."""
    builder = ColumnsBuilder()
    with progress(reader.counts()["creators"], "Embedding creators") as advance, writing(folder) as lexical:
        for batch in reader.stream(batch=BATCH):
            embedder.add(batch)
            for creator in batch:
                builder.add(creator)
                lexical.add(list(read_parts(creator)))
            advance(len(batch))
    return Contents(
        columns=builder.columns(),
        raw=embedder.raw(),
        hashes=embedder.hashes(),
        embedded=embedder.embedded,
    )


def write_contents(folder: Path, contents: Contents, lens: Lens) -> tuple[Mapping[str, Spread], Calibration]:
    """Write everything but the manifest; return the spreads and units that belong to the creators' vectors."""
    spreads = fit_spreads(contents.raw, contents.columns, lens)
    evidence = Evidence(raw=contents.raw, columns=contents.columns, spreads=spreads)
    write_arrays(folder, _arrays_of_creators(contents) | _arrays_of_lens(lens, spreads))
    vectors = _combine(evidence)
    write_flat(folder, vectors)
    measured = vectors[:: len(vectors) // MOST_MEASURED + 1]
    return spreads, calibrate(lens, measured, _draw_pairs(evidence))


def _combine(evidence: Evidence) -> Rows:
    """Return the one vector of every creator, made in steps so that memory stays bounded."""
    rows = np.arange(len(evidence.columns.ids))
    return np.concatenate([evidence.combine(step) for step in np.array_split(rows, len(rows) // STEP + 1)])


def _draw_pairs(evidence: Evidence) -> tuple[Rows, Rows]:
    """Return centred passages in pairs of different creators; none where there are no posts."""
    starts, count = evidence.raw.starts, len(evidence.raw.passages)
    if not count:
        nothing = np.zeros((0, evidence.raw.views.shape[2]), np.float32)
        return nothing, nothing
    drawn = np.random.default_rng(SEED).integers(0, count, (2, PAIRS))
    owners = np.searchsorted(starts, drawn, side="right")
    one, other = drawn[:, owners[0] != owners[1]]
    return evidence.centred_passages(one), evidence.centred_passages(other)


def _arrays_of_creators(contents: Contents) -> dict[str, Array]:
    columns, raw = contents.columns, contents.raw
    arrays = {name: getattr(columns, name) for name in STORED}
    arrays |= {name: getattr(raw, name) for name in ("views", "passages", "posts", "starts")}
    return arrays | {f"{kind}_hashes": digests for kind, digests in contents.hashes.items()}


def _arrays_of_lens(lens: Lens, spreads: Mapping[str, Spread]) -> dict[str, Array]:
    arrays: dict[str, Array] = {"lens_matrix": lens.matrix, "lens_topics": lens.topics}
    arrays |= {f"lens_{kind}": np.array(list(getattr(lens, kind).values())) for kind in ("briefs", "answers")}
    for name, spread in spreads.items():
        arrays |= {f"{name}_means": spread.means, f"{name}_scales": spread.scales}
    return arrays
