"""Which texts have a vector already: digests in ascending order, searched where they lie on disk."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from indexer.index.arrays import Array, map_array
from indexer.index.texts import ABSENT

Keys = npt.NDArray[np.uint64]  # (t, 2): the halves of a text's digest
Vectors = npt.NDArray[np.float16]  # (t, d)
NOWHERE = -1


class KnownTexts(Protocol):
    """Texts that have been embedded before."""

    def find(self, keys: Keys) -> npt.NDArray[np.int64]:
        """Return the place of each text; NOWHERE where it is not known."""

    def take(self, places: npt.NDArray[np.int64]) -> Vectors:
        """Return the vectors in these places."""


@dataclass(frozen=True, slots=True)
class KeyIndex:
    """Digests and the places of their vectors."""

    heads: npt.NDArray[np.uint64]  # (t,) first halves, ascending
    tails: npt.NDArray[np.uint64]  # (t,) second halves
    places: npt.NDArray[np.int64]  # (t,)

    def find(self, keys: Keys) -> npt.NDArray[np.int64]:
        """Return the place of each (t, 2) key; NOWHERE where it is not listed."""
        if not len(self.heads):
            return np.full(len(keys), NOWHERE)
        at = np.minimum(np.searchsorted(self.heads, keys[:, 0]), len(self.heads) - 1)
        is_listed = (self.heads[at] == keys[:, 0]) & (self.tails[at] == keys[:, 1])
        return np.where(is_listed, self.places[at], NOWHERE)


def read_keys(digests: bytes) -> Keys:
    """Return digests that stand one after the other."""
    return np.frombuffer(digests, dtype="<u8").reshape(-1, 2)


def list_keys(keys: Keys) -> KeyIndex:
    """Return where each key stands in (t, 2) rows, of equal ones the first; what marks absent texts is left out."""
    present = np.flatnonzero((keys != read_keys(ABSENT)).any(axis=1))
    order = present[np.argsort(keys[present, 0], kind="stable")]
    return KeyIndex(heads=keys[order, 0], tails=keys[order, 1], places=order)


def name_arrays(index: KeyIndex) -> Mapping[str, Array]:
    """Return the arrays of an index by the names that `map_keys` reads."""
    return {"texts_heads": index.heads, "texts_tails": index.tails, "texts_places": index.places}


def map_keys(folder: Path) -> KeyIndex:
    """Map an index that was written to a folder."""
    return KeyIndex(*(map_array(folder, name) for name in ("texts_heads", "texts_tails", "texts_places")))
