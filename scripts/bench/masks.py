"""Filters as masks in numpy, in the quickest way that we know: what engines without filters of their own are given."""

import numpy as np
import numpy.typing as npt

from indexer.index.columns import Columns, Mask
from matcher.domain import Filter

MOST = 255  # values that a field may have: a place is one byte, and one byte is for nobody's


class Masks:
    """The columns as bytes: a table of 256 answers turns a whole field into a mask at the speed of memory."""

    def __init__(self, columns: Columns) -> None:
        """Hold one byte a creator and field.

        Raises:
            ValueError: a field has more values than a byte can tell apart.
        """
        fields = {
            "languages": (columns.languages, columns.language[:, 0]),
            "regions": (columns.regions, columns.region),
            "platforms": (columns.platforms, columns.platform),
        }
        if max(len(names) for names, _ in fields.values()) > MOST:
            raise ValueError(f"A field has more than {MOST} values.")
        self._names = {field: names for field, (names, _) in fields.items()}
        self._bytes = {field: places.astype(np.uint8).tobytes() for field, (_, places) in fields.items()}
        self._followers: npt.NDArray[np.int64] = np.array(columns.followers)

    def passing(self, must: Filter) -> Mask:
        """Say of each creator whether it passes; as `Columns.passing`, for codes of which none contains another."""
        passes = np.ones(len(self._followers), dtype=bool)
        for field, wanted in (("languages", must.languages), ("regions", must.regions), ("platforms", must.platforms)):
            if wanted:
                table = bytes(name in wanted for name in self._names[field]).ljust(MOST + 1, b"\0")
                passes &= np.frombuffer(self._bytes[field].translate(table), dtype=bool)
        least, most = must.followers.min, must.followers.max
        if least is not None or most is not None:
            passes &= self._followers >= max(least or 0, 0)
        if most is not None:
            passes &= self._followers <= most
        return passes
