"""The page of one creator: profile, charts, posts, topics and lookalikes, each number with its source."""

from flask import render_template
from flask.typing import ResponseReturnValue

from matcher.about import find_topics
from matcher.domain import Brief, Creator, Match
from matcher.engagement import list_rates
from matcher.errors import CreatorNotFound
from matcher.search import find_matches
from web.disclosure import tell_disclosure
from web.door import find_creator, find_facets, find_shelves
from web.language import read_locale
from web.pages.blueprint import pages

ALIKE = 5
FEWEST = 3  # points that a chart is drawn of


@pages.get("/creators/<int:id>")
def creator(id: int) -> ResponseReturnValue:
    """Show everything stored about one creator.

    Statuses: 200, 404 no such creator, 503 not ready.
    """
    find_facets()
    found = find_creator(id)
    topics, alike, count = _find_relations(id)
    return render_template(
        "creator.html",
        creator=found,
        forecast=find_shelves().forecast(found),
        told=tell_disclosure(found),
        topics=topics,
        topic_count=count,
        alike=alike,
        growth=[(seen.date, seen.followers) for seen in found.history if seen.followers is not None],
        views=[(seen.date, seen.views) for seen in found.history if seen.views is not None],
        rates=list_rates(found),
        fewest=FEWEST,
    )


@pages.app_template_test("demo")
def is_demo(creator: Creator) -> bool:
    """Say whether a creator was invented for the demonstration."""
    return creator.external_id.startswith("demo-")


def _find_relations(id: int) -> tuple[list[str], tuple[Match, ...], int]:
    """Return what a creator is about, who is alike, and how many topics there are; nothing before it is indexed."""
    shelves = find_shelves()
    shelf = shelves.current()
    try:
        numbers = find_topics(id, shelf)
        alike = find_matches(Brief(text="", like=(id,), limit=ALIKE), shelves).matches
    except CreatorNotFound:
        return [], (), 0
    names = shelf.topics.get(read_locale()) or shelf.topics["en"]
    return [names[number] for number in numbers], alike, len(names)
