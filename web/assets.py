"""Static files by addresses that change with them, so that a browser keeps each for good."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

VERSION = "v"
SHOWN = 10  # digits of a checksum
KEPT = "public, max-age=31536000, immutable"


def init_assets(app: Flask) -> None:
    """Add its checksum to the address of every static file, and let those addresses be kept."""
    folder = Path(str(app.static_folder))

    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and VERSION not in values:
            values[VERSION] = read_version(folder / values["filename"])

    app.after_request(keep_versions)


def keep_versions(response: Response) -> Response:
    """Let a browser keep what it asked for by its checksum."""
    if request.endpoint == "static" and VERSION in request.args and response.status_code in (200, 304):
        response.headers["Cache-Control"] = KEPT
    return response


@cache
def read_version(file: Path) -> str | None:
    """Return the beginning of a file's checksum; None: there is no such file."""
    return sha256(file.read_bytes()).hexdigest()[:SHOWN] if file.is_file() else None
