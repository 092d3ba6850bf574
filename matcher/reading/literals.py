"""What a brief asks for as it is written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Literal:
    """A part of a brief that is to be met as it stands."""

    kind: str  # "phrase", "hashtag", "handle" or "word"
    text: str  # without the quotes of a phrase; with the sign of a hashtag or handle
    start: int  # code points, quotes included
    end: int


def find_literals(text: str) -> tuple[Literal, ...]:
    """Return what a brief asks for as it stands, in its order, each once."""
    return ()
