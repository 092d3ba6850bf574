"""A published generation, mapped from disk."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from indexer.index.arrays import Array, map_array
from indexer.index.columns import STORED, Columns, Mask
from indexer.index.evidence import Evidence, RawVectors
from indexer.index.lexical import FilteredLexical, Lexical
from indexer.index.manifest import REBUILD, Manifest, check_sizes, read_manifest
from indexer.index.vectors.flat import FaissFlat
from matcher.calibration import Calibration
from matcher.domain import Filter
from matcher.errors import SnapshotDamaged
from matcher.lens import Lens
from matcher.spread import Spread

REMEMBERED_FILTERS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """Everything that one answer needs from the index."""

    manifest: Manifest
    columns: Columns
    passing: Callable[[Filter], Mask]  # one bit a row
    vectors: FaissFlat
    lexical: FilteredLexical
    evidence: Evidence
    lens: Lens
    calibration: Calibration
    hashes: Mapping[str, Array]  # digests of the embedded texts, "views" (n, 3) and "passages" (m,)


def open_generation(folder: Path) -> Generation:
    """Map a generation. Sizes and headers are checked; contents are checked when it is published.

    Raises:
        SnapshotDamaged: a file is missing, cut off or not of its format.
    """
    manifest = read_manifest(folder)
    check_sizes(folder, manifest)
    try:
        return _map(folder, manifest)
    except (OSError, ValueError, RuntimeError, KeyError, IndexError) as error:
        raise SnapshotDamaged(f"Generation {manifest.generation} cannot be opened: {error}.", REBUILD) from error


def _map(folder: Path, manifest: Manifest) -> Generation:
    columns = Columns(
        **{name: map_array(folder, name) for name in STORED},
        platforms=manifest.platforms,
        regions=manifest.regions,
        languages=manifest.languages,
    )
    lexical = Lexical(folder, columns.ids)

    @lru_cache(maxsize=REMEMBERED_FILTERS)
    def passing(must: Filter) -> Mask:
        mask = columns.passing(must)
        for word in must.must:
            mask &= lexical.saying(word)
        for word in must.must_not:
            mask &= ~lexical.saying(word)
        mask.flags.writeable = False
        return mask

    raw = RawVectors(**{name: map_array(folder, name) for name in ("views", "passages", "posts", "starts")})
    spreads = {
        name: Spread(
            languages=languages,
            means=map_array(folder, f"{name}_means"),
            scales=map_array(folder, f"{name}_scales"),
        )
        for name, languages in manifest.spreads.items()
    }
    return Generation(
        manifest=manifest,
        columns=columns,
        passing=passing,
        vectors=FaissFlat(folder, columns, passing),
        lexical=FilteredLexical(lexical, passing),
        evidence=Evidence(raw=raw, columns=columns, spreads=spreads),
        lens=Lens(
            matrix=map_array(folder, "lens_matrix"),
            briefs=dict(zip(manifest.briefs, map_array(folder, "lens_briefs"), strict=True)),
            answers=dict(zip(manifest.briefs, map_array(folder, "lens_answers"), strict=True)),
            topics=map_array(folder, "lens_topics"),
            kinship=manifest.kinship,
        ),
        calibration=Calibration(**manifest.units),
        hashes={name: map_array(folder, f"{name}_hashes") for name in ("views", "passages")},
    )
