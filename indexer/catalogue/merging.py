"""Lays what an import says over what is stored, and tells whether that changed anything."""

from collections.abc import Iterable, Mapping
from typing import Any

from indexer.catalogue.drafts import Columns

Row = Mapping[str, Any]  # a complete row of one table, by column

TEXTS = frozenset({"handle", "name", "bio", "tags", "declared_languages", "title", "text", "declared_language"})
SHOWN_AS = {"declared_languages": "languages", "declared_language": "language", "region_source": "region"}
BLANK_CREATOR: Row = {
    **dict.fromkeys(("handle", "name", "bio", "url", "region", "region_source", "followers", "following", "verified")),
    **{"tags": [], "declared_languages": [], "languages": [], "sources": {}, "tagger": None},
    **{"inferred_region": None, "region_confidence": None, "region_evidence": []},
}
BLANK_POST: Row = {
    **dict.fromkeys(("title", "text", "declared_language", "language", "published_at", "sponsored", "url")),
    **dict.fromkeys(("likes", "comments", "views", "shares", "saves")),
    **{"tags": [], "sources": {}},
}


def find_changes(stored: Row, said: Columns) -> set[str]:
    """Return the columns whose stored value differs from what is said."""
    return {name for name, value in said.items() if stored[name] != value}


def apply_changes(stored: Row, said: Columns, changes: Iterable[str], import_id: int) -> Row:
    """Return the row with the changed columns, each with the import as its source.

    Declared languages are the languages at once. A column that did not change keeps its first source.
    """
    row = {**stored, **{name: said[name] for name in changes}}
    row["sources"] = {**stored["sources"], **{SHOWN_AS.get(name, name): import_id for name in changes}}
    for name in {"declared_languages", "declared_language"}.intersection(changes):
        row[SHOWN_AS[name]] = said[name]
    return row
