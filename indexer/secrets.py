"""Secrets in the home folder: made when first needed, readable by their owner alone."""

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from matcher.errors import HomeUnusable

BYTES = 32
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def read_secret(path: Path) -> bytes:
    """Return a secret of 32 random bytes that stays the same; the first who asks makes it.

    Raises:
        HomeUnusable: others may read it, it is not what was written, or it can be neither read nor made.
    """
    try:
        if not path.exists():
            _make_secret(path)
        return _read_tight(path)
    except OSError as error:
        raise HomeUnusable(
            f"The secret {path} cannot be used ({error.strerror or error}).",
            "Let the user who serves read and write that folder.",
        ) from error


def _make_secret(path: Path) -> None:
    """Write beside it first: whoever sees the name sees the whole secret, and the first one wins."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 (a handle, not a path)
            file.write(secrets.token_bytes(BYTES))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(part, path)
    finally:
        part.unlink()


def _read_tight(path: Path) -> bytes:
    with path.open("rb") as file:
        mode = os.fstat(file.fileno()).st_mode
        found = file.read(BYTES + 1)
    if mode & OTHERS:
        raise HomeUnusable(f"Others than its owner may use the secret {path}.", f"Run `chmod 600 {path}`.")
    if len(found) != BYTES:
        raise HomeUnusable(f"The secret {path} is not what was written.", "Take it from a backup, or move it away.")
    return found
