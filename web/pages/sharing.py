"""Links to a shortlist, as the planner sees them: made, listed, withdrawn."""

from datetime import timedelta

from flask import request, url_for
from flask.typing import ResponseReturnValue

from indexer.catalogue.shortlists.reading import read_shortlist
from indexer.catalogue.shortlists.shares import NewShare, create_share, revoke_share
from web.access import needs
from web.errors import status_of
from web.pages.blueprint import pages
from web.pages.shortlists import go_to_list, show_board
from web.phrases import Phrase
from web.shortlists.freezing import Shown, freeze
from web.shortlists.reading import LONGEST_NAME, USUAL_DAYS, InvalidShortlist, read_days, read_line
from web.shortlists.store import change_lists, draw_portraits, tell_moment


@pages.post("/shortlists/<id:id>/shares", endpoint="shares")
@needs("write")
def share(id: int) -> ResponseReturnValue:
    """Freeze a shortlist as it is and show the link to it, this once: its secret is not kept.

    Statuses: 200, 404 no such list, 422 an empty list, or a choice that there is not.
    """
    try:
        label = read_line(request.form.get("label", ""), LONGEST_NAME, Phrase("The name"))
        secret = _make_share(id, label, read_days(request.form.get("days", str(USUAL_DAYS))))
    except InvalidShortlist as error:
        return show_board(id, error=error), status_of(error)
    return show_board(id, link=url_for("shared.show", secret=secret, _external=True))


@pages.post("/shortlists/<id:id>/shares/<id:share>/revoke")
@needs("write")
def withdraw(id: int, share: int) -> ResponseReturnValue:
    """Withdraw a link at once.

    Statuses: 303, 404 the list has no such link.
    """
    with change_lists() as connection:
        revoke_share(connection, id, share, tell_moment())
    return go_to_list(id, withdrawn=share)


def _make_share(id: int, label: str, days: int) -> str:
    now = tell_moment()
    with change_lists() as connection:
        shortlist = read_shortlist(connection, id)
        portraits = draw_portraits(shortlist.entries)
        copies = {
            entry.creator: freeze(Shown(portrait=portraits[entry.creator], note=entry.note))
            for entry in shortlist.entries
            if entry.creator in portraits
        }
        if not copies:
            raise InvalidShortlist(Phrase("There is nobody on this list to share."), Phrase("Add creators first."))
        new = NewShare(
            shortlist=id, title=shortlist.name, copies=copies, expires_at=now + timedelta(days=days), label=label
        )
        return create_share(connection, new, now)[1]
