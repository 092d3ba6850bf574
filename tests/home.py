"""A home folder with a small catalogue, imported and indexed as a user would, with the fake encoder."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from indexer.authenticity.weights import read_weights
from indexer.catalogue.opening import open_catalogue
from indexer.importers.run import ImportOptions, ImportSummary, import_path
from indexer.index.generation import Generation, open_generation
from indexer.index.publishing import current_generation
from indexer.index.reindex import Built, reindex
from indexer.index.workshop import Workshop
from indexer.progress import silent
from indexer.settings import Settings, read_settings
from indexer.shelves import Shelves
from matcher.authenticity.weights import Weights
from tests.fake_encoder import FakeEncoder

WEIGHTS = read_weights()
NOW = datetime(2026, 10, 1, 3, 0, tzinfo=UTC)

SAMPLE: list[dict[str, object]] = [
    {
        "platform": "instagram",
        "external_id": "lip",
        "name": "リップ日和",
        "bio": "新作コスメとリップの記録",
        "tags": ["コスメ", "リップ"],
        "region": "JP-13",
        "followers": 48_200,
        "posts": [
            {"external_id": "p1", "text": "新作リップを紹介します。とても綺麗な色でした", "likes": 0},
            {"external_id": "p2", "text": "今日は公園を散歩しました。とても気持ちがいい"},
            {"external_id": "p3", "text": "秋の新作コスメをまとめて紹介します"},
        ],
    },
    {
        "platform": "youtube",
        "external_id": "cafe",
        "name": "Corner cafe notes",
        "tags": ["coffee", "cafe"],
        "region": "GB",
        "followers": 1_000,
        "posts": [{"external_id": "v1", "title": "The best coffee in town", "text": "A cafe with good filter coffee"}],
    },
    {
        "platform": "youtube",
        "external_id": "trains",
        "name": "Night trains and timetables",
        "bio": "All about slow trains through the mountains of Europe",
        "region": "DE",
        "followers": None,
        "posts": [
            {"external_id": "t1", "text": "A night train from Berlin to Vienna and back again"},
            {"external_id": "t2", "text": "Why timetables are beautiful, and how to read them"},
        ],
    },
    {"platform": "x", "external_id": "silent", "name": "vegan 素食", "region": "TW", "followers": 0},
]


class Home:
    """What a test needs of one home folder."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self.settings: Settings = read_settings({"ENMUSUBI_MODEL": "fake", "ENMUSUBI_DATABASE": database}, folder)
        self.encoder = FakeEncoder()
        self.engine: Engine = open_catalogue(self.settings.database)

    def import_rows(self, rows: Iterable[Mapping[str, object]]) -> ImportSummary:
        self.settings.home.mkdir(parents=True, exist_ok=True)
        path = self.settings.home / "rows.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return import_path(
            path, "jsonl", self.engine, ImportOptions(rejects=self.settings.rejects, now=NOW, salt=self.settings.salt)
        )

    def workshop(self, encoder: str = "fake", weights: Weights = WEIGHTS) -> Workshop:
        return Workshop(
            engine=self.engine,
            snapshots=self.settings.snapshots,
            encoder=encoder,
            open_encoder=lambda: self.encoder,
            progress=silent,
            now=NOW,
            weights=weights,
        )

    def index(self) -> Built:
        self.encoder.encoded.clear()
        return reindex(self.workshop())

    def generation(self) -> Generation:
        return open_generation(current_generation(self.settings.snapshots))

    def shelves(self) -> Shelves:
        return Shelves(self.settings, lambda: self.encoder)
