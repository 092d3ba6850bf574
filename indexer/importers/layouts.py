"""What the columns of an unknown table mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MAPPED = "mapped"  # the shape of a table with a layout
POST = "post."
CREATOR_FIELDS = (
    *("external_id", "handle", "name", "platform", "url", "bio", "tags", "region", "languages"),
    *("followers", "following", "verified"),
)
POST_FIELDS = tuple(
    f"{POST}{name}"
    for name in (
        *("text", "title", "tags", "url", "external_id", "published_at", "language"),
        *("likes", "comments", "views", "shares", "saves", "sponsored"),
    )
)
FIELDS = (*CREATOR_FIELDS, *POST_FIELDS)
IDENTIFYING = ("external_id", "handle", "url")  # the first of them that a row has tells whose row it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a table is read: its encoding, its separator, and which field each column fills."""

    encoding: str
    delimiter: str
    fields: tuple[str | None, ...]  # one a column, of FIELDS; None: the column is left out
    platform: str | None = None  # of rows without one

    def find_faults(self) -> tuple[str, ...]:
        """Return the fields that are missing ("identity", "platform") or filled by two columns."""
        given = [field for field in self.fields if field is not None]
        doubled = [field for field in FIELDS if given.count(field) > 1]
        missing = [] if set(given) & set(IDENTIFYING) else ["identity"]
        if "platform" not in given and self.platform is None:
            missing.append("platform")
        return (*missing, *doubled)

    def write(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return {
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "fields": list(self.fields),
            "platform": self.platform,
        }


def read_layout(written: Mapping[str, Any]) -> Layout:
    """Return what `Layout.write` has written."""
    return Layout(
        encoding=written["encoding"],
        delimiter=written["delimiter"],
        fields=tuple(written["fields"]),
        platform=written["platform"],
    )
