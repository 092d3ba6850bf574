"""The recipe: from a brief to ranked creators with reasons."""

from collections.abc import Sequence
from dataclasses import replace

from matcher.calibration import RECALLED
from matcher.domain import Answer, Brief, Match
from matcher.explain import explain, pick_quotes
from matcher.literally import add_literals
from matcher.ports import Shelf, Shelves
from matcher.reading.literals import Literal, find_literals
from matcher.reading.widening import find_words
from matcher.score import RECIPE, Recipe, Scored, score_creators
from matcher.sight import see

SAYING = 500  # creators recalled by what they say literally, at most
SPARE = 20  # recalled beyond the limit, for those that were erased since the generation was built


def find_matches(brief: Brief, shelves: Shelves, recipe: Recipe = RECIPE) -> Answer:
    """Answer a brief with the creators that fit best and pass its filter.

    A score is the sum of its reasons' shares. Ties go to the smaller id.

    Raises:
        EnmusubiError: there is no index, or it cannot be used.
        CreatorNotFound: a creator that the brief names is not in the index.
    """
    shelf = shelves.current()
    seen = see(brief, shelf)
    must = replace(brief.filter, exclude=brief.filter.exclude | set(brief.like) | set(brief.unlike))
    hits = shelf.vectors.search(seen.x, max(RECALLED, brief.limit + SPARE), must)
    asked = _find_asked(brief) if recipe.literal else ()
    said = shelf.lexical.search(asked, SAYING, must) if asked else []
    recalled = dict.fromkeys([*(hit.creator for hit in hits), *(hit.creator for hit in said)])
    scored = score_creators(seen, list(recalled), shelf, recipe)
    if asked:
        scored = add_literals(scored, said, len(asked), recipe.literal)
    ranked = sorted(scored, key=lambda one: (-one.score, one.terms.creator))
    return Answer(
        brief=brief,
        generation=shelf.generation,
        total=shelf.vectors.count(must),
        matches=tuple(_show(ranked, brief, shelf)),
    )


def _find_asked(brief: Brief) -> tuple[Literal, ...]:
    """Return what is to be met as it stands: what the brief asks for so, and all its words where it is widened."""
    asked = find_literals(brief.text)
    others = find_words(brief.text) if brief.widen else ()
    return asked + tuple(word for word in others if all(word.text not in literal.text for literal in asked))


def _show(ranked: Sequence[Scored], brief: Brief, shelf: Shelf) -> list[Match]:
    """Load the best candidates; the next ones take the places of those that were erased since."""
    matches: list[Match] = []
    for chosen in (ranked[: brief.limit], ranked[brief.limit :]):
        if len(matches) == min(brief.limit, len(ranked)):
            break
        ids = [one.terms.creator for one in chosen]
        creators = shelf.catalogue.load(ids, [post for one in chosen for post in pick_quotes(one)])
        for one in chosen:
            creator = creators.get(one.terms.creator)
            if creator is not None and len(matches) < brief.limit:
                matches.append(explain(len(matches) + 1, one, creator, brief, shelf.topics))
    return matches
