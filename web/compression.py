"""Text is sent compressed to whoever takes it."""

import gzip
from functools import lru_cache

from flask import Flask, Response, request

LEAST = 1_000  # bytes below which it does not pay
FAST, SMALL = 5, 9  # levels: of what is made for one request, and of files
REMEMBERED = 64  # files
TEXTS = {"application/json", "image/svg+xml", "text/css", "text/csv", "text/html", "text/javascript", "text/plain"}


def init_compression(app: Flask) -> None:
    """Compress the answers of the app."""
    app.after_request(compress)


def compress(response: Response) -> Response:
    """Compress the body where it is text of some length and the browser takes gzip; streams go as they are."""
    if response.mimetype not in TEXTS:
        return response
    response.vary.add("Accept-Encoding")
    is_file = request.endpoint == "static"
    if not _can_be_compressed(response, is_file):
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) < LEAST:
        return response
    response.set_data(_compress_file(body) if is_file else gzip.compress(body, FAST, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    return response


def _can_be_compressed(response: Response, is_file: bool) -> bool:
    is_whole = response.status_code not in (204, 206, 304) and "Content-Encoding" not in response.headers
    return is_whole and (is_file or not response.is_streamed) and bool(request.accept_encodings["gzip"])


@lru_cache(maxsize=REMEMBERED)
def _compress_file(body: bytes) -> bytes:
    return gzip.compress(body, SMALL, mtime=0)
