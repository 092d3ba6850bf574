"""Bodies of requests: JSON, or refused with the place of the fault."""

from json import loads

from flask import request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType


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
