"""The engines by name; each is imported only in the process that runs it."""

from dataclasses import dataclass
from importlib import import_module, util

from scripts.bench.engines.contract import Engine


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is known of an engine before it is imported."""

    place: str  # module:class
    knobs: tuple[str, ...]  # settings of a search that are measured one after the other
    needs: tuple[str, ...] = ()  # modules that must be importable
    install: str = ""  # the line that installs them
    free: bool = False  # True: the filter is handed over ready, and its time is not in the engine's
    peer: bool = False  # True: another project's engine, which filters by itself
    note: str = ""


_OTHERS = "scripts.bench.engines"
ENGINES = {
    "ours": Entry(place=f"{_OTHERS}.ours:Ours", knobs=("product",), note="bitmaps and search, as a brief runs them"),
    "numpy": Entry(place=f"{_OTHERS}.plain:Plain", knobs=("exact",), note="columns to a mask, then one product"),
    "faiss-flat": Entry(
        place=f"{_OTHERS}.faiss_flat:FaissFlat", knobs=("bitmap", "array"), free=True, note="exact, float32"
    ),
    "faiss-ivf": Entry(
        place=f"{_OTHERS}.faiss_ivf:FaissIvf", knobs=("nprobe 8", "nprobe 32"), free=True, note="lists of float32"
    ),
    "faiss-ivf-half": Entry(
        place=f"{_OTHERS}.faiss_ivf:FaissIvfHalf", knobs=("nprobe 8", "nprobe 32"), free=True, note="lists of float16"
    ),
    "qdrant-edge": Entry(
        place=f"{_OTHERS}.qdrant:Qdrant",
        knobs=("ef 128", "ef 512"),
        needs=("qdrant_edge",),
        install="pip install qdrant-edge-py",
        peer=True,
        note="HNSW m 16, indexes of the payload",
    ),
    "zvec": Entry(
        place=f"{_OTHERS}.zvec_hnsw:Zvec",
        knobs=("ef 128", "ef 512"),
        needs=("zvec",),
        install="pip install zvec",
        peer=True,
        note="HNSW m 16, inverted indexes",
    ),
    "hnswlib": Entry(
        place=f"{_OTHERS}.hnsw:Hnsw",
        knobs=("ef 128", "ef 512"),
        needs=("hnswlib",),
        install="pip install hnswlib",
        peer=True,
        note="m 16; it is asked for every candidate whether it passes a mask of numpy's",
    ),
    "sqlite-vec": Entry(
        place=f"{_OTHERS}.sqlite:SqliteVec",
        knobs=("exact",),
        needs=("sqlite_vec", "apsw"),
        install="pip install sqlite-vec apsw",
        peer=True,
        note="exact; largest inner product as smallest distance, with one more axis",
    ),
    "usearch": Entry(
        place=f"{_OTHERS}.usearch_hnsw:Usearch",
        knobs=("ef 128", "ef 512"),
        needs=("usearch",),
        install="pip install usearch",
        peer=True,
        note="m 16; it cannot filter: more are asked for and a mask of numpy's is applied after, 10,000 at most",
    ),
}


def find_missing(entry: Entry) -> str | None:
    """Return the first module that cannot be found; None where all are there."""
    return next((module for module in entry.needs if util.find_spec(module) is None), None)


def make_engine(name: str) -> Engine:
    """Import an engine and return it, not built yet."""
    module, kind = ENGINES[name].place.split(":")
    engine: Engine = getattr(import_module(module), kind)()
    return engine
