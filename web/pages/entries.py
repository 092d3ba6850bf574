"""The entries of a shortlist: chosen from results and creator pages, annotated, moved, removed, put back."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from flask import render_template, request
from flask.typing import ResponseReturnValue

from indexer.catalogue.profile import read_profile
from indexer.catalogue.shortlists.entries import (
    EntryChange,
    EntryKey,
    add_entry,
    change_entry,
    move_entry,
    remove_entry,
    restore_entry,
)
from indexer.catalogue.shortlists.errors import EntryNotFound, Outdated
from indexer.catalogue.shortlists.lists import create_shortlist
from indexer.catalogue.shortlists.reading import find_lists_of, list_shortlists
from matcher.errors import CreatorNotFound, EnmusubiError
from web.access import needs
from web.errors import status_of
from web.pages.blueprint import pages
from web.pages.shortlists import MOST_SHOWN, go_to_list, read_seen, show_board
from web.shortlists.reading import InvalidShortlist, read_ids, read_name, read_note, split_tags
from web.shortlists.store import change_lists, read_lists, tell_moment

Kept = TypeVar("Kept")


@pages.get("/shortlists/add", endpoint="add_to_shortlist")
@needs("read")
def show_picker() -> ResponseReturnValue:
    """Show the shortlists that a creator is on, and those that it can be put on.

    Statuses: 200, 404 no such creator.
    """
    return _show_picker()


@pages.post("/shortlists/add")
@needs("write")
def pick() -> ResponseReturnValue:
    """Put a creator on a list, on a new one, or take it off again; show where it is now.

    Statuses: 200, 404 no such creator or list, 409 the list is full, 422 the new list has no name.
    """
    try:
        if "remove" in request.form:
            _take_off(_read_creator())
            return _show_picker()
        return _show_picker(added=_put_on(_read_creator()))
    except InvalidShortlist as error:
        return _show_picker(error=error), status_of(error)


@pages.post("/shortlists/<id:id>/entries/<id:creator>")
@needs("write")
def annotate(id: int, creator: int) -> ResponseReturnValue:
    """Keep the fields of an entry that were changed in the form; those that were not stay as others left them.

    Statuses: 303, 404 not on the list, 409 somebody else changed the same field, 422 too long.
    """
    try:
        change = EntryChange(
            note=_read_change("note", read_note),
            internal_note=_read_change("internal_note", read_note),
            tags=_read_change("tags", split_tags),
        )
        with change_lists() as connection:
            change_entry(connection, EntryKey(shortlist=id, creator=creator), change, tell_moment(), read_seen())
    except (InvalidShortlist, Outdated) as error:
        return show_board(id, error=error, typed=request.form, typed_for=creator), status_of(error)
    return go_to_list(id, saved=creator)


@pages.post("/shortlists/<id:id>/entries/<id:creator>/move")
@needs("write")
def move(id: int, creator: int) -> ResponseReturnValue:
    """Move an entry one place up or down.

    Statuses: 303, 404 not on the list.
    """
    places = {"up": -1, "down": 1}.get(request.form.get("to", ""), 0)
    with change_lists() as connection:
        move_entry(connection, EntryKey(shortlist=id, creator=creator), places, tell_moment())
    return go_to_list(id, moved=creator)


@pages.post("/shortlists/<id:id>/entries/<id:creator>/remove")
@needs("write")
def remove(id: int, creator: int) -> ResponseReturnValue:
    """Take a creator off the list, and offer to put it back.

    Statuses: 303, 404 not on the list.
    """
    with change_lists() as connection:
        remove_entry(connection, EntryKey(shortlist=id, creator=creator), tell_moment())
    return go_to_list(id, removed=creator)


@pages.post("/shortlists/<id:id>/entries/<id:creator>/restore")
@needs("write")
def put_back(id: int, creator: int) -> ResponseReturnValue:
    """Put a removed creator back where it was.

    Statuses: 303, 404 it never was on the list, 409 the list is full.
    """
    with change_lists() as connection:
        restore_entry(connection, EntryKey(shortlist=id, creator=creator), tell_moment())
    return go_to_list(id, saved=creator)


def _read_change(field: str, read: Callable[[str], Kept]) -> Kept | None:
    """Return a field's new value; None where it is as the sender found it."""
    typed, found = request.form.get(field), request.form.get(f"was_{field}", "")
    if typed is None:
        return None
    new = read(typed)
    return None if new == read(found) else new


def _read_creator() -> int:
    ids = read_ids(request.values.getlist("creator"))
    if not ids:
        raise CreatorNotFound("No creator was named.", "Choose one in the results.")
    return ids[0]


def _put_on(creator: int) -> int:
    """Put a creator on the list that was chosen, or on a new one; return its id."""
    now, chosen = tell_moment(), read_ids(request.form.getlist("shortlist"))
    with change_lists() as connection:
        id = chosen[0] if chosen else create_shortlist(connection, read_name(request.form.get("name", "")), now)
        add_entry(connection, EntryKey(shortlist=id, creator=creator), now, read_ids(request.form.getlist("post")))
    return id


def _take_off(creator: int) -> None:
    """Take a creator off the list that was named; one that is not on it stays so."""
    with change_lists() as connection, suppress(EntryNotFound):
        for id in read_ids(request.form.getlist("remove")):
            remove_entry(connection, EntryKey(shortlist=id, creator=creator), tell_moment())


def _show_picker(added: int | None = None, error: EnmusubiError | None = None) -> str:
    with read_lists() as connection:
        creator = read_profile(connection, _read_creator())
        lists, on = list_shortlists(connection, MOST_SHOWN), find_lists_of(connection, creator.id)
    return render_template(
        "picker.html",
        creator=creator,
        posts=read_ids(request.values.getlist("post")),
        lists=lists,
        on={one.id for one in on},
        added=next((one for one in on if one.id == added), None),
        error=error,
    )
