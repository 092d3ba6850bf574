"""Writes that are done once however often they are sent: a program names its write with an Idempotency-Key."""

import re
from collections.abc import Callable
from functools import partial, wraps
from hashlib import sha256
from typing import TypeVar

from flask import Response, make_response, request
from flask.typing import ResponseReturnValue

from indexer.catalogue.kept_answers import AnswerNotKept, KeptAnswer, Write, begin, finish, give_up
from web.access.visitors import find_register, find_visitor, tell_moment
from web.refusals import InvalidRequest

HEADER = "Idempotency-Key"
WORD = re.compile(r"[!-~]{1,200}")
KEPT_HEADERS = ("Content-Type", "Location", "ETag")
MARK = "enmusubi_once"  # of views, for the API's document
PIECE = 1 << 16  # bytes read at once

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


def once(view: View, *, keeps_answer: bool = True) -> View:
    """Do a write once for each Idempotency-Key of its sender, and answer it the same each time for a day.

    Stands between `needs` and `checked`. Without the header the view is called as it is. What is refused is not kept.

    Args:
        view: does the write.
        keeps_answer: False where the answer holds a secret, which is not stored: it is told once.

    Raises:
        InvalidRequest: the header is empty, too long, or holds more than plain characters.
        KeyReused: it was sent before with another request.
        StillWriting: the same request is being worked on.
        AnswerNotKept: the write was done before, and its answer held a secret.
    """

    @wraps(view)
    def write_once(**parts: object) -> ResponseReturnValue:
        if HEADER not in request.headers:
            return view(**parts)
        write = _read_write()
        kept = begin(find_register().open(), write, tell_moment())
        if kept is not None:
            return _repeat(kept)
        answer = _write(lambda: view(**parts), write)
        headers = {name: answer.headers[name] for name in KEPT_HEADERS if name in answer.headers}
        body = answer.get_data(as_text=True) if keeps_answer else None
        finish(find_register().open(), write, KeptAnswer(answer.status_code, headers, body))
        return answer

    setattr(write_once, MARK, True)
    return write_once  # type: ignore[return-value]


once_in_secret = partial(once, keeps_answer=False)


def _write(view: Callable[[], ResponseReturnValue], write: Write) -> Response:
    try:
        return make_response(view())
    except BaseException:
        give_up(find_register().open(), write)
        raise


def _repeat(kept: KeptAnswer) -> Response:
    if kept.body is None:
        raise AnswerNotKept(
            "This was done before, and its answer held a secret, which is not kept.",
            "Look at what it made, or make another one with a new Idempotency-Key.",
        )
    answer = Response(kept.body, kept.status, kept.headers)
    answer.headers["Idempotent-Replayed"] = "true"
    return answer


def _read_write() -> Write:
    word = request.headers[HEADER]
    if not WORD.fullmatch(word):
        error = InvalidRequest(
            "The header Idempotency-Key is not 1 to 200 plain characters.", "Send a random word such as a UUID."
        )
        error.details = ((HEADER, error.problem),)
        raise error
    visitor = find_visitor()
    return Write(
        caller=f"{visitor.kind}:{visitor.id}", key=sha256(word.encode()).hexdigest(), request=_sum_up_request()
    )


def _sum_up_request() -> str:
    """Return a checksum of what was sent; files count by their content, however they are packed."""
    summed = sha256(f"{request.method} {request.full_path}\n".encode())
    if request.mimetype != "multipart/form-data":
        summed.update(request.get_data())
        return summed.hexdigest()
    for name, text in request.form.items(multi=True):
        summed.update(repr((name, text)).encode())
    for name, file in request.files.items(multi=True):
        summed.update(repr((name, file.filename)).encode())
        while piece := file.stream.read(PIECE):
            summed.update(piece)
        file.stream.seek(0)
    return summed.hexdigest()
