"""Shortlists: made, read, renamed and deleted, with their entries; and what clients answered."""

from typing import Any

from flask import Response, jsonify, url_for

from indexer.catalogue.shortlists.entries import (
    EntryChange,
    EntryKey,
    add_entry,
    change_entry,
    order_entries,
    remove_entry,
)
from indexer.catalogue.shortlists.lists import create_shortlist, delete_shortlist, rename_shortlist, restore_shortlist
from indexer.catalogue.shortlists.reading import page_shortlists, read_shortlist
from indexer.catalogue.shortlists.shares import list_shares
from web.access.scopes import needs
from web.api.listed import (
    EntryBody,
    EntryPath,
    ListAnswer,
    ListBody,
    ListPath,
    ListsAnswer,
    ListsQuery,
    NewEntryBody,
    NewListBody,
    OrderBody,
    SharesAnswer,
)
from web.api.once import once
from web.api.refusals import describe_refusal
from web.api.resource import checked, make_resource
from web.shortlists.showing import show_share, show_shortlist, show_summary
from web.shortlists.store import change_lists, read_lists, tell_moment

shortlists = make_resource("shortlists", "Creators that planners chose, in an order, with notes.")

MISSING: dict[str | int, Any] = {404: describe_refusal(404, "There is no such shortlist, or the creator is not on it.")}
CHANGED: dict[str | int, Any] = MISSING | {
    409: describe_refusal(409, "Somebody else changed the same field, or the list is full.")
}
DONE: dict[str | int, Any] = {204: {"description": "It is done; there is nothing to tell."}}


@shortlists.get("/shortlists", operation_id="list_shortlists", responses={200: ListsAnswer})
@needs("read")
@checked
def list_shortlists(query: ListsQuery) -> Response:
    """Return the shortlists, page by page, the oldest first."""
    with read_lists() as connection:
        found = page_shortlists(connection, int(query.cursor or 0), query.limit + 1)
    page = found[: query.limit]
    cursor = str(page[-1].id) if len(found) > query.limit else None
    return jsonify(shortlists=[show_summary(one) for one in page], next_cursor=cursor)


@shortlists.post("/shortlists", operation_id="create_shortlist", responses={201: ListAnswer})
@needs("write")
@once
@checked
def make_shortlist(body: NewListBody) -> Response:
    """Make an empty shortlist."""
    with change_lists() as connection:
        id = create_shortlist(connection, body.name, tell_moment())
    answer = _tell(id, 201)
    answer.headers["Location"] = url_for("shortlists.get_shortlist", id=id)
    return answer


@shortlists.get("/shortlists/<int:id>", operation_id="get_shortlist", responses={200: ListAnswer, **MISSING})
@needs("read")
@checked
def get_shortlist(path: ListPath) -> Response:
    """Return one shortlist with its entries."""
    return _tell(path.id)


@shortlists.patch("/shortlists/<int:id>", operation_id="rename_shortlist", responses={200: ListAnswer, **CHANGED})
@needs("write")
@once
@checked
def rename(path: ListPath, body: ListBody) -> Response:
    """Give a shortlist another name."""
    with change_lists() as connection:
        rename_shortlist(connection, path.id, body.name, tell_moment(), body.version)
    return _tell(path.id)


@shortlists.delete("/shortlists/<int:id>", operation_id="delete_shortlist", responses={**DONE, **MISSING})
@needs("write")
@once
@checked
def drop_shortlist(path: ListPath) -> Response:
    """Delete a shortlist; it can be restored for thirty days."""
    with change_lists() as connection:
        delete_shortlist(connection, path.id, tell_moment())
    return Response(status=204)


@shortlists.post(
    "/shortlists/<int:id>/restore", operation_id="restore_shortlist", responses={200: ListAnswer, **MISSING}
)
@needs("write")
@once
@checked
def bring_back_shortlist(path: ListPath) -> Response:
    """Bring a deleted shortlist back."""
    with change_lists() as connection:
        restore_shortlist(connection, path.id)
    return _tell(path.id)


@shortlists.post(
    "/shortlists/<int:id>/entries", operation_id="add_entry", responses={200: ListAnswer, 201: ListAnswer, **CHANGED}
)
@needs("write")
@once
@checked
def put_on(path: ListPath, body: NewEntryBody) -> Response:
    """Put a creator at the end of a list; 200 and nothing changed where the creator is on it."""
    key = EntryKey(shortlist=path.id, creator=body.creator)
    said = EntryChange(note=body.note, internal_note=body.internal_note, tags=tuple(body.tags))
    with change_lists() as connection:
        is_new = add_entry(connection, key, tell_moment(), (), said)
    return _tell(path.id, 201 if is_new else 200)


@shortlists.patch(
    "/shortlists/<int:id>/entries/<int:creator>",
    operation_id="change_entry",
    responses={200: ListAnswer, **CHANGED},
)
@needs("write")
@once
@checked
def annotate(path: EntryPath, body: EntryBody) -> Response:
    """Change some fields of an entry; the others stay."""
    tags = None if body.tags is None else tuple(body.tags)
    change = EntryChange(note=body.note, internal_note=body.internal_note, tags=tags)
    with change_lists() as connection:
        change_entry(connection, EntryKey(shortlist=path.id, creator=path.creator), change, tell_moment(), body.version)
    return _tell(path.id)


@shortlists.delete(
    "/shortlists/<int:id>/entries/<int:creator>", operation_id="remove_entry", responses={**DONE, **MISSING}
)
@needs("write")
@once
@checked
def take_off(path: EntryPath) -> Response:
    """Take a creator off a list; adding it again brings its notes back."""
    with change_lists() as connection:
        remove_entry(connection, EntryKey(shortlist=path.id, creator=path.creator), tell_moment())
    return Response(status=204)


@shortlists.put("/shortlists/<int:id>/order", operation_id="order_entries", responses={200: ListAnswer, **MISSING})
@needs("write")
@once
@checked
def order(path: ListPath, body: OrderBody) -> Response:
    """Put the creators of a list in an order."""
    with change_lists() as connection:
        order_entries(connection, path.id, body.creators, tell_moment())
    return _tell(path.id)


@shortlists.get("/shortlists/<int:id>/shares", operation_id="list_shares", responses={200: SharesAnswer, **MISSING})
@needs("read")
@checked
def tell_shares(path: ListPath) -> Response:
    """Return the links of a list with what clients answered, the newest first."""
    with read_lists() as connection:
        read_shortlist(connection, path.id)
        shares = list_shares(connection, path.id)
    return jsonify(shares=[show_share(share, tell_moment()) for share in shares])


def _tell(id: int, status: int = 200) -> Response:
    with read_lists() as connection:
        answer = jsonify(show_shortlist(read_shortlist(connection, id)))
    answer.status_code = status
    return answer
