"""What a made home answers: all ids and scores of a few briefs, asked in a process of its own."""

from dataclasses import dataclass
from pathlib import Path

from indexer.shelves import Shelves
from matcher.domain import Brief
from matcher.errors import EnmusubiError
from matcher.ports import Shelf
from matcher.search import find_matches
from scripts.bench_faults.made import BRIEFS, MadeEncoder, read_made_settings
from scripts.bench_faults.process import Connection, run_child

NEAR = 1e-6  # of two scores that count as equal

Scores = tuple[tuple[int, float], ...]  # (creator, score), best first


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers of one generation; an error's code where it refused."""

    generation: str
    scores: tuple[Scores, ...] = ()  # of each brief
    error: str = ""

    def equal(self, other: "Answers") -> bool:
        """Say whether the same creators have the same scores, whatever the generations are called."""
        return (
            self.error == other.error
            and len(self.scores) == len(other.scores)
            and all(_are_equal(one, two) for one, two in zip(self.scores, other.scores, strict=True))
        )


def ask(folder: Path) -> Answers:
    """Ask a home in a process of its own; the error is "died" where that was killed."""
    told = run_child(tell_answers, folder)
    return told if isinstance(told, Answers) else Answers("", error="died")


def tell_answers(connection: Connection, folder: Path) -> None:
    """Ask all briefs and tell the answers."""
    try:
        shelves = Shelves(read_made_settings(folder), MadeEncoder)
        connection.send(answer_all(shelves))
    except EnmusubiError as error:
        connection.send(Answers("", error=error.code))


def answer_all(shelves: Shelves) -> Answers:
    """Ask all briefs of one generation."""
    held = _Held(shelves)
    return Answers(held.generation, tuple(_answer(brief, held) for brief in BRIEFS))


class _Held:
    """One shelf for several briefs."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelf = shelves.current()
        self.generation = self._shelf.generation

    def current(self) -> Shelf:
        """Return it."""
        return self._shelf


def _answer(brief: Brief, held: _Held) -> Scores:
    return tuple((match.creator.id, match.score) for match in find_matches(brief, held).matches)


def _are_equal(one: Scores, two: Scores) -> bool:
    theirs = dict(two)
    return dict(one).keys() == theirs.keys() and all(abs(score - theirs[id]) <= NEAR for id, score in one)
