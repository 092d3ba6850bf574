"""Matches: a brief in, ranked creators with their reasons out."""

from flask import Response, jsonify

from matcher.search import find_matches
from web.access.scopes import needs
from web.api.asked import BriefBody
from web.api.resource import checked, make_resource
from web.api.told import MatchesAnswer
from web.door import find_shelves, guess_language, tell_day
from web.read import read_brief
from web.show import show_answer

matches = make_resource("matches", "Creators that fit a brief, with the posts that say why.")


@matches.post("/matches", operation_id="find_matches", responses={200: MatchesAnswer})
@needs("read")
@checked
def create_matches(body: BriefBody) -> Response:
    """Answer one brief with ranked creators and their reasons."""
    brief = read_brief(body.sent, today=tell_day(), guess=guess_language)
    return jsonify(show_answer(find_matches(brief, find_shelves())))
