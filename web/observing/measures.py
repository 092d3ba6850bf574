"""Counts for Prometheus, over all workers of a server where it gave them a folder to count in."""

from typing import TYPE_CHECKING

from flask import Flask, current_app

from web.observing.routes import name_method, name_route, name_search

if TYPE_CHECKING:
    from prometheus_client.registry import Collector

KEY = "enmusubi_measures"
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)  # seconds
DONE = 200


class Measures:
    """The counts of one app. The library decides when it is imported whether workers count together."""

    def __init__(self) -> None:
        """Begin at 0."""
        from prometheus_client import CollectorRegistry, Counter, Histogram  # noqa: PLC0415 (see above)

        self.registry = CollectorRegistry()
        self.requests = Counter(
            "enmusubi_requests", "Requests answered.", ("route", "method", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "enmusubi_request_seconds",
            "How long answers took.",
            ("route", "method"),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.searches = Counter("enmusubi_searches", "Searches answered.", ("where",), registry=self.registry)


def init_measures(app: Flask) -> None:
    """Give the app its counts."""
    app.extensions[KEY] = Measures()


def count_request(status: int, seconds: float) -> None:
    """Count a request that is answered."""
    measures: Measures = current_app.extensions[KEY]
    route, method = name_route(), name_method()
    measures.requests.labels(route, method, status).inc()
    measures.seconds.labels(route, method).observe(seconds)
    if status == DONE and (where := name_search()) is not None:
        measures.searches.labels(where).inc()


def write_measures(*more: "Collector") -> bytes:
    """Return all counts in Prometheus' text format, those of other workers and of `more` collectors, too."""
    from prometheus_client import CollectorRegistry, generate_latest, values  # noqa: PLC0415 (see above)
    from prometheus_client.multiprocess import MultiProcessCollector  # noqa: PLC0415

    measures: Measures = current_app.extensions[KEY]
    together: CollectorRegistry = measures.registry
    if getattr(values.ValueClass, "_multiprocess", False):
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    state = CollectorRegistry()
    for collector in more:
        state.register(collector)
    return generate_latest(together) + generate_latest(state)
