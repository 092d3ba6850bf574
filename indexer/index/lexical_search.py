"""What a brief asks as it stands, looked for in all segments of a generation as if they were one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indexer.index.columns import Mask
from indexer.index.lexical import Lexical
from indexer.index.lexical_parts import Asked, Part, read_word
from matcher.ports import LexicalHit, Said
from matcher.reading.literals import Literal

Rows = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Searched:
    """The lexical index of one segment and who may be found in it."""

    lexical: Lexical
    alive: Mask | None  # by row: who has not been deleted or replaced; None: everybody
    keep: Callable[[Mask], Rows]  # the rows of a mask that pass the filter and are alive


@dataclass(frozen=True, slots=True)
class _Found:
    """Creators of one segment who say something that is asked."""

    segment: int
    rows: Rows
    ids: npt.NDArray[np.int64]
    said: Mask  # (words, rows)


def search_lexical(segments: Sequence[Searched], asked: Sequence[Literal], k: int) -> list[LexicalHit]:
    """Return at most k creators that say any of the literals.

    Those that say more of them come first, then those that say rarer ones, then smaller ids.
    """
    if not asked:
        return []
    wanted = {read_word(literal.text): literal for literal in reversed(asked)}  # of equal ones the first
    words = list(wanted)
    counts, everybody, found = np.zeros(len(words)), 0, []
    for number, one in enumerate(segments):
        says = np.array([one.lexical.say(word) for word in words])
        if one.alive is not None:
            says &= one.alive
        counts += says.sum(axis=1)
        everybody += len(one.lexical.ids) if one.alive is None else int(np.count_nonzero(one.alive))
        rows = one.keep(np.logical_or.reduce(says))
        found.append(_Found(number, rows, one.lexical.ids[rows], says[:, rows]))
    weights = -np.log((counts + 1) / (everybody + 1))
    rarest = sorted(range(len(words)), key=lambda at: (-weights[at], wanted[words[at]].start))
    return _tell_best(segments, _choose(found, weights, k), [(wanted[words[at]], words[at], at) for at in rarest])


def _choose(found: Sequence[_Found], weights: npt.NDArray[np.float64], k: int) -> list[tuple[int, int, Mask]]:
    """Return (segment, row, what it says) of the best k, best first."""
    said = np.concatenate([one.said for one in found], axis=1)
    ids = np.concatenate([one.ids for one in found])
    best = np.lexsort((ids, -(weights @ said), -said.sum(axis=0)))[:k]
    segments = np.repeat([one.segment for one in found], [len(one.rows) for one in found])
    rows = np.concatenate([one.rows for one in found])
    return [(int(segments[at]), int(rows[at]), said[:, at]) for at in best.tolist()]


def _tell_best(
    segments: Sequence[Searched], best: list[tuple[int, int, Mask]], words: list[tuple[Literal, Asked, int]]
) -> list[LexicalHit]:
    """Return the best with what each says, rarest first, and where."""
    parts = {
        number: one.lexical.read_parts(np.array([row for segment, row, _ in best if segment == number], np.intp))
        for number, one in enumerate(segments)
    }
    return [
        LexicalHit(
            int(segments[segment].lexical.ids[row]),
            tuple(_tell(literal, word, parts[segment][row]) for literal, word, at in words if said[at]),
        )
        for segment, row, said in best
    ]


def _tell(literal: Literal, word: Asked, parts: Sequence[Part]) -> Said:
    """Return where a creator says a literal."""
    where = dict.fromkeys(part.where for part in parts if part.says(word))
    return Said(
        literal,
        fields=tuple(name for name in where if not name.isdecimal()),
        posts=tuple(sorted(int(name) for name in where if name.isdecimal())),
    )
