"""qdrant-edge: Qdrant's engine in this process, with indexes of the payload."""

import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from indexer.index.columns import UNKNOWN
from matcher.domain import Filter
from matcher.lens import Rows
from scripts.bench.workload import Workload

qdrant: Any = import_module("qdrant_edge")
STEP = 1_000
FULL_SCAN = 10_000  # kilobytes below which it scans instead: its own default


class Qdrant:
    """Inner product, m 16, 128 candidates while building; one thread, on this process's core."""

    def build(self, work: Workload, folder: Path) -> None:
        """Insert all, have graph and indexes built, and flush."""
        shard = qdrant.EdgeShard.create(str(folder), _configure(work))
        for field in ("language", "region", "platform"):
            shard.update(qdrant.UpdateOperation.create_field_index(field, qdrant.PayloadSchemaType.Keyword))
        shard.update(qdrant.UpdateOperation.create_field_index("followers", qdrant.PayloadSchemaType.Integer))
        for at in range(0, work.size, STEP):
            shard.update(qdrant.UpdateOperation.upsert_points(_read_points(work, at)))
        while shard.optimize():
            pass
        shard.flush()
        shard.close()

    def open(self, work: Workload, folder: Path) -> None:
        """Load the shard."""
        self._shard = qdrant.EdgeShard.load(str(folder), _configure(work))

    def turn(self, knob: str) -> None:
        """Choose how many candidates are kept."""
        self._kept = int(knob.rsplit(maxsplit=1)[-1])

    def prepare(self, must: Filter) -> Any:  # noqa: ANN401
        """Return the filter in the library's types; None for everybody."""
        fields = (("language", must.languages), ("region", must.regions), ("platform", must.platforms))
        conditions = [
            qdrant.FieldCondition(key=field, match=qdrant.MatchAny(sorted(wanted)))
            for field, wanted in fields
            if wanted
        ]
        if must.followers.min is not None or must.followers.max is not None:
            asked = qdrant.RangeFloat(gte=must.followers.min, lte=must.followers.max)
            conditions.append(qdrant.FieldCondition(key="followers", range=asked))
        return qdrant.Filter(must=conditions) if conditions else None

    def search(self, query: Rows, k: int, ready: Any) -> Sequence[int]:  # noqa: ANN401
        """Ask the shard."""
        request = qdrant.QueryRequest(
            limit=k,
            query=qdrant.Query.Nearest(query.tolist()),
            filter=ready,
            params=qdrant.SearchParams(hnsw_ef=max(self._kept, k)),
        )
        return [int(point.id) for point in self._shard.query(request)]


def _configure(work: Workload) -> Any:  # noqa: ANN401
    graph = qdrant.HnswIndexConfig(m=16, ef_construct=128, full_scan_threshold=FULL_SCAN, max_indexing_threads=1)
    return qdrant.EdgeConfig(
        vectors=qdrant.EdgeVectorParams(size=work.vectors.shape[1], distance=qdrant.Distance.Dot),
        hnsw_config=graph,
        optimizers=qdrant.EdgeOptimizersConfig(default_segment_number=1, indexing_threshold=1_000),
        max_search_threads=1,
        search_pool_core=min(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None,
        wal_enabled=False,
    )


def _read_points(work: Workload, at: int) -> list[Any]:
    columns = work.columns
    vectors = work.vectors[at : at + STEP].astype(np.float32)
    points = []
    for row, vector in enumerate(vectors, start=at):
        payload: dict[str, object] = {
            "language": columns.languages[columns.language[row, 0]],
            "region": columns.regions[columns.region[row]],
            "platform": columns.platforms[columns.platform[row]],
        }
        if columns.followers[row] != UNKNOWN:
            payload["followers"] = int(columns.followers[row])
        points.append(qdrant.Point(row, vector.tolist(), payload))
    return points
