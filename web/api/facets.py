"""Facets: how many creators each choice of a filter would leave."""

from flask import Response, jsonify

from web.access.scopes import needs
from web.api.asked import FacetsBody
from web.api.resource import checked, make_resource
from web.api.told import FacetsAnswer
from web.door import find_facets
from web.read import read_facets
from web.show import show_facets

facets = make_resource("facets", "How many creators each choice of a filter would leave.")


@facets.post("/facets", operation_id="count_facets", responses={200: FacetsAnswer})
@needs("read")
@checked
def create_facets(body: FacetsBody) -> Response:
    """Count creators by language, region, platform and tier, each under the other fields of the filter."""
    return jsonify(show_facets(find_facets(read_facets(body.sent))))
