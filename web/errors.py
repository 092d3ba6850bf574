"""Every error becomes an answer: JSON for programs, a page for people."""

import re
from http import HTTPStatus
from uuid import uuid4

from flask import Flask, Response, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from indexer.authenticity.weights import WeightsUnreadable
from indexer.catalogue.access.keys import InvalidKey, KeyNotFound
from indexer.catalogue.access.users import InvalidUser, UserNotFound
from indexer.catalogue.kept_answers import AnswerNotKept, KeyReused, StillWriting
from indexer.catalogue.shortlists.errors import (
    EntryNotFound,
    Outdated,
    ShareNotFound,
    ShortlistFull,
    ShortlistNotFound,
)
from indexer.disclosure.packs import RulesUnusable
from indexer.disclosure.posts import InvalidPost
from indexer.jobs.rows import JobNotFound
from indexer.jobs.states import JobNotStartable
from indexer.jobs.uploads import UploadRefused, UploadTooLarge
from indexer.settings import InvalidSetting
from matcher import errors
from web.jobs.rejects import NoRejects
from web.paging import CursorExpired, InvalidCursor
from web.programs import is_program
from web.refusals import InvalidRequest, Refused
from web.shortlists.reading import InvalidShortlist
from web.show import show_details, show_error

STATUS: dict[type[errors.EnmusubiError], int] = {
    errors.InvalidBrief: 422,
    errors.InvalidFilter: 422,
    errors.UnreadableInput: 422,
    errors.CreatorNotFound: 404,
    ShortlistNotFound: 404,
    EntryNotFound: 404,
    ShareNotFound: 404,
    InvalidShortlist: 422,
    Outdated: 409,
    ShortlistFull: 409,
    StillWriting: 409,
    AnswerNotKept: 409,
    KeyReused: 409,
    errors.HomeUnusable: 503,
    errors.CatalogueUnusable: 503,
    errors.IndexNotReady: 503,
    errors.SnapshotDamaged: 503,
    errors.EncoderMismatch: 503,
    errors.EncoderUnusable: 503,
    errors.Busy: 503,
    JobNotFound: 404,
    NoRejects: 404,
    JobNotStartable: 409,
    UploadRefused: 422,
    UploadTooLarge: 413,
    InvalidRequest: 422,
    InvalidPost: 422,
    InvalidCursor: 422,
    CursorExpired: 410,
    RulesUnusable: 500,
    InvalidSetting: 500,
    WeightsUnreadable: 500,
    InvalidUser: 422,
    UserNotFound: 404,
    InvalidKey: 422,
    KeyNotFound: 404,
}
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


def init_errors(app: Flask) -> None:
    """Give every request an id and every error its answer."""
    app.before_request(name_request)
    app.after_request(show_request_id)
    app.register_error_handler(errors.EnmusubiError, answer_error)
    app.register_error_handler(HTTPException, answer_refusal)


def status_of(error: errors.EnmusubiError) -> int:
    """Return the status of an error: its own, else that of its nearest named ancestor, else 500."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)


def name_request() -> None:
    """Give the request the id that it came with, else a new one."""
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if REQUEST_ID.fullmatch(given) else uuid4().hex


def show_request_id(response: Response) -> Response:
    """Send the request's id along."""
    response.headers["X-Request-ID"] = g.request_id
    return response


def answer_error(error: errors.EnmusubiError) -> ResponseReturnValue:
    """Answer what the program refused on purpose."""
    status, g.refusal = status_of(error), error.code
    if is_program():
        return _answer_json({**show_error(error), "details": show_details(error)}, status)
    return render_template("error.html", error=error, status=status), status


def answer_refusal(error: HTTPException) -> ResponseReturnValue:
    """Answer what HTTP refuses, and what nobody expected (500, without its traceback)."""
    status = error.code or 500
    if error.response is not None or status < HTTPStatus.BAD_REQUEST:
        return error
    g.refusal = code = error.reason if isinstance(error, Refused) else HTTPStatus(status).name.lower()
    if is_program():
        answer = _answer_json({"code": code, "message": str(error.description), "details": []}, status)
    else:
        answer = Response(render_template("error.html", error=error, status=status), status)
    answer.headers.update(getattr(error, "headers", {}))
    for name, text in error.get_headers():
        if name == "Allow":
            answer.headers[name] = text
    return answer


def _answer_json(said: dict[str, object], status: int) -> Response:
    answer = jsonify(error={**said, "request_id": g.request_id})
    answer.status_code = status
    return answer
