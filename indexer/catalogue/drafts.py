"""Drafts: what an import says about creators, checked, before it is compared with what is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

Key = tuple[str, str]  # platform, external_id
Columns = Mapping[str, object]  # a column's new value; None empties it; an absent one keeps what is stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What one import says about one creator. It never deletes: absent parts stay as they are stored."""

    platform: str
    external_id: str
    columns: Columns = field(default_factory=dict)  # of `CreatorRow`
    posts: Mapping[str, Columns] = field(default_factory=dict)  # by external_id, of `PostRow`
    history: Mapping[date, Columns] = field(default_factory=dict)  # of `HistoryRow`
    fees: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)  # by deliverable and currency
    statistics: Mapping[tuple[str, str], float] = field(default_factory=dict)  # by name and statistic
    must_exist: bool = False  # the creator is only referred to: do not make it

    @property
    def key(self) -> Key:
        """What tells creators apart."""
        return self.platform, self.external_id


def merge_drafts(earlier: Draft, later: Draft) -> Draft:
    """Return one draft that says what both say; where they differ, the later one wins."""
    posts = {**earlier.posts}
    for name, columns in later.posts.items():
        posts[name] = {**posts.get(name, {}), **columns}
    history = {**earlier.history}
    for day, columns in later.history.items():
        history[day] = {**history.get(day, {}), **columns}
    return Draft(
        platform=earlier.platform,
        external_id=earlier.external_id,
        columns={**earlier.columns, **later.columns},
        posts=posts,
        history=history,
        fees={**earlier.fees, **later.fees},
        statistics={**earlier.statistics, **later.statistics},
        must_exist=earlier.must_exist and later.must_exist,
    )
