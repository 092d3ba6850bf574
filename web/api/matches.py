"""Matches: a brief in, ranked creators with their reasons out."""

from flask import Response, jsonify

from web.access.scopes import needs
from web.api.asked import BriefBody
from web.api.refusals import describe_refusal
from web.api.resource import checked, make_resource
from web.api.told import MatchesAnswer
from web.door import guess_language, tell_day
from web.paging import find_page
from web.read import read_brief
from web.requests import read_cursor
from web.show import show_page

matches = make_resource("matches", "Creators that fit a brief, with the posts that say why.")

EXPIRED = describe_refusal(410, "The generation that the cursor goes on in is gone: begin again without a cursor.")


@matches.post("/matches", operation_id="find_matches", responses={200: MatchesAnswer, 410: EXPIRED})
@needs("read")
@checked
def create_matches(body: BriefBody) -> Response:
    """Answer one brief with ranked creators and their reasons, page by page."""
    asked, cursor = read_cursor(body.sent)
    return jsonify(show_page(find_page(read_brief(asked, today=tell_day(), guess=guess_language), cursor)))
