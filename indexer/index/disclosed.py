"""What creators of one segment disclosed so far, and who paid them: counts by verdict, and brands with their creators.

Brands are kept as digests of their keys: a filter names brands, and nothing else asks for them.
"""

from array import array
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from indexer.disclosure.packs import PACKS, read_pack
from indexer.index.arrays import map_array, write_arrays
from indexer.index.bits import Words
from indexer.index.filters import PLACES
from indexer.index.filters_ranges import Ranges, write_ranges
from matcher.disclosure.brands import digest_key, name_key
from matcher.disclosure.nouns import Record
from matcher.domain import Range

COUNTS, JUDGES, VERSIONS = "disclosed", "disclosed-by", "disclosed-versions"
BRANDS, OWNERS = "sponsors", "sponsors-rows"  # pairs of brand and row, by brand
COLUMN = "disclosure"  # of the shares, as bitmaps
UNKNOWN = -1.0


class DisclosedBuilder:
    """Collects records and sponsors of creators that come in the order of their ids."""

    def __init__(self) -> None:
        self._counts, self._judges = array("q"), array("b")
        self._brands, self._owners = array("q"), array("q")

    def add(self, record: Record, brands: Sequence[int]) -> None:
        """Append one creator; `brands` are digests."""
        self._brands.extend(brands)
        self._owners.extend([len(self._judges)] * len(brands))
        self._counts.extend((record.clear, record.unclear, record.missing))
        self._judges.append(PACKS.index(record.rules))

    def write(self, folder: Path) -> None:
        """Write the files of all creators added so far."""
        brands = np.array(self._brands, np.int64)
        by_brand = np.argsort(brands, kind="stable")
        write_arrays(
            folder,
            {
                COUNTS: np.array(self._counts, np.int64).astype(np.int32).reshape(-1, 3),
                JUDGES: np.array(self._judges, np.int8),
                VERSIONS: np.array([read_pack(name).version for name in PACKS]),
                BRANDS: brands[by_brand],
                OWNERS: np.array(self._owners, np.int64)[by_brand].astype(np.int32),
            },
        )


def write_disclosed_filter(folder: Path) -> None:
    """Write the bitmaps of the shares, in the order of the segment's vectors."""
    counts, order = map_array(folder, COUNTS), map_array(folder, PLACES)
    sponsored = counts.sum(axis=1)
    shares = np.where(sponsored > 0, counts[:, 0] / np.maximum(sponsored, 1), UNKNOWN)
    placed = np.full(len(order), UNKNOWN)
    placed[order >= 0] = shares[order[order >= 0]]
    write_ranges(folder, COLUMN, placed)


class Disclosed:
    """The records and sponsors of one segment, mapped."""

    def __init__(self, folder: Path) -> None:
        """Map what was written.

        Raises:
            OSError, ValueError: a file is missing or damaged.
        """
        self._counts, self._judges, self._versions, self._brands, self._owners = (
            map_array(folder, name) for name in (COUNTS, JUDGES, VERSIONS, BRANDS, OWNERS)
        )
        self._ranges = Ranges(folder, COLUMN)
        if len(self._counts) != len(self._judges) or len(self._brands) != len(self._owners):
            raise ValueError("The records of disclosure were written for other creators.")

    def find(self, within: Range) -> Words:
        """Return the words of the places of all whose share is known and lies inside; they are the caller's."""
        return self._ranges.find(within)

    def find_sponsored(self, names: Collection[str]) -> npt.NDArray[np.int32]:
        """Return the rows of creators who worked with any of these brands; a row may come twice."""
        wanted = np.array(sorted(digest_key(key) for name in names if (key := name_key(name))), np.int64)
        first, end = (np.searchsorted(self._brands, wanted, side=side) for side in ("left", "right"))
        rows = [self._owners[low:high] for low, high in zip(first.tolist(), end.tolist(), strict=True)]
        return np.concatenate([np.zeros(0, np.int32), *rows])

    def read(self, row: int) -> Record:
        """Return what a creator disclosed when the segment was written, by the rules of then."""
        judge = int(self._judges[row])
        clear, unclear, missing = self._counts[row].tolist()
        return Record(
            clear=clear, unclear=unclear, missing=missing, rules=PACKS[judge], version=str(self._versions[judge])
        )
