"""The journal of a build: every vector is written down as it is made, so that a killed build need not make it again."""

import json
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import numpy as np
import numpy.typing as npt

from indexer.index.known import KeyIndex, Keys, Vectors, list_keys, read_keys
from indexer.index.texts import DIGEST

FILE = "embedded.journal"  # beside the generations
FRAME = struct.Struct("<II")  # how many texts a record holds, and the CRC-32 of what follows


class Journal:
    """Vectors that were made for a generation which is not published yet. One process writes it.

    A record that a kill or a full disk cut off, and all that comes after it, is left out.
    """

    def __init__(self, folder: Path, encoder: str, dimension: int) -> None:
        """Open the folder's journal; one of another encoder is begun anew.

        Raises:
            OSError: the disk is full or cannot be written.
        """
        self.dimension = dimension
        self._width = 2 * dimension  # bytes of a vector
        header = json.dumps({"encoder": encoder, "dimension": dimension}).encode() + b"\n"
        self._begin = len(header)
        self._file = (folder / FILE).open("a+b", buffering=0)
        try:
            self._known, self._offsets = self._open(header)
        except BaseException:
            self._file.close()
            raise

    def __len__(self) -> int:
        """How many texts it held when it was opened."""
        return len(self._offsets)

    def append(self, keys: Keys, vectors: Vectors) -> None:
        """Write down some texts; they outlive this process from here on."""
        content = keys.tobytes() + vectors.astype("<f2").tobytes()
        self._write(FRAME.pack(len(keys), zlib.crc32(content)) + content)

    def find(self, keys: Keys) -> npt.NDArray[np.int64]:
        """Return the place of each text that was there when the journal was opened; NOWHERE for others."""
        return self._known.find(keys)

    def take(self, places: npt.NDArray[np.int64]) -> Vectors:
        """Return the vectors in these places."""
        mapped = np.memmap(self._file.name, np.uint8, "r")
        rows = [mapped[offset : offset + self._width] for offset in self._offsets[places].tolist()]
        return np.array(rows, np.uint8).reshape(len(places), self._width).view("<f2")

    def __enter__(self) -> "Journal":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def _open(self, header: bytes) -> tuple[KeyIndex, npt.NDArray[np.int64]]:
        """Return the texts and where in the file their vectors are; what follows the last whole record is cut off."""
        self._file.seek(0)
        if self._file.read(len(header)) != header:
            self._file.truncate(0)
            self._write(header)
        keys, offsets, end = [read_keys(b"")], [np.zeros(0, np.int64)], self._begin
        for found, start in self._records():
            keys.append(found)
            offsets.append(start + self._width * np.arange(len(found)))
            end = start + self._width * len(found)
        self._file.truncate(end)
        return list_keys(np.concatenate(keys)), np.concatenate(offsets)

    def _write(self, content: bytes) -> None:
        """Append everything, or raise what hinders it."""
        rest = memoryview(content)
        while rest:
            rest = rest[self._file.write(rest) :]

    def _records(self) -> Iterator[tuple[Keys, int]]:
        """Give the keys of each whole record, and where its vectors begin."""
        self._file.seek(self._begin)
        while len(frame := self._file.read(FRAME.size)) == FRAME.size:
            count, expected = FRAME.unpack(frame)
            start = self._file.tell() + count * DIGEST
            content = self._file.read(count * (DIGEST + self._width))
            if len(content) < count * (DIGEST + self._width) or zlib.crc32(content) != expected:
                return
            yield read_keys(content[: count * DIGEST]), start


def forget(folder: Path) -> None:
    """Take the journal away: what it held is published, or is not wanted."""
    (folder / FILE).unlink(missing_ok=True)
