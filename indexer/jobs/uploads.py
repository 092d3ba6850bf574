"""Takes files in that somebody sent: bounded, under names of our own, and unpacked where they are packed."""

import re
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO
from zlib import error as ZlibError

from indexer.importers.tables import TABLES
from indexer.jobs.files import FILE, make_folder, remove_files
from indexer.settings import Settings
from matcher.errors import EnmusubiError, HomeUnusable

MOST_BYTES = 200_000_000  # of one upload, unpacked, too
MOST_LINES = 2_000_000
MOST_PACKED = 100  # files of one archive
LONGEST_NAME = 100  # characters
PIECE = 1 << 20
ZIP = b"PK\x03\x04"
UPLOAD = "upload"  # the name under which a single file lies
UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff<>:\"|?*]")


class UploadRefused(EnmusubiError):
    """The file cannot be taken; its code says why: `upload_empty`, `upload_archive` and so on."""

    code = "upload_refused"

    def __init__(self, reason: str, problem: str, fix: str) -> None:
        """Say why in one word, and the problem and the cure in a sentence each."""
        super().__init__(problem, fix)
        self.code = f"upload_{reason}"


class UploadTooLarge(UploadRefused):
    """The file is larger than can be taken."""


def take_upload(settings: Settings, id: int, stream: IO[bytes]) -> Path:
    """Write what was sent into the job's folder; return the file, or the folder where it held several tables.

    Raises:
        UploadTooLarge: it has too many bytes or lines, packed or unpacked.
        UploadRefused: it is empty, or an archive that holds nothing to be imported.
        HomeUnusable: the disk is full or cannot be written.
    """
    try:
        with _explained():
            folder = make_folder(settings, id)
            path = _write(stream, folder / UPLOAD)
            return _unpack(path) if _is_zip(path) else path
    except BaseException:
        remove_files(settings, id)
        raise


def clean_name(name: str | None) -> str:
    """Return a file's name as it can be shown and kept: without its folders, control characters and length."""
    plain = unicodedata.normalize("NFC", (name or "").replace("\\", "/").rpartition("/")[2])
    plain = " ".join(UNSAFE.sub("", plain).split()).strip(". ")
    return plain[-LONGEST_NAME:] or UPLOAD


def _write(stream: IO[bytes], path: Path) -> Path:
    size = lines = 0
    path.touch(FILE, exist_ok=False)
    with path.open("wb") as file:
        while piece := stream.read(PIECE):
            size, lines = size + len(piece), lines + piece.count(b"\n")
            _refuse_large(size, lines)
            file.write(piece)
    if not size:
        raise UploadRefused("empty", "The file is empty.", "Export it again.")
    return path


def _refuse_large(size: int, lines: int) -> None:
    if size > MOST_BYTES:
        raise UploadTooLarge(
            "bytes",
            f"The file is larger than {MOST_BYTES // 1_000_000} MB.",
            "Split it, or run `enmusubi import` on the server.",
        )
    if lines > MOST_LINES:
        raise UploadTooLarge(
            "lines",
            f"The file has more than {MOST_LINES:,} lines.",
            "Split it, or run `enmusubi import` on the server.",
        )


def _is_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(ZIP)) == ZIP


def _unpack(path: Path) -> Path:
    """Unpack an archive of tables, or of one file; what it says of names and sizes is not believed."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = _choose_members(archive)
            left = MOST_BYTES
            for name, member in members.items():
                with archive.open(member) as stream:
                    left -= _write_bounded(stream, path.with_name(f"{name}.part"), left)
    except (zipfile.BadZipFile, ZlibError, NotImplementedError, RuntimeError, EOFError) as error:
        raise UploadRefused(
            "archive", "The archive is damaged or locked.", "Unpack it and upload what is inside."
        ) from error
    path.unlink()
    for name in members:
        target = name if name == UPLOAD else f"{name}.csv"
        path.with_name(f"{name}.part").rename(path.with_name(target))
    return path if UPLOAD in members else path.parent


def _write_bounded(stream: IO[bytes], path: Path, left: int) -> int:
    """Write at most `left` bytes; how much an archive says it holds is not asked."""
    written = _write(stream, path).stat().st_size
    if written > left:
        _refuse_large(MOST_BYTES + 1, 0)
    return written


def _choose_members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return what is to be read, by the table's name, or by UPLOAD where the archive has one file alone."""
    members = [one for one in archive.infolist() if not one.is_dir() and not _is_hidden(one.filename)]
    if len(members) > MOST_PACKED:
        raise UploadRefused("files", f"The archive holds more than {MOST_PACKED} files.", "Upload the tables alone.")
    if any(one.filename == "[Content_Types].xml" for one in members):
        raise UploadRefused("workbook", "This is a workbook, not a table.", 'Save it as "CSV UTF-8" and upload that.')
    tables = {PurePosixPath(one.filename).name.lower().removesuffix(".csv"): one for one in members}
    chosen = {name: tables[name] for name in TABLES if name in tables}
    if len(members) == 1:
        return {UPLOAD: members[0]}
    if not chosen:
        names = ", ".join(f"{name}.csv" for name in TABLES)
        raise UploadRefused(
            "tables", f"The archive holds none of {names}.", "Upload a single file, or name the tables so."
        )
    return chosen


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return not parts or any(part.startswith((".", "__MACOSX")) for part in parts if part not in ("..", "."))


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        problem = f"The upload could not be stored ({error.strerror or error})."
        raise HomeUnusable(problem, "Free some space on the server, then try again.") from error
