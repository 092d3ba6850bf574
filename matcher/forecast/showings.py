"""Posts and streams as columns: what a forecast is made from, and what it is made for."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
UNKNOWN = -1  # of a topic
HOURS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Showings:
    """Posts or streams, oldest first; every column has one entry for each."""

    creators: Ints  # any numbers that tell creators apart
    days: Floats  # since 1970-01-01 UTC, with the time of day as a fraction
    topics: Ints  # what it was about, from 0; UNKNOWN: not known
    sizes: Floats  # natural logarithm of the creator's followers then; nan: not known
    counts: Floats  # natural logarithm of what is forecast, such as views; nan: not known yet

    def take(self, places: Ints | Flags) -> "Showings":
        """Return some of them, in the order of the places."""
        return Showings(
            creators=self.creators[places],
            days=self.days[places],
            topics=self.topics[places],
            sizes=self.sizes[places],
            counts=self.counts[places],
        )

    @property
    def hours(self) -> Floats:
        """The time of day in UTC, from 0 up to 24."""
        return (self.days % 1) * HOURS

    @property
    def weekdays(self) -> Ints:
        """The day of the week in UTC, 0 to 6."""
        return (np.floor(self.days) % 7).astype(np.int64)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.creators)


def group_by_creator(showings: Showings) -> dict[int, Ints]:
    """Return the places of each creator's showings, oldest first."""
    order = np.argsort(showings.creators, kind="stable")
    creators, starts = np.unique(showings.creators[order], return_index=True)
    return dict(zip(creators.tolist(), np.split(order, starts[1:]), strict=True)) if len(showings) else {}


def find_medians(showings: Showings) -> Floats:
    """Return for each showing the median of its creator's counts."""
    medians = np.zeros(len(showings))
    for places in group_by_creator(showings).values():
        medians[places] = np.median(showings.counts[places])
    return medians
