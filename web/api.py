"""The API: briefs in, answers out, as JSON."""

from json import loads

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from matcher.errors import InvalidBrief
from matcher.search import find_matches
from web.access.scopes import needs, open_to_all
from web.door import find_creator, find_facets, find_shelves, guess_language, refuse_damage, tell_day
from web.phrases import Phrase
from web.read import read_brief, read_facets
from web.show import show_answer, show_creator, show_facets

api = Blueprint("api", __name__, url_prefix="/api/v1")
health = Blueprint("health", __name__)


@api.post("/matches")
@needs("read")
def create_matches() -> Response:
    """Answer one brief with ranked creators and their reasons.

    Statuses: 200, 400 malformed JSON, 413 too large, 415 not JSON, 422 invalid brief or filter, 503 not ready.
    """
    brief = read_brief(_read_json(), today=tell_day(), guess=guess_language)
    return jsonify(show_answer(find_matches(brief, find_shelves())))


@api.post("/lookalikes")
@needs("read")
def create_lookalikes() -> Response:
    """Answer with creators like those in `like`, unlike those in `unlike`; text may be added, too.

    Statuses: 200, 400 malformed JSON, 404 no such creator, 413 too large, 415 not JSON, 422 invalid, 503 not ready.
    """
    brief = read_brief(_read_json(), guess=guess_language)
    if not brief.like:
        raise InvalidBrief(Phrase("There is no creator to go by."), Phrase('Send {"like": [7]} with ids of an answer.'))
    return jsonify(show_answer(find_matches(brief, find_shelves())))


@api.post("/facets")
@needs("read")
def create_facets() -> Response:
    """Count creators by language, region, platform and tier, each under the other fields of the filter.

    Statuses: 200, 400 malformed JSON, 413 too large, 415 not JSON, 422 invalid filter, 503 not ready.
    """
    return jsonify(show_facets(find_facets(read_facets(_read_json()))))


@api.get("/creators/<int:id>")
def get_creator(id: int) -> Response:
    """Return everything stored about one creator.

    Statuses: 200, 404 no such creator, 503 not ready.
    """
    return jsonify(show_creator(find_creator(id)))


@health.get("/healthz")
@open_to_all
def say_alive() -> Response:
    """Say that the process lives; whether an index is ready is not asked.

    Statuses: 200, 503 the live index was found damaged while it was served.
    """
    refuse_damage()
    return jsonify(status="ok")


def _read_json() -> object:
    if not request.is_json:
        raise UnsupportedMediaType("The body is not JSON. Send it with Content-Type: application/json.")
    try:
        return loads(request.get_data())
    except RecursionError as error:
        raise BadRequest("The JSON is nested too deeply.") from error
    except ValueError as error:
        raise BadRequest(f'The body is not valid JSON: {error}. Send {{"text": "..."}}.') from error
