"""The manifest's own checksum, in its first line: a damaged manifest would give wrong scores without a word."""

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from indexer.index.manifest import FILE, REBUILD, Manifest
from matcher.errors import SnapshotDamaged

FIRST_LINE = '{{"sha256":"{digest}",\n'  # in place of the object's first character
SEALED = re.compile(rb'\{"sha256":"([0-9a-f]{64})",\n')


def write_sealed(folder: Path, manifest: Manifest) -> None:
    """Write a generation's manifest as JSON whose first field is the SHA-256 of all others as they stand."""
    body = manifest.model_dump_json(indent=1)
    first = FIRST_LINE.format(digest=hashlib.sha256(body.encode()).hexdigest())
    (folder / FILE).write_text(first + body[1:], encoding="utf-8")


def check_seal(folder: Path) -> None:
    """Compare a generation's manifest with its seal; one without a seal, or none at all, passes.

    A file that stays as it is is read once.

    Raises:
        SnapshotDamaged: it is not what was written.
    """
    path = folder / FILE
    try:
        now = path.stat()
        whole = _is_whole(path, (now.st_ino, now.st_mtime_ns, now.st_size))
    except OSError:
        return  # whoever reads it says so
    if not whole:
        raise SnapshotDamaged(f"The manifest of generation {folder.name} is not what was written.", REBUILD)


@lru_cache(maxsize=16)
def _is_whole(path: Path, _state: tuple[int, int, int]) -> bool:
    content = path.read_bytes()
    sealed = SEALED.match(content)
    return sealed is None or hashlib.sha256(b"{" + content[sealed.end() :]).hexdigest() == sealed[1].decode()
