"""The blueprint that every page's file hangs its views on."""

from flask import Blueprint
from flask.blueprints import BlueprintSetupState
from werkzeug.routing import IntegerConverter, Map

from web.read import LARGEST_ID

pages = Blueprint("pages", __name__)


class IdConverter(IntegerConverter):
    """A number in an address that can be a row's id; `<id:creator>` in a route."""

    def __init__(self, map: Map) -> None:
        """Bound it by what a database holds."""
        super().__init__(map, max=LARGEST_ID)


@pages.record
def know_ids(state: BlueprintSetupState) -> None:
    """Let the routes that follow speak of ids."""
    state.app.url_map.converters["id"] = IdConverter
