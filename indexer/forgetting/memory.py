"""The home's own list of whom it has forgotten, as digests: a catalogue put back from a backup may not know."""

import os
from collections.abc import Sequence

from indexer.catalogue.drafts import Key
from indexer.catalogue.tombstones import digest_key
from indexer.settings import Settings

FILE = "forgotten"


def remember_digests(settings: Settings, salt: bytes, keys: Sequence[Key]) -> None:
    """Add creators to the list."""
    known = recall_digests(settings)
    fresh = [digest for key in keys if (digest := digest_key(key, salt)) not in known]
    handle = os.open(settings.secrets / FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with open(handle, "a", encoding="ascii") as file:  # noqa: PTH123 (a handle, not a path)
        file.writelines(f"{digest}\n" for digest in fresh)
        file.flush()
        os.fsync(file.fileno())


def recall_digests(settings: Settings) -> frozenset[str]:
    """Return the list."""
    path = settings.secrets / FILE
    return frozenset(path.read_text(encoding="ascii").split()) if path.is_file() else frozenset()
