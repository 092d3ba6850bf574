"""Rows that imports could not take, where they are of a person."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from indexer.catalogue.drafts import Key


def find_rejected(folder: Path, key: Key) -> list[dict[str, object]]:
    """Return the lines of all rejects files that name the creator's id as a whole word."""
    return [json.loads(line) for path in _list_files(folder) for line in _read_lines(path) if _names(line, key)]


def scrub_rejects(folder: Path, key: Key) -> int:
    """Take those lines away; return how many there were. Files without such a line are left as they are."""
    removed = 0
    for path in _list_files(folder):
        if not any(_names(line, key) for line in _read_lines(path)):
            continue
        part = path.with_name(f".{path.name}.part")
        with part.open("w", encoding="utf-8") as file:
            for line in _read_lines(path):
                if _names(line, key):
                    removed += 1
                else:
                    file.write(line)
        shutil.copymode(path, part)
        part.replace(path)
    return removed


def _list_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.jsonl")) if folder.is_dir() else []


def _read_lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", errors="surrogateescape") as file:
        yield from file


def _names(line: str, key: Key) -> bool:
    """Say whether a line has the id as a word of its own; the platform may stand in another row or the file's name."""
    said = json.loads(line)
    text = f"{said.get('row')} {said.get('reason')}"
    return re.search(rf"(?<![\w-]){re.escape(key[1])}(?![\w-])", text) is not None
