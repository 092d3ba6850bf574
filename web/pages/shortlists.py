"""The pages of shortlists: all of them, and one; made, renamed, deleted, brought back."""

from urllib.parse import urlencode

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from indexer.catalogue.shortlists.errors import Outdated
from indexer.catalogue.shortlists.lists import (
    create_shortlist,
    delete_shortlist,
    rename_shortlist,
    restore_shortlist,
)
from indexer.catalogue.shortlists.reading import list_deleted, list_shortlists
from web.access import needs
from web.errors import status_of
from web.pages.blueprint import pages
from web.shortlists.board import count_verdicts, read_board
from web.shortlists.reading import DAYS, USUAL_DAYS, InvalidShortlist, read_ids, read_name
from web.shortlists.store import change_lists, read_lists, tell_moment

MOST_SHOWN = 200  # lists on one page


@pages.get("/shortlists", endpoint="shortlists")
@needs("read")
def show_shortlists() -> ResponseReturnValue:
    """Show the shortlists, the one that changed last first, and those that can be brought back.

    Statuses: 200.
    """
    return _show_all()


@pages.post("/shortlists")
@needs("write")
def make_shortlist() -> ResponseReturnValue:
    """Make a shortlist and go to it.

    Statuses: 303, 422 no name, or one that is too long.
    """
    try:
        name = read_name(request.form.get("name", ""))
    except InvalidShortlist as error:
        return _show_all(error), status_of(error)
    with change_lists() as connection:
        id = create_shortlist(connection, name, tell_moment())
    return go_to_list(id)


@pages.get("/shortlists/<id:id>", endpoint="shortlist")
@needs("read")
def show_shortlist(id: int) -> ResponseReturnValue:
    """Show one shortlist.

    Statuses: 200, 404 no such list.
    """
    return show_board(id)


@pages.post("/shortlists/<id:id>/name")
@needs("write")
def name_shortlist(id: int) -> ResponseReturnValue:
    """Give a shortlist another name.

    Statuses: 303, 404 no such list, 409 somebody else renamed it meanwhile, 422 no name, or too long.
    """
    typed = request.form.get("name", "")
    try:
        name = read_name(typed)
        with change_lists() as connection:
            rename_shortlist(connection, id, name, tell_moment(), read_seen())
    except (InvalidShortlist, Outdated) as error:
        return show_board(id, typed_name=typed, error=error), status_of(error)
    return go_to_list(id)


@pages.get("/shortlists/<id:id>/name")
@pages.get("/shortlists/<id:id>/shares")
@pages.get("/shortlists/<id:id>/entries/<id:creator>")
@needs("read")
def come_back_to_shortlist(id: int, creator: int | None = None) -> ResponseReturnValue:
    """Lead whoever opens an address that a form was sent to back to the list.

    Statuses: 303.
    """
    return go_to_list(id)


@pages.post("/shortlists/<id:id>/delete")
@needs("write")
def drop_shortlist(id: int) -> ResponseReturnValue:
    """Delete a shortlist, and offer to bring it back.

    Statuses: 303, 404 no such list.
    """
    with change_lists() as connection:
        delete_shortlist(connection, id, tell_moment())
    return redirect(url_for("pages.shortlists", deleted=id), 303)


@pages.post("/shortlists/<id:id>/restore")
@needs("write")
def bring_back_shortlist(id: int) -> ResponseReturnValue:
    """Bring a deleted shortlist back and go to it.

    Statuses: 303, 404 no such list, or it was deleted more than thirty days ago.
    """
    with change_lists() as connection:
        restore_shortlist(connection, id)
    return go_to_list(id)


def go_to_list(id: int, **done: int) -> ResponseReturnValue:
    """Lead the browser to a shortlist, which tells what was done to which creator or link."""
    address = url_for("pages.shortlist", id=id)
    return redirect(f"{address}?{urlencode(done)}" if done else address, 303)


def show_board(id: int, **more: object) -> str:
    """Return the page of one shortlist.

    Raises:
        ShortlistNotFound: there is no such list.
    """
    done = {name: request.args.get(name, type=int) for name in ("removed", "moved", "saved")}
    given = {"days": DAYS, "usual_days": USUAL_DAYS, "count_verdicts": count_verdicts, **done, **more}
    return render_template("shortlist.html", board=read_board(id), **given)


def read_seen() -> int | None:
    """Return the version of the list that the sender of a form saw; None: the last write wins."""
    return next(iter(read_ids([request.form.get("seen", "")])), None)


def _show_all(error: InvalidShortlist | None = None) -> str:
    with read_lists() as connection:
        lists, deleted = list_shortlists(connection, MOST_SHOWN), list_deleted(connection, MOST_SHOWN)
    dropped = request.args.get("deleted", type=int)
    gone = next((one for one in deleted if one.id == dropped), None)
    return render_template("shortlists.html", lists=lists, deleted=deleted, gone=gone, error=error)
