"""The recipe: from a brief to ranked creators with reasons, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matcher.calibration import RECALLED
from matcher.domain import AUTHENTICITY, Answer, Brief, Filter, Match, Place
from matcher.explain import explain, pick_quotes
from matcher.literally import add_literals
from matcher.ports import Shelf, Shelves
from matcher.reading.literals import Literal, find_literals
from matcher.reading.widening import find_words
from matcher.score import RECIPE, Recipe, Scored, Seen, score_creators
from matcher.sight import see

SAYING = 500  # creators recalled by what they say literally, at most
SORTED = 100  # of those that fit best are put into another order: what fits less does not come first, however real
SPARE = 20  # recalled beyond the limit, for those that were erased since the generation was built
DEEPEST = 1_000  # matches of all pages of one brief together
FIRST = Place()


def find_matches(brief: Brief, shelves: Shelves, recipe: Recipe = RECIPE, start: Place = FIRST) -> Answer:
    """Answer a brief with the creators that fit best and pass its filter, from a place of its ranking on.

    A score is the sum of its reasons' shares. Ties go to the smaller id. Whoever is recalled at first is ranked
    together; a page that needs more ranks everybody else behind them, so that no page changes another one: pages that
    go on where the one before ended, in the same generation, never repeat or skip anybody.

    Raises:
        EnmusubiError: there is no index, or it cannot be used.
        CreatorNotFound: a creator that the brief names is not in the index.
    """
    shelf = shelves.current()
    asked = _read(brief, shelf, recipe)
    page = replace(brief, limit=min(brief.limit, DEEPEST - start.shown))
    needed = start.candidates + page.limit
    ranked = _rank(asked, shelf, recipe, needed)
    if brief.sort == AUTHENTICITY:
        ranked = _sort_by_authenticity(ranked, shelf)
    matches, end = _show(ranked, page, shelf, start)
    total = shelf.vectors.count(asked.must)
    is_last = end.shown >= DEEPEST or end.candidates >= total or end.candidates < needed
    return Answer(
        brief=brief,
        generation=shelf.generation,
        total=total,
        matches=tuple(matches),
        next=None if is_last else end,
    )


def _sort_by_authenticity(ranked: Sequence[Scored], shelf: Shelf) -> list[Scored]:
    """Put those first of the SORTED best whose audience is likeliest real, unknown ones after all known ones."""
    best = [one.terms.creator for one in ranked[:SORTED]]
    known = {creator: real for creator, real in zip(best, shelf.find_real(best), strict=True) if real is not None}
    first = sorted(ranked[:SORTED], key=lambda one: -known.get(one.terms.creator, -1.0))
    return [*first, *ranked[SORTED:]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a brief asks of the shelves."""

    seen: Seen
    must: Filter  # whoever the brief names is left out, too
    literals: tuple[Literal, ...]
    recall: int


def _read(brief: Brief, shelf: Shelf, recipe: Recipe) -> _Asked:
    return _Asked(
        seen=see(brief, shelf),
        must=replace(brief.filter, exclude=brief.filter.exclude | set(brief.like) | set(brief.unlike)),
        literals=_find_literals(brief) if recipe.literal else (),
        recall=max(RECALLED, brief.limit + SPARE),
    )


def _find_literals(brief: Brief) -> tuple[Literal, ...]:
    """Return what is to be met as it stands: what the brief asks for so, and all its words where it is widened."""
    asked = find_literals(brief.text)
    others = find_words(brief.text) if brief.widen else ()
    return asked + tuple(word for word in others if all(word.text not in literal.text for literal in asked))


def _rank(asked: _Asked, shelf: Shelf, recipe: Recipe, needed: int) -> list[Scored]:
    """Return the creators recalled, best first; where more are needed, all others behind them."""
    hits = shelf.vectors.search(asked.seen.x, asked.recall, asked.must)
    said = shelf.lexical.search(asked.literals, SAYING, asked.must) if asked.literals else []
    recalled = list(dict.fromkeys([*(hit.creator for hit in hits), *(hit.creator for hit in said)]))
    further: list[int] = []
    if needed > len(recalled) and len(hits) == asked.recall:
        deeper = shelf.vectors.search(asked.seen.x, DEEPEST + SPARE, asked.must)
        further = [hit.creator for hit in deeper if hit.creator not in set(recalled)]
    scored = score_creators(asked.seen, recalled, shelf, recipe, further)
    first, rest = scored[: len(recalled)], scored[len(recalled) :]
    if asked.literals:
        first = add_literals(first, said, len(asked.literals), recipe.literal)
    return [*_sort(first), *_sort(rest)]


def _sort(scored: Sequence[Scored]) -> list[Scored]:
    return sorted(scored, key=lambda one: (-one.score, one.terms.creator))


def _show(ranked: Sequence[Scored], brief: Brief, shelf: Shelf, start: Place) -> tuple[list[Match], Place]:
    """Load the best candidates from a place on; the next ones take the places of those that were erased since."""
    matches: list[Match] = []
    at = start.candidates
    for end in (at + brief.limit, len(ranked)):
        chosen = ranked[at:end]
        if len(matches) == brief.limit or not chosen:
            break
        ids = [one.terms.creator for one in chosen]
        creators = shelf.catalogue.load(ids, [post for one in chosen for post in pick_quotes(one)])
        for one in chosen:
            if len(matches) == brief.limit:
                break
            at += 1
            if (creator := creators.get(one.terms.creator)) is not None:
                matches.append(explain(start.shown + len(matches) + 1, one, creator, brief, shelf.topics))
    return matches, Place(at, start.shown + len(matches))
