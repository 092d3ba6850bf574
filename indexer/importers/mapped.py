"""Tables whose columns somebody has said the meaning of: a row is a creator, a post, or a creator with a post."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime

from indexer.importers.checking import check_creator
from indexer.importers.inputs import Input
from indexer.importers.layouts import IDENTIFYING, POST, Layout
from indexer.importers.loose import read_cell
from indexer.importers.records import Checked, Record, Reject
from indexer.importers.rows import Row, RowReader
from indexer.importers.sniffing import to_codec
from indexer.importers.tables import make_record

WHOSE = "None of its columns tells whose row it is."
WORDS = ("text", "title", "published_at")  # what a post without an id is known by


def read_mapped(source: Input, now: datetime) -> Iterator[Record]:
    """Give a record for every row; columns without a meaning are counted as ignored."""
    (path,) = source.files.values()
    layout = source.layout
    if layout is None:
        raise ValueError("A mapped table needs a layout.")
    reader = RowReader(path, encoding=to_codec(layout.encoding), delimiter=layout.delimiter)
    left_out = [name for name, field in zip(reader.names, layout.fields, strict=False) if field is None and name]
    for row in reader.read():
        checked = _check(row, layout, now)
        if checked.draft is not None:
            checked = Checked(
                draft=checked.draft, rejects=checked.rejects, ignored=dict.fromkeys(left_out, 1), repeated=0
            )
        yield make_record(path.name, row, 0, _identify(checked), checked)


def nest_row(cells: Sequence[str], layout: Layout) -> dict[str, object]:
    """Return a row as JSON Lines would have it: a creator, with a post nested in it where there is one."""
    creator: dict[str, object] = {} if layout.platform is None else {"platform": layout.platform}
    post: dict[str, object] = {}
    for field, cell in zip(layout.fields, cells, strict=False):
        if field is None:
            continue
        name = field.removeprefix(POST)
        value = read_cell(name, cell)
        if value is not None:
            (post if field.startswith(POST) else creator)[name] = value
    if "external_id" not in creator:
        known = next((creator[name] for name in IDENTIFYING if name in creator), None)
        creator |= {} if known is None else {"external_id": known}
    if any(name in post for name in ("text", "title", "url", "external_id")):
        creator["posts"] = [{"external_id": _name_post(post), **post}]
    return creator


def _check(row: Row, layout: Layout, now: datetime) -> Checked:
    if row.problem:
        return Checked(draft=None, rejects=(Reject("", row.problem),))
    creator = nest_row(row.cells, layout)
    if "external_id" not in creator:
        return Checked(draft=None, rejects=(Reject("external_id", WHOSE),))
    return check_creator(creator, now)


def _name_post(post: dict[str, object]) -> object:
    """Return an id for a post that has none, the same at every import: its address, else a digest of its words."""
    if (url := post.get("url")) is not None:
        return str(url)[-200:]
    words = "\n".join(str(post.get(name, "")) for name in WORDS)
    return f"text-{hashlib.sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"


def _identify(checked: Checked) -> tuple[str, ...]:
    """Return what makes a later row a repetition: the same creator, and the same post."""
    draft = checked.draft
    return ("mapped", *draft.key, *draft.posts) if draft else ()
