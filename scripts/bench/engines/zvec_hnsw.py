"""zvec: a graph beside inverted indexes, in files of its own."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from matcher.domain import Filter
from matcher.lens import Rows
from scripts.bench.engines.places import name_places
from scripts.bench.workload import Workload

zvec: Any = import_module("zvec")

STEP = 1_000
FIELDS = ("language", "region", "platform", "followers")


class Zvec:
    """Inner product, m 16, 128 candidates while building; a range index of the followers."""

    def __init__(self) -> None:
        """Hold the library to one thread."""
        zvec.init(log_level=zvec.LogLevel.ERROR, query_threads=1, optimize_threads=1)

    def build(self, work: Workload, folder: Path) -> None:
        """Insert all and have the graph built."""
        inverted = zvec.InvertIndexParam(enable_range_optimization=True)
        graph = zvec.HnswIndexParam(metric_type=zvec.MetricType.IP, m=16, ef_construction=128)
        schema = zvec.CollectionSchema(
            "creators",
            fields=[zvec.FieldSchema(name, zvec.DataType.INT64, index_param=inverted) for name in FIELDS],
            vectors=[zvec.VectorSchema("v", zvec.DataType.VECTOR_FP32, work.vectors.shape[1], index_param=graph)],
        )
        held = zvec.create_and_open(str(folder / "creators"), schema)
        columns = work.columns
        fields = np.stack([columns.language[:, 0], columns.region, columns.platform, columns.followers], axis=1)
        for at in range(0, work.size, STEP):
            vectors = work.vectors[at : at + STEP].astype(np.float32)
            rows = zip(vectors, fields[at : at + STEP].tolist(), strict=True)
            held.insert(
                [
                    zvec.Doc(id=str(row), fields=dict(zip(FIELDS, values, strict=True)), vectors={"v": vector})
                    for row, (vector, values) in enumerate(rows, start=at)
                ]
            )
        held.flush()
        held.optimize()
        held.close()

    def open(self, work: Workload, folder: Path) -> None:
        """Open the collection."""
        self._held = zvec.open(str(folder / "creators"))
        self._columns = work.columns

    def turn(self, knob: str) -> None:
        """Choose how many candidates are kept."""
        self._kept = int(knob.rsplit(maxsplit=1)[-1])

    def prepare(self, must: Filter) -> str | None:
        """Return the filter in the library's language; None for everybody."""
        named = name_places(must, self._columns)
        parts = [f"{field} in ({', '.join(map(str, places))})" for field, places in named.items()]
        if must.followers.min is not None:
            parts.append(f"followers >= {must.followers.min}")
        if must.followers.max is not None:
            parts.append(f"followers <= {must.followers.max}")
        return " and ".join(parts) or None

    def search(self, query: Rows, k: int, ready: str | None) -> Sequence[int]:
        """Ask the collection."""
        asked = zvec.Query(field_name="v", vector=query, param=zvec.HnswQueryParam(ef=max(self._kept, k)))
        return [int(one.id) for one in self._held.query(asked, topk=k, filter=ready, output_fields=[])]
