"""Reads that are asked again: an answer has a tag, and who shows it is told that nothing changed."""

from hashlib import blake2b

from flask import Response, request

PREFIX = "/api/v"
OK = 200


def tell_apart(response: Response) -> Response:
    """Give an answer to a read its tag; send 304 without a body to whoever has the same already."""
    if request.method not in ("GET", "HEAD") or not request.path.startswith(PREFIX) or response.status_code != OK:
        return response
    if not response.is_streamed:
        response.set_etag(blake2b(response.get_data(), digest_size=16).hexdigest())
        response.make_conditional(request.environ)
    return response
