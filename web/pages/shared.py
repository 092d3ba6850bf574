"""What a client sees under a link, without an account: a frozen shortlist, to accept, reject and recommend.

The link's secret is all that lets somebody in, so the address is never told to others: no referrer, no search engine,
no log. Unknown, expired and withdrawn links answer alike.
"""

from datetime import datetime

from flask import Blueprint, Flask, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection
from werkzeug.exceptions import NotFound

from indexer.catalogue.shortlists.errors import EntryNotFound, ShareNotFound, ShortlistFull
from indexer.catalogue.shortlists.nouns import Share
from indexer.catalogue.shortlists.reviews import (
    ACCEPTED,
    REJECTED,
    NewRecommendation,
    Review,
    give_review,
    recommend,
    take_back,
)
from indexer.catalogue.shortlists.shares import open_share
from matcher.errors import EnmusubiError
from web.access import open_to_all
from web.access.cookies import set_cookie
from web.access.rates import count_guess, refuse_guesses
from web.errors import status_of
from web.language import COOKIE, LANGUAGES
from web.pages.switching import A_YEAR, HIDDEN_PLACE
from web.phrases import Phrase
from web.shortlists.board import count_verdicts
from web.shortlists.freezing import thaw
from web.shortlists.reading import (
    LONGEST_NAME,
    LONGEST_REASON,
    LONGEST_WHO,
    InvalidShortlist,
    read_ids,
    read_line,
    read_words,
)
from web.shortlists.store import change_lists, read_lists, tell_moment

HIDDEN = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow, noarchive"}
shared = Blueprint("shared", __name__, url_prefix=HIDDEN_PLACE.rstrip("/"))


def init_shared(app: Flask) -> None:
    """Give the app the clients' page, whose addresses are kept to themselves.

    To be called before what else sets headers, so that these are set last.
    """
    app.after_request(hide_address)
    app.register_blueprint(shared)


def hide_address(answer: Response) -> Response:
    """Keep the address of a shared page from other sites and from search engines."""
    if request.path.startswith(HIDDEN_PLACE):
        answer.headers.update(HIDDEN)
    return answer


@shared.get("/<secret>", endpoint="show")
@open_to_all
def show_shared(secret: str) -> ResponseReturnValue:
    """Show the frozen shortlist.

    Statuses: 200, 404 no such link, or it expired or was withdrawn, 429 too many wrong ones.
    """
    refuse_guesses()
    try:
        return _show(secret)
    except ShareNotFound as error:
        return _show_gone(error)


@shared.post("/<secret>")
@open_to_all
def answer_shared(secret: str) -> ResponseReturnValue:
    """Keep what the client says, and show it.

    Statuses: 303, 404 no such link or creator, 409 too many recommendations, 422 no reason, 429 too many tries.
    """
    refuse_guesses()
    try:
        return _answer(secret)
    except ShareNotFound as error:
        return _show_gone(error)


@shared.get("/<secret>/language/<code>", endpoint="language")
@open_to_all
def switch_shared_language(secret: str, code: str) -> ResponseReturnValue:
    """Remember the language of the page and come back; the address is not passed on as a parameter.

    Statuses: 302, 404 another language.
    """
    if code not in LANGUAGES:
        raise NotFound
    answer = current_app.make_response(redirect(url_for("shared.show", secret=secret)))
    set_cookie(answer, COOKIE, code, A_YEAR)
    return answer


def _show(secret: str, error: EnmusubiError | None = None) -> str:
    with read_lists() as connection:
        share = open_share(connection, secret, tell_moment())
    return render_template(
        "shared.html",
        share=share,
        secret=secret,
        shown=[(entry, thaw(entry.copy)) for entry in share.entries],
        counts=count_verdicts(share),
        reviewer=request.form.get("reviewer") or _find_reviewer(share),
        error=error,
        refused=_read_chosen()[1],
        typed=request.form,
    )


def _answer(secret: str) -> ResponseReturnValue:
    try:
        creator = _keep(secret)
    except (InvalidShortlist, EntryNotFound, ShortlistFull) as error:
        return _show(secret, error=error), status_of(error)
    place = url_for("shared.show", secret=secret, _anchor=f"creator-{creator}" if creator else "recommend")
    return redirect(place, 303)


def _show_gone(error: ShareNotFound) -> ResponseReturnValue:
    count_guess()
    return render_template("shared_gone.html"), status_of(error)


def _keep(secret: str) -> int | None:
    """Keep the one thing that was pressed; return the creator that it is about."""
    act, number = _read_chosen()
    with change_lists() as connection:
        now = tell_moment()
        if act in ("accept", "reject", "undo") and number is not None:
            give_review(connection, secret, number, _read_review(act, number), now)
            return number
        if act == "withdraw" and number is not None:
            take_back(connection, secret, number, now)
        else:
            _recommend(connection, secret, now)
        return None


def _read_chosen() -> tuple[str, int | None]:
    """Return what was pressed, and the number that it names."""
    for act in ("accept", "reject", "undo", "withdraw"):
        if ids := read_ids(request.form.getlist(act)):
            return act, ids[0]
    return "recommend", None


def _read_review(act: str, creator: int) -> Review:
    if act == "undo":
        return Review(verdict=None)
    reason = read_words(request.form.get(f"reason-{creator}", ""), LONGEST_REASON, Phrase("The reason"))
    if act == "reject" and not reason:
        raise InvalidShortlist(
            Phrase("A rejection needs a reason."), Phrase("A few words help to find somebody who fits better.")
        )
    return Review(verdict=ACCEPTED if act == "accept" else REJECTED, reason=reason, reviewer=_read_reviewer())


def _recommend(connection: Connection, secret: str, now: datetime) -> None:
    who = read_line(request.form.get("who", ""), LONGEST_WHO, Phrase("The name"))
    if not who:
        raise InvalidShortlist(Phrase("Nobody was named."), Phrase("Write a name or the address of a profile."))
    reason = read_words(request.form.get("why", ""), LONGEST_REASON, Phrase("The reason"))
    recommend(connection, secret, NewRecommendation(who=who, reason=reason, reviewer=_read_reviewer()), now)


def _read_reviewer() -> str:
    return read_line(request.form.get("reviewer", ""), LONGEST_NAME, Phrase("The name"))


def _find_reviewer(share: Share) -> str:
    """Return the name that was last given under this link, so that it need not be typed again."""
    said = [(entry.verdict.at, entry.verdict.reviewer) for entry in share.entries if entry.verdict]
    said += [(one.at, one.reviewer) for one in share.recommendations]
    return max(said, default=(None, ""), key=lambda pair: pair[0])[1] if said else ""
