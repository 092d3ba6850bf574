"""Files written and imported in one line."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from indexer.catalogue.reading import CatalogueReader
from indexer.importers.run import ImportOptions, ImportSummary, import_path
from matcher.domain import Creator

NOW = datetime(2026, 9, 15, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder for files, and a catalogue to import them into."""

    folder: Path
    engine: Engine

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file, texts as UTF-8 with their line ends as they are."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def take(self, path: Path, shape: str | None = None, batch: int = 500) -> ImportSummary:
        """Import a file or folder."""
        options = ImportOptions(rejects=self.folder / "rejects", now=NOW, batch=batch)
        return import_path(path, shape, self.engine, options)

    def take_lines(self, *lines: object, batch: int = 500) -> ImportSummary:
        """Import JSON Lines; a text is a line as it stands."""
        texts = (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
        return self.take(self.write("creators.jsonl", "".join(f"{text}\n" for text in texts)), batch=batch)

    def take_text(self, name: str, content: str | bytes, shape: str | None = None) -> ImportSummary:
        """Import a file with this content."""
        return self.take(self.write(name, content), shape)

    def creators(self) -> list[Creator]:
        """Return all creators of the catalogue, in full."""
        reader = CatalogueReader(self.engine)
        return [reader.find(creator.id) for batch in reader.stream() for creator in batch]

    def describe(self) -> list[str]:
        """Return what the catalogue knows, without the ids it gave and the times it noted."""
        return sorted(
            repr(replace(creator, id=0, sources={}, posts=tuple(replace(post, id=0) for post in creator.posts)))
            for creator in self.creators()
        )


@pytest.fixture
def desk(tmp_path: Path, sqlite: Engine) -> Desk:
    """A desk with an empty catalogue in a file."""
    return Desk(tmp_path, sqlite)


@pytest.fixture
def any_desk(tmp_path: Path, engine: Engine) -> Desk:
    """A desk with an empty catalogue on either database."""
    return Desk(tmp_path, engine)


@pytest.fixture
def read_rejects() -> Callable[[ImportSummary], list[dict[str, object]]]:
    """Return a function that gives a summary's rejects."""

    def read(summary: ImportSummary) -> list[dict[str, object]]:
        if summary.rejects is None:
            return []
        return [json.loads(line) for line in summary.rejects.read_text("utf-8").splitlines()]

    return read
