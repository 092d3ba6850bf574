"""Creators: one of them, with everything that is stored."""

from flask import Response, jsonify

from web.api.asked import CreatorPath
from web.api.refusals import describe_refusal
from web.api.resource import checked, make_resource
from web.api.told import CreatorAnswer
from web.door import find_creator
from web.show import show_creator

creators = make_resource("creators", "One creator, with everything that is stored.")


@creators.get(
    "/creators/<int:id>",
    operation_id="get_creator",
    responses={200: CreatorAnswer, 404: describe_refusal(404, "Nobody has that id.")},
)
@checked
def get_creator(path: CreatorPath) -> Response:
    """Return everything stored about one creator."""
    return jsonify(show_creator(find_creator(path.id)))
