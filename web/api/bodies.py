"""Bodies of requests: JSON, or refused with the place of the fault."""

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from json import loads
from typing import TypeVar

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage, ImmutableMultiDict
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

LINES = ("application/x-ndjson", "application/jsonl", "application/x-jsonlines")
View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


def lines_as_file(view: View) -> View:
    """Let a body of JSON Lines count as the form's field `file`; stands between `once` and `checked`."""

    @wraps(view)
    def take_lines(**parts: object) -> ResponseReturnValue:
        if request.mimetype in LINES:
            stream = BytesIO(request.data) if "Idempotency-Key" in request.headers else request.stream  # once read it
            request.files = ImmutableMultiDict([("file", FileStorage(stream, "lines.jsonl"))])
            request.form = ImmutableMultiDict()
        return view(**parts)

    return take_lines  # type: ignore[return-value]


def read_json() -> object:
    """Return what the body holds.

    Raises:
        UnsupportedMediaType: it does not say that it is JSON.
        BadRequest: it is malformed, or nested too deeply.
    """
    if not request.is_json:
        raise UnsupportedMediaType("The body is not JSON. Send it with Content-Type: application/json.")
    try:
        return loads(request.get_data())
    except RecursionError as error:
        raise BadRequest("The JSON is nested too deeply.") from error
    except ValueError as error:
        raise BadRequest(f'The body is not valid JSON: {error}. Send {{"text": "..."}}.') from error
