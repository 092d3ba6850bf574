"""Lookalikes: creators in, creators like them out."""

from flask import Response, jsonify

from web.access.scopes import needs
from web.api.asked import LookalikesBody
from web.api.matches import EXPIRED
from web.api.refusals import describe_refusal
from web.api.resource import checked, make_resource
from web.api.told import MatchesAnswer
from web.door import guess_language
from web.paging import find_page
from web.requests import read_cursor, read_examples
from web.show import show_page

lookalikes = make_resource("lookalikes", "Creators like those that are named.")


@lookalikes.post(
    "/lookalikes",
    operation_id="find_lookalikes",
    responses={
        200: MatchesAnswer,
        404: describe_refusal(404, "A creator that is named is not in the index."),
        410: EXPIRED,
    },
)
@needs("read")
@checked
def create_lookalikes(body: LookalikesBody) -> Response:
    """Answer with creators like those in `like`, unlike those in `unlike`; text may be added, too."""
    asked, cursor = read_cursor(body.sent)
    return jsonify(show_page(find_page(read_examples(asked, guess=guess_language), cursor)))
