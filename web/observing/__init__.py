"""What whoever runs the server sees of it: one line a request, and counts; nothing of what was asked, or by whom."""

import time

from flask import Flask, Response, g

from web.observing.lines import log_failure, log_request
from web.observing.measures import count_request, init_measures
from web.observing.view import measures


def init_observing(app: Flask) -> None:
    """Time, count and log every request of this app."""
    init_measures(app)
    app.before_request(start_clock)
    app.after_request(observe)
    app.log_exception = log_failure  # type: ignore[assignment, method-assign]
    app.register_blueprint(measures)


def start_clock() -> None:
    """Remember when the request came."""
    g.begun = time.perf_counter()


def observe(answer: Response) -> Response:
    """Count and log a request that is answered."""
    seconds = time.perf_counter() - g.begun
    count_request(answer.status_code, seconds)
    log_request(answer.status_code, seconds)
    return answer
