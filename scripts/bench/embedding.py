"""An index of creators with up to five posts, by the true encoder, against the encoder alone on the same texts."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from indexer.catalogue.opening import open_catalogue
from indexer.encoder import name_encoder, open_encoder
from indexer.importers.run import ImportOptions, import_path
from indexer.index.reindex import reindex
from indexer.index.workshop import Workshop
from indexer.progress import silent
from indexer.settings import Settings
from matcher.lens import Rows
from matcher.ports import Encoder
from scripts.bench.process import Say, Task, serve_task
from scripts.bench.product import make_settings
from scripts.demo_data import write_demo

NOW = datetime(2026, 10, 1, tzinfo=UTC)


class _Noting:
    """Passes texts on to the true encoder, and notes them with the seconds they took."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name, self.dimension = encoder.name, encoder.dimension
        self.queries: list[str] = []
        self.passages: list[str] = []
        self.spent = 0.0

    def encode_queries(self, texts: Sequence[str]) -> Rows:
        """Encode texts that ask."""
        return self._note(self.queries, texts)

    def encode_passages(self, texts: Sequence[str]) -> Rows:
        """Encode texts that answer."""
        return self._note(self.passages, texts)

    def encode_brief(self, text: str) -> tuple[Rows, Rows]:
        """Encode a brief."""
        return self._encoder.encode_brief(text)

    def _note(self, noted: list[str], texts: Sequence[str]) -> Rows:
        noted += texts
        begun = perf_counter()
        act = self._encoder.encode_queries if noted is self.queries else self._encoder.encode_passages
        vectors = act(texts)
        self.spent += perf_counter() - begun
        return vectors


def measure_embedding(task: Task, _core: int | None, say: Say) -> None:
    """Index a new home folder, then encode all texts again at once with an encoder that has not seen them."""
    shutil.rmtree(task.place, ignore_errors=True)
    settings = replace(make_settings(task.place), model=None)
    rows = _write_rows(settings.home, task.wanted.size, task.wanted.seed)
    engine = open_catalogue(settings.database)
    import_path(rows, "jsonl", engine, ImportOptions(rejects=settings.rejects, now=NOW))
    noting = _Noting(_open(task.home))
    shop = Workshop(
        engine=engine,
        snapshots=settings.snapshots,
        encoder=name_encoder(settings),
        open_encoder=lambda: noting,
        progress=silent,
        now=NOW,
    )
    begun = perf_counter()
    built = reindex(shop)
    seconds = perf_counter() - begun
    engine.dispose()
    alone = _encode_alone(_open(task.home), noting)
    say(
        "index",
        {
            "creators": built.creators,
            "texts": len(noting.queries) + len(noting.passages),
            "seconds": round(seconds, 2),
            "in the encoder": round(noting.spent, 2),
            "encoder alone": round(alone, 2),
            "ratio": round(alone / seconds, 4),
            "threads": task.threads,
        },
    )


def _encode_alone(encoder: Encoder, noted: _Noting) -> float:
    """Return the seconds that all texts take in two calls."""
    begun = perf_counter()
    encoder.encode_queries(noted.queries)
    encoder.encode_passages(noted.passages)
    return perf_counter() - begun


def _open(home: Path) -> Encoder:
    encoder = open_encoder(Settings(home=home, database=""), silent)
    encoder.encode_passages(["a text to warm up"])
    return encoder


def _write_rows(home: Path, creators: int, seed: int) -> Path:
    """Write invented creators of the sample, with up to five posts each."""
    write_demo(home / "sample", creators=creators, seed=seed)
    return home / "sample" / "creators.jsonl"


if __name__ == "__main__":
    serve_task(measure_embedding)
