"""The way to the shelves: fresh at every request, opened when somebody first needs them."""

from collections.abc import Sequence
from datetime import date, datetime

from flask import Flask, current_app, g

from indexer.index.facets import Facets
from indexer.settings import Settings
from indexer.shelves import Shelves, open_shelves
from matcher.domain import Creator, Filter
from matcher.errors import CreatorNotFound
from web.read import LARGEST_ID

KEY = "enmusubi"
EVERYBODY = Filter()


def init_door(app: Flask, settings: Settings, shelves: Shelves | None) -> None:
    """Give the app its shelves."""
    app.extensions[KEY] = shelves or open_shelves(settings)


def find_shelves() -> Shelves:
    """Return the shelves at the generation that is live now.

    Raises:
        EnmusubiError: nothing is published, or it cannot be used.
    """
    shelves: Shelves = current_app.extensions[KEY]
    shelves.refresh()
    return shelves


def find_facets(must: Filter = EVERYBODY) -> Facets:
    """Return what filters can choose from; the foot of the page tells the generation and how many it holds.

    Raises:
        EnmusubiError: nothing is published, or it cannot be used.
    """
    shelves = find_shelves()
    today = tell_day()
    everybody = shelves.facets(EVERYBODY, today)
    g.generation, g.everybody = shelves.generation, everybody.total
    return everybody if must == EVERYBODY else shelves.facets(must, today)


def tell_day() -> date:
    """Return the day here, from which "next month" in a brief is counted."""
    return datetime.now().astimezone().date()


def guess_language(text: str) -> str | None:
    """Return the language that a brief seems to be written in, once it can be answered; None: undetermined."""
    return find_shelves().read_language(text)


def tell_language(text: str) -> str | None:
    """Return the language that a text seems to be written in, with or without an index; None: undetermined."""
    shelves: Shelves = current_app.extensions[KEY]
    return shelves.read_language(text)


def find_creators(ids: Sequence[int]) -> list[Creator]:
    """Return those of some creators that still exist, without their posts, in the order given."""
    found = find_shelves().current().catalogue.load(ids, []) if ids else {}
    return [found[id] for id in ids if id in found]


def find_creator(id: int) -> Creator:
    """Return a creator with everything that is stored about it.

    Raises:
        CreatorNotFound: nobody has that id.
        EnmusubiError: nothing is published, or it cannot be used.
    """
    if id > LARGEST_ID:
        raise CreatorNotFound(f"There is no creator {id}.", "Take an id from an answer.")
    return find_shelves().creator(id)


def find_known(id: int) -> Creator:
    """Return a creator with everything that is stored about it, whether an index is there or not.

    Raises:
        CreatorNotFound: nobody has that id.
    """
    shelves: Shelves = current_app.extensions[KEY]
    return shelves.creator(id)
