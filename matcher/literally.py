"""What a brief asks for as it stands, added to the scores of those who say it."""

from collections.abc import Sequence
from dataclasses import replace

from matcher.ports import LexicalHit
from matcher.score import LiteralTerm, Scored

LEAST_TOP = 1.0  # what the literal part is worth where nobody earns more by meaning


def add_literals(scored: Sequence[Scored], hits: Sequence[LexicalHit], asked: int, worth: float) -> list[Scored]:
    """Return the creators with the terms of the literals that they say.

    A creator who says all that is asked starts level with the one that fits best by meaning; one who says half of it,
    half as high. So whoever says it and means it comes first, and nobody who says it is lost.

    Args:
        scored: creators without literal terms.
        hits: what some of them say.
        asked: how many literals the brief asks for, at least 1.
        worth: what all of them together count, in what the best creator earns by meaning.
    """
    top = max([LEAST_TOP, *(one.score for one in scored)])
    said = {hit.creator: hit.said for hit in hits}
    return [
        replace(
            one,
            literals=tuple(
                LiteralTerm(text=each.literal.text, share=worth * top / asked, post=next(iter(each.posts), None))
                for each in said.get(one.terms.creator, ())
            ),
        )
        for one in scored
    ]
