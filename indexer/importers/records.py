"""Records: what a file says, one after the other, judged."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from indexer.catalogue.drafts import Draft

LONGEST_RAW = 10_000  # characters of a rejected row that are kept


@dataclass(frozen=True, slots=True)
class Reject:
    """Why something was not taken."""

    field: str  # "followers", "posts[3].likes"; empty: the whole row
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was found in a row: the good part as a draft, the bad parts as rejects."""

    draft: Draft | None  # None: nothing of the row is taken
    rejects: tuple[Reject, ...] = ()
    ignored: Mapping[str, int] = field(default_factory=dict)  # unknown fields: how often
    repeated: int = 0  # nested entries that the row itself says again later


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row of a file, with where it stands."""

    file: str
    line: int  # its first line, from 1
    raw: str  # as it stands there, at most `LONGEST_RAW` characters
    size: int  # its length in characters
    read: int  # bytes of the whole input that were read so far
    identity: tuple[str, ...]  # what makes a later row a repetition of this one; empty: nothing
    checked: Checked
