"""The manifest of a generation: what it was made from, and how each of its files can be checked."""

import hashlib
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from matcher.errors import SnapshotDamaged

FILE = "manifest.json"
FORMAT = 6
BLOCK = 1 << 20  # bytes read at once
Told = TypeVar("Told")
READERS = 2  # files that are checked at once: the digest takes longer than reading
REBUILD = "Run `enmusubi index` to build a new generation."


class FileSeal(BaseModel):
    """What a file must be."""

    bytes: int
    sha256: str
    crc32: int  # compared in a third of the time; damage by chance does not pass it


class SegmentFacts(BaseModel):
    """What a generation says of one of its segments."""

    made_in: str  # the generation that it was built for; later ones share its files
    over: str | None = None  # of a delta: the `made_in` of the base that it continues
    watermark: int  # the catalogue's revision that it was built from
    creators: int  # the dead included
    platforms: tuple[str, ...]
    regions: tuple[str, ...]
    languages: tuple[str, ...]


class PoolFacts(BaseModel):
    """What a generation says of one kind of count: fields of matcher.forecast.pool.Pool."""

    peers: Mapping[str, float]  # fields of matcher.forecast.peers.Peers
    labels: Mapping[str, float]
    noise: float
    errors: tuple[float, ...]
    measured: int
    creators: int


class Manifest(BaseModel):
    """What a generation says of itself."""

    model_config = ConfigDict(frozen=True)

    format: int
    generation: str
    made_at: str  # UTC, ISO 8601
    encoder: str
    dimension: int
    bank: str
    tagger: str
    weights: str  # of authenticity: what tells them from all others
    rules: str  # of disclosure: every pack with its version
    watermark: int  # the catalogue's revision that the generation was built from
    creators: int
    passages: int
    segments: Mapping[str, SegmentFacts]  # "base", and "delta" where creators changed since that was built
    briefs: tuple[str, ...]  # languages of the bank, in the order of the lens's means
    topics: Mapping[str, tuple[str, ...]]  # what the lens's topics are called, by language
    kinship: float  # of the lens
    units: Mapping[str, float]  # fields of matcher.calibration.Calibration
    spreads: Mapping[str, tuple[str, ...]]  # languages by view, in the order of its means
    pools: Mapping[str, PoolFacts] = {}  # what forecasts start from, by kind of count
    files: Mapping[str, FileSeal]


def seal(folder: Path, known: Mapping[str, FileSeal] | None = None) -> dict[str, FileSeal]:
    """Return what every file in the folder and its sub-folders is now, by its path from there.

    Files that are `known` are shared with an older generation; they are not read again.
    """
    sealed = dict(known or {})
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / FILE)
    names = [path.relative_to(folder).as_posix() for path in paths]
    new = [name for name in names if name not in sealed]
    sealed |= zip(new, _read(folder, new, _seal), strict=True)
    return {name: sealed[name] for name in names}


def list_shared(manifest: Manifest, segment: str) -> dict[str, FileSeal]:
    """Return the files of a segment, which generations that continue it share."""
    return {name: sealed for name, sealed in manifest.files.items() if name.startswith(f"{segment}/")}


def read_manifest(folder: Path) -> Manifest:
    """Read a generation's manifest.

    Raises:
        SnapshotDamaged: it is missing, not readable, or of a format that this version does not know.
    """
    try:
        manifest = Manifest.model_validate_json((folder / FILE).read_bytes())
    except (OSError, ValidationError) as error:
        raise SnapshotDamaged(f"The manifest of generation {folder.name} cannot be read.", REBUILD) from error
    if manifest.format != FORMAT:
        raise SnapshotDamaged(
            f"Generation {folder.name} has format {manifest.format}; this version reads format {FORMAT}.",
            REBUILD,
        )
    return manifest


def check_sizes(folder: Path, manifest: Manifest) -> None:
    """Compare the files' sizes with the manifest.

    Raises:
        SnapshotDamaged: a file is missing or has another size.
    """
    for name, expected in manifest.files.items():
        path = folder / name
        size = path.stat().st_size if path.is_file() else None
        if size != expected.bytes:
            found = "is missing" if size is None else f"has {size:,} bytes instead of {expected.bytes:,}"
            raise SnapshotDamaged(f"{name} of generation {manifest.generation} {found}.", REBUILD)


def check_contents(folder: Path, manifest: Manifest, known: Collection[str] = ()) -> None:
    """Compare the files' contents with the manifest, reading all of them but those that are `known` to be whole.

    Raises:
        SnapshotDamaged: a file is missing or is not what was written.
    """
    check_sizes(folder, manifest)
    names = [name for name in manifest.files if name not in known]
    for name, digest in zip(names, _read(folder, names, _sha256), strict=True):
        if digest != manifest.files[name].sha256:
            raise _damaged(manifest, name)


def check_quickly(folder: Path, manifest: Manifest) -> None:
    """Compare the files' contents with the manifest by their CRC-32.

    Raises:
        SnapshotDamaged: a file is missing or is not what was written.
    """
    check_sizes(folder, manifest)
    for name, crc32 in zip(manifest.files, _read(folder, list(manifest.files), _crc32), strict=True):
        if crc32 != manifest.files[name].crc32:
            raise _damaged(manifest, name)


def _damaged(manifest: Manifest, name: str) -> SnapshotDamaged:
    return SnapshotDamaged(f"{name} of generation {manifest.generation} is not what was written.", REBUILD)


def _read(folder: Path, names: Sequence[str], tell: Callable[[Path], Told]) -> Iterator[Told]:
    """Give what is told of each file, a few of them read at once."""
    with ThreadPoolExecutor(READERS) as readers:
        yield from readers.map(lambda name: tell(folder / name), names)


def _seal(path: Path) -> FileSeal:
    sha256, crc32, size = hashlib.sha256(), 0, 0
    for block in _blocks(path):
        sha256.update(block)
        crc32, size = zlib.crc32(block, crc32), size + len(block)
    return FileSeal(bytes=size, sha256=sha256.hexdigest(), crc32=crc32)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _crc32(path: Path) -> int:
    found = 0
    for block in _blocks(path):
        found = zlib.crc32(block, found)
    return found


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb", buffering=0) as file:
        while block := file.read(BLOCK):
            yield block
