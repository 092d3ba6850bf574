"""A published generation, mapped from disk."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from indexer.authenticity.benches import open_bench
from indexer.index.arrays import Array, map_array, write_arrays
from indexer.index.facets import Facets, count_facets
from indexer.index.joined import JoinedEvidence, JoinedLexical, JoinedVectors, show_from, trust_from
from indexer.index.living import living
from indexer.index.manifest import REBUILD, Manifest, check_sizes, read_manifest
from indexer.index.pools import read_pool
from indexer.index.segment import Segment, open_segment
from matcher.authenticity.creator import Bench
from matcher.calibration import Calibration
from matcher.domain import Creator, Filter
from matcher.errors import SnapshotDamaged
from matcher.forecast.pool import Pool
from matcher.lens import Lens
from matcher.spread import Spread

BASE, DELTA = "base", "delta"  # the segments' folders
DEAD = "dead"  # ids of the base's creators that were deleted, or that the delta holds anew; ascending


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """Everything that one answer needs from the index."""

    manifest: Manifest
    base: Segment
    delta: Segment | None
    dead: npt.NDArray[np.int64]  # ids of the base's creators that do not count
    vectors: JoinedVectors
    lexical: JoinedLexical
    evidence: JoinedEvidence
    show: Callable[[Creator], Creator]  # gives a creator the fields that filters see, as they were when it was built
    find_real: Callable[[Sequence[int]], list[float | None]]  # how likely audiences are real; None: unknown
    bench: Bench  # what creators were judged with
    lens: Lens
    calibration: Calibration
    pools: Mapping[str, Pool]  # what forecasts start from, by kind of count

    @property
    def made_at(self) -> datetime:
        """When it was built, UTC."""
        return datetime.fromisoformat(self.manifest.made_at).astimezone(UTC)

    def count_facets(self, must: Filter, today: date) -> Facets:
        """Count every value of every field under the rest of a filter."""
        return count_facets([(part.segment.filters, part.passing) for part in self.vectors.parts], must, today)


def open_generation(folder: Path) -> Generation:
    """Map a generation. Sizes and headers are checked; contents are checked when it is published.

    Raises:
        SnapshotDamaged: a file is missing, cut off or not of its format.
    """
    manifest = read_manifest(folder)
    check_sizes(folder, manifest)
    try:
        return _map(folder, manifest)
    except (MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # over damaged files libraries raise what they like; a panic is no Exception
        raise SnapshotDamaged(f"Generation {manifest.generation} cannot be opened: {error!r}.", REBUILD) from error


def _map(folder: Path, manifest: Manifest) -> Generation:
    spreads = {
        name: Spread(
            languages=languages,
            means=map_array(folder, f"{name}_means"),
            scales=map_array(folder, f"{name}_scales"),
        )
        for name, languages in manifest.spreads.items()
    }
    bench = open_bench(folder)
    segments = {name: open_segment(folder / name, facts, spreads, bench) for name, facts in manifest.segments.items()}
    base, delta, dead = segments[BASE], segments.get(DELTA), map_array(folder, DEAD)
    if delta is not None and manifest.segments[DELTA].over != manifest.segments[BASE].made_in:
        raise ValueError("its delta belongs to another base")
    parts = (living(base, dead), *([living(delta, dead[:0])] if delta is not None else []))
    return Generation(
        manifest=manifest,
        base=base,
        delta=delta,
        dead=dead,
        vectors=JoinedVectors(parts),
        lexical=JoinedLexical(parts),
        evidence=JoinedEvidence(parts),
        show=show_from(parts),
        find_real=trust_from(parts),
        bench=bench,
        lens=_map_lens(folder, manifest),
        calibration=Calibration(**manifest.units),
        pools={name: read_pool(facts) for name, facts in manifest.pools.items()},
    )


def write_statistics(folder: Path, lens: Lens, spreads: Mapping[str, Spread]) -> None:
    """Write what makes creators and briefs comparable."""
    arrays: dict[str, Array] = {"lens_matrix": lens.matrix, "lens_topics": lens.topics}
    arrays |= {f"lens_{kind}": np.array(list(getattr(lens, kind).values())) for kind in ("briefs", "answers")}
    for name, spread in spreads.items():
        arrays |= {f"{name}_means": spread.means, f"{name}_scales": spread.scales}
    write_arrays(folder, arrays)


def _map_lens(folder: Path, manifest: Manifest) -> Lens:
    return Lens(
        matrix=map_array(folder, "lens_matrix"),
        briefs=dict(zip(manifest.briefs, map_array(folder, "lens_briefs"), strict=True)),
        answers=dict(zip(manifest.briefs, map_array(folder, "lens_answers"), strict=True)),
        topics=map_array(folder, "lens_topics"),
        kinship=manifest.kinship,
    )
