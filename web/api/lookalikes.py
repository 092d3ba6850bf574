"""Lookalikes: creators in, creators like them out."""

from flask import Response, jsonify

from matcher.errors import InvalidBrief
from matcher.search import find_matches
from web.access.scopes import needs
from web.api.asked import LookalikesBody
from web.api.refusals import describe_refusal
from web.api.resource import checked, make_resource
from web.api.told import MatchesAnswer
from web.door import find_shelves, guess_language
from web.phrases import Phrase
from web.read import read_brief
from web.show import show_answer

lookalikes = make_resource("lookalikes", "Creators like those that are named.")


@lookalikes.post(
    "/lookalikes",
    operation_id="find_lookalikes",
    responses={200: MatchesAnswer, 404: describe_refusal(404, "A creator that is named is not in the index.")},
)
@needs("read")
@checked
def create_lookalikes(body: LookalikesBody) -> Response:
    """Answer with creators like those in `like`, unlike those in `unlike`; text may be added, too."""
    brief = read_brief(body.sent, guess=guess_language)
    if not brief.like:
        raise InvalidBrief(Phrase("There is no creator to go by."), Phrase('Send {"like": [7]} with ids of an answer.'))
    return jsonify(show_answer(find_matches(brief, find_shelves())))
