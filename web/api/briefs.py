"""Briefs: what a text asks for beside its subject."""

from flask import Response, jsonify

from web.access.scopes import needs
from web.api.asked import ParseBody
from web.api.resource import checked, make_resource
from web.api.told import BriefRead
from web.door import tell_day, tell_language
from web.requests import read_parsed
from web.show import show_brief

briefs = make_resource("briefs", "What is understood of a brief's text.")


@briefs.post("/briefs/parse", operation_id="parse_brief", responses={200: BriefRead})
@needs("read")
@checked
def parse_brief(body: ParseBody) -> Response:
    """Read a text: its language, and what it asks for beside its subject; nobody is searched for."""
    return jsonify(show_brief(read_parsed(body.sent, today=tell_day(), guess=tell_language)))
