"""The log: JSON lines for machines or columns for people, on standard error.

A line of a request has its id, method, route, status, milliseconds, the number of the key, and the code of a refusal.
What was asked for, by whom and from where is in none: no address, query, brief, name, token or message of an exception.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog
from flask import g

from web.access.visitors import Visitor
from web.observing.routes import is_quiet, name_method, name_route

NAME = "enmusubi.requests"
SERVER_ERROR = 500
Line = MutableMapping[str, Any]
Failure = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

logger = logging.getLogger(NAME)


def start_log(form: str) -> None:
    """Send the log of this process to standard error.

    Args:
        form: "json", "console", or "auto" for columns on a terminal and JSON elsewhere.
    """
    for_people = form == "console" or (form == "auto" and sys.stderr.isatty())
    shown: Any = (
        structlog.dev.ConsoleRenderer() if for_people else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    before: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.ExtraAdder(),
        tell_failure,
    ]
    after: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, shown]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=before, processors=after))
    handler.addFilter(hide_requests)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logger.setLevel(logging.INFO)


def log_request(status: int, seconds: float) -> None:
    """Write the line of a request that is answered."""
    level = logging.ERROR if status >= SERVER_ERROR else logging.DEBUG if is_quiet() else logging.INFO
    visitor: Visitor | None = g.get("visitor")
    line = {
        "request": g.request_id,
        "method": name_method(),
        "route": name_route(),
        "status": status,
        "milliseconds": round(seconds * 1000, 1),
        "key": visitor.id if visitor is not None and visitor.kind == "key" else None,
        "refusal": g.get("refusal"),
    }
    logger.log(level, "request", extra={name: told for name, told in line.items() if told is not None})


def log_failure(failure: Failure) -> None:
    """Write the line of a request that failed as nobody expected."""
    logger.error("failure", exc_info=failure, extra={"request": g.request_id, "route": name_route()})


def tell_failure(_logger: object, _method: str, line: Line) -> Line:
    """Tell an exception's kind and places; its message and values may hold what was asked."""
    failure = line.pop("exc_info", None)
    if isinstance(failure, tuple) and failure[0] is not None:
        line["error"] = failure[0].__name__
        line["places"] = [f"{one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(failure[2])]
    return line


def hide_requests(record: logging.LogRecord) -> bool:
    """Let a line of the server pass with its place alone where its words may hold parts of a request."""
    if record.name.startswith("gunicorn") and record.module != "arbiter":
        record.msg, record.args = f"{record.module}.{record.funcName}", ()
    return True
