"""Arrays as files of a folder, mapped when they are read back."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def write_arrays(folder: Path, arrays: Mapping[str, Array]) -> None:
    """Write each array to NAME.npy."""
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)


def map_array(folder: Path, name: str) -> Array:
    """Return NAME.npy without reading it: its pages come when they are used."""
    path = folder / f"{name}.npy"
    array: Array = np.load(path, mmap_mode="r", allow_pickle=False)
    return array
