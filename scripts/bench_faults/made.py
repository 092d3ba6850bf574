"""A small made catalogue, a cheap encoder for it, and the briefs that it is asked."""

import json
import re
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from sqlalchemy import Engine

from indexer.catalogue.opening import open_catalogue
from indexer.importers.run import ImportOptions, import_path
from indexer.settings import Settings, read_settings
from matcher.domain import Brief, Filter
from matcher.lens import Rows

NOW = datetime(2026, 10, 1, 3, 0, tzinfo=UTC)
MODEL = "made"
DIMENSION = 32
PIECES = 4096  # directions that words are spread over
CREATORS = 300
CHANGED = 4  # of them, from one state to the next
ADDED = 1
WORDS = {
    "en": ("coffee", "trains", "lipstick", "football", "gardens", "cameras", "noodles", "mountains"),
    "ja": ("コーヒー", "電車の旅", "新作リップ", "サッカー", "庭づくり", "カメラ", "ラーメン", "山歩き"),
}
SAY = {
    "en": "Today about {} and a little of {}, as every week ({})",
    "ja": "今日は{}と少しだけ{}の話をします。毎週やっています（{}）",
}
BRIEFS = (
    Brief(text="coffee and trains", limit=500),
    Brief(text="新作リップを紹介してくれる人", limit=500),
    Brief(text="mountains", filter=Filter(languages=frozenset({"ja"})), limit=500),
    Brief(text='"lipstick" and cameras', filter=Filter(must=("lipstick",)), limit=500),
)


class MadeEncoder:
    """Adds up one fixed random direction a word, or a pair of characters in scripts without spaces."""

    name = MODEL
    dimension = DIMENSION

    def __init__(self, tell: Callable[[], None] = lambda: None) -> None:
        """Remember whom to tell of every call."""
        self._tell = tell
        self._directions = np.random.default_rng(7).standard_normal((PIECES, DIMENSION)).astype(np.float32)

    def encode_queries(self, texts: Sequence[str]) -> Rows:
        """Return a row of unit length a text."""
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> Rows:
        """Return a row of unit length a text."""
        self._tell()
        rows = [self._directions[[0, *map(_place, _cut(text))]].sum(axis=0) for text in texts]
        summed = np.array(rows, np.float32).reshape(-1, DIMENSION)
        unit: Rows = summed / np.linalg.norm(summed, axis=1, keepdims=True)
        return unit

    def encode_brief(self, text: str) -> tuple[Rows, Rows]:
        """Return the text's row twice."""
        row = self.encode_passages([text])[0]
        return row, row


def make_rows(state: int, count: int = CREATORS) -> list[dict[str, object]]:
    """Return all creators as of a state; each state changes CHANGED of them and adds ADDED."""
    rows = [_make_row(number, 0) for number in range(count)]
    for step in range(1, state + 1):
        drawn = np.random.default_rng(step).choice(count, CHANGED, replace=False)
        for number in drawn.tolist():
            rows[number] = _make_row(number, step)
        rows += [_make_row(count + (step - 1) * ADDED + number, step) for number in range(ADDED)]
    return rows


def read_made_settings(folder: Path) -> Settings:
    """Return the settings of a made home."""
    return read_settings({"ENMUSUBI_MODEL": MODEL}, folder)


def import_made(folder: Path, rows: Iterable[Mapping[str, object]]) -> None:
    """Import rows into the catalogue of a made home; a missing one is made."""
    settings = read_made_settings(folder)
    engine: Engine = open_catalogue(settings.database)
    file = folder / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    import_path(file, "jsonl", engine, ImportOptions(rejects=settings.rejects, now=NOW))
    engine.dispose()


def _make_row(number: int, step: int) -> dict[str, object]:
    rng = np.random.default_rng([number, step])
    language = ("en", "ja")[number % 2]
    words = [WORDS[language][place] for place in rng.integers(0, 8, 8)]
    texts = [SAY[language].format(words[place], words[place + 1], number) for place in range(0, 6, 2)]
    return {
        "platform": "youtube",
        "external_id": f"made{number}",
        "name": f"{words[6]} {number}",
        "tags": [words[7]],
        "region": {"en": "GB", "ja": "JP"}[language],
        "followers": int(rng.integers(100, 1_000_000)),
        "posts": [{"external_id": f"{number}-{place}-{step}", "text": text} for place, text in enumerate(texts)],
    }


def _cut(text: str) -> list[str]:
    rest = re.sub(r"[\x00-\x7f]", "", text)
    return [*re.findall(r"[a-z0-9]+", text.lower()), *(rest[at : at + 2] for at in range(len(rest) - 1))]


def _place(piece: str) -> int:
    return zlib.crc32(piece.encode()) % (PIECES - 1) + 1
