"""Judges what a row says about a creator: the good part becomes a draft, every bad part a reject."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from pydantic import ValidationError

from indexer.catalogue.drafts import Columns, Draft
from indexer.importers.models import Checks, CreatorFields, FeeFields, HistoryFields, PostFields
from indexer.importers.records import Checked, Reject
from indexer.importers.texts import clean_text

NESTED = ("posts", "history", "fees")
DECLARED = "declared"  # where a region is from that the row itself names
C = TypeVar("C", bound=Checks)


@dataclass(slots=True)
class Findings:
    """Collects what is noticed while a row is judged."""

    now: datetime
    rejects: list[Reject] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)

    def check(self, model: type[C], said: object, path: str) -> C | None:
        """Return the checked fields; None: they were rejected, all reasons in one reject."""
        if not isinstance(said, Mapping):
            self.rejects.append(Reject(path, "It must be an object."))
            return None
        prefix = f"{path}." if path else ""
        general = f"{path.partition('[')[0]}[]." if path else ""
        known = model.model_fields.keys() | (() if path else NESTED)
        self.ignored.update(f"{general}{clean_text(name[:100])}" for name in said if name not in known)
        try:
            return model.model_validate(said, context={"now": self.now})
        except ValidationError as error:
            self.rejects.append(_explain(error, prefix))
            return None

    def check_list(self, model: type[C], said: Mapping[str, Any], name: str) -> list[C]:
        """Return the good entries of a nested list; an absent or null list has none."""
        entries = said.get(name)
        if entries is None:
            return []
        if not isinstance(entries, list):
            self.rejects.append(Reject(name, "It must be a list of objects."))
            return []
        checked = (self.check(model, entry, f"{name}[{place}]") for place, entry in enumerate(entries))
        return [entry for entry in checked if entry is not None]


def check_creator(said: object, now: datetime) -> Checked:
    """Judge a creator with nested posts, history and fees.

    A bad field of the creator rejects everything; a bad entry of a nested list rejects that entry alone.
    """
    findings = Findings(now)
    creator = findings.check(CreatorFields, said, "")
    if creator is None or not isinstance(said, Mapping):
        return Checked(draft=None, rejects=tuple(findings.rejects), ignored=findings.ignored)
    posts = findings.check_list(PostFields, said, "posts")
    history = findings.check_list(HistoryFields, said, "history")
    fees = findings.check_list(FeeFields, said, "fees")
    draft = Draft(
        platform=creator.platform,
        external_id=creator.external_id,
        columns=read_columns(creator),
        posts={post.external_id: read_post_columns(post) for post in posts},
        history={entry.date: entry.columns("date") for entry in history},
        fees={(fee.deliverable, fee.currency): fee.amount for fee in fees},
    )
    repeated = len(posts) + len(history) + len(fees) - len(draft.posts) - len(draft.history) - len(draft.fees)
    return Checked(draft=draft, rejects=tuple(findings.rejects), ignored=findings.ignored, repeated=repeated)


def read_columns(creator: CreatorFields) -> Columns:
    """Return a creator's fields under the names of the catalogue's columns."""
    columns = creator.columns("platform", "external_id")
    if "languages" in columns:
        columns["declared_languages"] = columns.pop("languages")
    if "region" in columns:
        columns["region_source"] = None if columns["region"] is None else DECLARED
    return columns


def read_post_columns(post: PostFields) -> Columns:
    """Return a post's fields under the names of the catalogue's columns."""
    columns = post.columns("external_id")
    if "language" in columns:
        columns["declared_language"] = columns.pop("language")
    return columns


def join_rejects(found: Sequence[Reject]) -> Reject:
    """Return one reject for several bad fields: the first one's field, then all reasons."""
    first, *others = found
    reasons = [first.reason, *(f"{other.field}: {other.reason}" for other in others)]
    return Reject(first.field, " ".join(reasons)[:1_000])


def _explain(error: ValidationError, prefix: str) -> Reject:
    found = [Reject(f"{prefix}{each['loc'][0]}", _word(each)) for each in error.errors(include_url=False)]
    return join_rejects(found)


def _word(error: Any) -> str:  # noqa: ANN401 (pydantic's own dictionary)
    return "It is missing." if error["type"] == "missing" else str(error["ctx"]["error"])
