"""Arrays as files of a folder, mapped when they are read back."""

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.lib import format as npy

Array = npt.NDArray[Any]


class ArrayWriter:
    """Appends rows to NAME.npy, so that an array need never be in memory as a whole."""

    def __init__(self, folder: Path, name: str, dtype: npt.DTypeLike, *shape: int) -> None:
        """Begin with no rows; `shape` is that of one row."""
        self._file = (folder / f"{name}.npy").open("wb")
        self._dtype, self._shape, self._rows = np.dtype(dtype), shape, 0
        self._write_header()

    def append(self, rows: Array) -> None:
        """Append an (n, *shape) array."""
        self._file.write(np.ascontiguousarray(rows, self._dtype).data)
        self._rows += len(rows)

    def __enter__(self) -> "ArrayWriter":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if error is None:
                self._file.seek(0)
                self._write_header()
        finally:
            self._file.close()

    def _write_header(self) -> None:
        """Write a header of one size, whatever the number of rows: numpy leaves room for it to grow."""
        described = {"descr": npy.dtype_to_descr(self._dtype), "fortran_order": False}
        npy.write_array_header_1_0(self._file, {**described, "shape": (self._rows, *self._shape)})


def write_arrays(folder: Path, arrays: Mapping[str, Array]) -> None:
    """Write each array to NAME.npy."""
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)


def map_array(folder: Path, name: str) -> Array:
    """Return NAME.npy without reading it: its pages come when they are used."""
    path = folder / f"{name}.npy"
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))  # a plain array is indexed faster than a memmap
