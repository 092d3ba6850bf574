"""Counts what an import did, each creator once, however often the file names it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from indexer.catalogue.drafts import Key
from indexer.catalogue.writing import Written
from indexer.importers.records import Record

MOST_REMEMBERED = 2_000_000  # rows of one file; repetitions beyond are written alike, but not counted
MOST_NAMES = 100  # of unknown fields that are told apart
OTHERS = "(others)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What an import has done so far; the fields are columns of `ImportRow`."""

    position: int = 0
    accepted: int = 0
    rejected: int = 0
    repeated: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    ignored: Mapping[str, int] = field(default_factory=dict)
    rejects_size: int = 0


class Memory:
    """Remembers which rows were seen, and which creators were counted as unchanged, by hash."""

    def __init__(self) -> None:
        self._rows: set[int] = set()
        self._counted: dict[int, bool] = {}  # True: as unchanged, which a later row may overrule

    def is_repeated(self, record: Record) -> bool:
        """Say whether an earlier row had the same key, and remember this one's."""
        if not record.identity:
            return False
        key = hash(record.identity)
        if key in self._rows:
            return True
        if len(self._rows) < MOST_REMEMBERED:
            self._rows.add(key)
        return False

    def skip(self, record: Record) -> None:
        """Remember a row that an earlier, killed run has written and counted."""
        self.is_repeated(record)
        if record.checked.draft:
            self._counted.setdefault(hash(record.checked.draft.key), False)

    def count(self, counts: Counts, written: Written) -> Counts:
        """Return the counts with the creators of a batch added."""
        fresh = {name: self._count(getattr(written, name), name == "unchanged") for name in ("new", "unchanged")}
        overruled = sum(self._counted.get(hash(key), False) for key in written.changed)
        changed = self._count(written.changed, False) + overruled
        return replace(
            counts,
            new=counts.new + fresh["new"],
            changed=counts.changed + changed,
            unchanged=counts.unchanged + fresh["unchanged"] - overruled,
        )

    def _count(self, keys: Iterable[Key], unchanged: bool) -> int:
        """Return how many of the creators were not counted before."""
        before = len(self._counted)
        for key in keys:
            if unchanged:
                self._counted.setdefault(hash(key), True)
            else:
                self._counted[hash(key)] = False
        return len(self._counted) - before


def count_records(counts: Counts, records: Iterable[Record], memory: Memory) -> Counts:
    """Return the counts with rows added; what became of their creators is counted by `Memory.count`."""
    ignored = dict(counts.ignored)
    position, accepted, rejected, repeated = counts.position, counts.accepted, counts.rejected, counts.repeated
    for record in records:
        position += 1
        accepted += record.checked.draft is not None
        rejected += len(record.checked.rejects)
        repeated += memory.is_repeated(record) + record.checked.repeated
        for name, times in record.checked.ignored.items():
            known = name if name in ignored or len(ignored) < MOST_NAMES else OTHERS
            ignored[known] = ignored.get(known, 0) + times
    return replace(counts, position=position, accepted=accepted, rejected=rejected, repeated=repeated, ignored=ignored)
