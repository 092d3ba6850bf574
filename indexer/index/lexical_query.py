"""What is asked, as a query of the engine. This file and lexical_engine.py alone know how texts become terms."""

import re
from dataclasses import dataclass

from tantivy import Query, Schema

from indexer.index.lexical_parts import TEXT, Asked
from indexer.index.lexical_text import IS_UNSPACED


@dataclass(frozen=True, slots=True)
class _Terms:
    """The terms of a word with their places, and whether the last one is a character that any other may follow."""

    placed: list[tuple[int, str]]
    open: bool


def make_query(schema: Schema, asked: Asked) -> Query:
    """Return the query of all documents that say a word."""
    if not asked.key:
        return Query.empty_query()
    if asked.field != TEXT:
        return Query.term_query(schema, asked.field, asked.key, index_option="basic")
    terms = _place_terms(asked.key)
    first = terms.placed[0][1]
    if not terms.open:
        alone = len(terms.placed) == 1
        return Query.term_query(schema, TEXT, first) if alone else Query.phrase_query(schema, TEXT, list(terms.placed))
    patterns: list[str | tuple[int, str]] = [(place, re.escape(term)) for place, term in terms.placed[:-1]]
    place, last = terms.placed[-1]
    if not patterns:
        return Query.regex_query(schema, TEXT, f"{last}.?")
    return Query.regex_phrase_query(schema, TEXT, [*patterns, (place, f"{last}.?")])


def _place_terms(key: str) -> _Terms:
    """Return the terms that stand in every text that says a cut word, as `pair` makes them of the text.

    Inside a word a run ends where it ends in the text; the last run may go on there, so its last character has a term
    of its own only where no pair holds it.
    """
    placed: list[tuple[int, str]] = []
    place, pieces = 0, key.split(" ")
    for rest, piece in enumerate(pieces, start=1 - len(pieces)):
        if not IS_UNSPACED(piece):
            placed.append((place, piece))
            place += 1
            continue
        placed += [(place + at, piece[at : at + 2]) for at in range(len(piece) - 1)]
        place += len(piece)
        if rest < 0 or len(piece) == 1:
            placed.append((place - 1, piece[-1]))
    return _Terms(placed, open=len(pieces[-1]) == 1 and IS_UNSPACED(pieces[-1]) is not None)
