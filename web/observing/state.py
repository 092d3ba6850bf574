"""What the server holds at the moment, told when it is asked for."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from flask import g

from matcher.errors import EnmusubiError
from web.door import find_facets

if TYPE_CHECKING:
    from prometheus_client import Metric


class State:
    """The live generation, for Prometheus: its number and how many creators it holds; nothing where none is live."""

    def collect(self) -> Iterator["Metric"]:
        """Give the measures of this moment."""
        from prometheus_client.core import GaugeMetricFamily  # noqa: PLC0415 (see `measures`)

        try:
            creators = find_facets().total
        except EnmusubiError:
            yield GaugeMetricFamily("enmusubi_ready", "1 where an index can be searched.", 0)
            return
        yield GaugeMetricFamily("enmusubi_ready", "1 where an index can be searched.", 1)
        number = int(str(g.generation).lstrip("g") or 0)
        yield GaugeMetricFamily("enmusubi_generation", "The number of the live generation.", number)
        yield GaugeMetricFamily("enmusubi_creators", "Creators in the live generation.", creators)
