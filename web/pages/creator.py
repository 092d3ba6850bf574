"""The page of one creator."""

from flask import render_template
from flask.typing import ResponseReturnValue

from matcher.domain import Creator
from web.disclosure import tell_disclosure
from web.door import find_creator, find_facets, find_shelves
from web.pages.blueprint import pages


@pages.get("/creators/<int:id>")
def creator(id: int) -> ResponseReturnValue:
    """Show everything stored about one creator.

    Statuses: 200, 404 no such creator, 503 not ready.
    """
    find_facets()
    found = find_creator(id)
    return render_template(
        "creator.html", creator=found, forecast=find_shelves().forecast(found), told=tell_disclosure(found)
    )


@pages.app_template_test("demo")
def is_demo(creator: Creator) -> bool:
    """Say whether a creator was invented for the demonstration."""
    return creator.external_id.startswith("demo-")
