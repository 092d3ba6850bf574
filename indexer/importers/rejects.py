"""The rejects file: every row that was not taken, with its place and the reason."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from indexer.importers.records import Record, Reject


class RejectsFile:
    """A JSON Lines file that is made when it gets its first line.

    What a killed import wrote beyond its last committed size is cut off before the next lines are added, so that no
    line stands twice.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, rejects: Iterable[tuple[Record, Reject]], committed: int) -> int:
        """Add lines after the first `committed` bytes, and return the new size once they are on the disk."""
        lines = "".join(_show(record, reject) for record, reject in rejects).encode()
        if not lines:
            return committed
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("r+b" if self.path.exists() else "wb") as file:
            file.truncate(min(committed, file.seek(0, os.SEEK_END)))  # somebody may have taken the file away
            file.seek(0, os.SEEK_END)
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())
            return file.tell()


def _show(record: Record, reject: Reject) -> str:
    line = {
        "file": record.file,
        "line": record.line,
        "field": reject.field,
        "reason": reject.reason,
        "row": record.raw,
    }
    return json.dumps(line, ensure_ascii=False) + "\n"
