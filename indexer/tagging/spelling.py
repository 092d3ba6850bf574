"""How languages spell: the chance of a letter after the two before it, learnt from lists of words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.tagging.scripts import PLANE

Numbers = NDArray[np.int64]
Chances = NDArray[np.float32]

EDGE = "\0"  # stands twice before a word and once after it
LETTERS = 256  # numbers of letters: 0 the edge, 1 the rare ones
PAIRS = LETTERS * LETTERS
SLOTS = 300_007  # a prime far from powers of two, several times as many as the triples of letters that the lists have
SHORTER = 5.0  # what the shorter context weighs, in words of the rarest kind that the lists have


@dataclass(frozen=True, slots=True)
class Spelled:
    """Words as numbers of letters, the edges among them."""

    codes: NDArray[np.uint8]
    starts: Numbers  # where each word begins, at the first of its edges

    def triples(self) -> tuple[Numbers, Numbers]:
        """Return each letter with the two before it as one number, and where each word's triples begin."""
        whole = np.ones(len(self.codes), bool)
        whole[self.starts] = whole[self.starts + 1] = False
        ends = np.flatnonzero(whole)
        a, b, c = (self.codes[ends - back].astype(np.int64) for back in (2, 1, 0))
        return (a * LETTERS + b) * LETTERS + c, self.starts - 2 * np.arange(len(self.starts))


class Alphabet:
    """Numbers letters."""

    def __init__(self, words: Iterable[str]) -> None:
        """Number the most frequent letters of the words; all others share a number."""
        units = np.frombuffer("".join(words).encode("utf-16-le", "surrogatepass"), np.uint16)
        frequent = np.bincount(units, minlength=PLANE).argsort(kind="stable")[::-1][: LETTERS - 2]
        self._numbers = np.ones(PLANE, np.uint8)
        self._numbers[frequent] = np.arange(2, LETTERS)
        self._numbers[ord(EDGE)] = 0

    def spell(self, words: Sequence[str]) -> Spelled:
        """Return the words as numbers."""
        text = "".join([f"{EDGE}{EDGE}{word}{EDGE}" for word in words])
        sizes = np.fromiter(map(len, words), np.int64, len(words)) + 3
        units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
        return Spelled(self._numbers[units], np.cumsum(sizes) - sizes)


class Spelling:
    """The spelling of several languages; a column a language."""

    def __init__(self, lists: Iterable[tuple[Spelled, Chances]], languages: int) -> None:
        """Learn from each language's words and how much each of them weighs."""
        self._slots = np.full(SLOTS, -1, np.int64)  # the triple that each slot holds
        self._after_two = np.zeros((SLOTS, languages), np.float32)
        self._after_one = np.zeros((PAIRS, languages), np.float32)
        self._unheard = np.zeros(
            (PAIRS, languages), np.float32
        )  # what two letters leave to a third that never followed
        for column, (spelled, weights) in enumerate(lists):
            triples, starts = spelled.triples()
            weight = np.repeat(weights, np.diff(starts, append=len(triples)))
            self._slots[triples % SLOTS] = triples
            self._after_two[:, column] = np.bincount(triples % SLOTS, weight, SLOTS)
            self._after_one[:, column] = _smooth_pairs(np.bincount(triples % PAIRS, weight, PAIRS))
            self._unheard[:, column] = np.bincount(triples // LETTERS, weight, PAIRS)
        held = np.maximum(self._slots, 0)
        for column in range(languages):  # one by one: all at once would double the memory
            shorter, context = self._after_one[held % PAIRS, column], self._unheard[held // LETTERS, column]
            counts = self._after_two[:, column]
            self._after_two[:, column] = np.log((counts + SHORTER * shorter) / (context + SHORTER))
        self._after_one = np.log(self._after_one)
        self._unheard = np.log(SHORTER / (self._unheard + SHORTER))

    def weigh(self, spelled: Spelled) -> Chances:
        """Return ln P(word | language): a row a word, a column a language."""
        triples, starts = spelled.triples()
        slots = triples % SLOTS
        chances = self._after_two[slots]
        new = np.flatnonzero(self._slots[slots] != triples)
        if len(new):
            triples = triples[new]
            chances[new] = self._unheard[triples // LETTERS] + self._after_one[triples % PAIRS]
        added: Chances = np.add.reduceat(chances, starts, axis=0)
        return added


def _smooth_pairs(counts: NDArray[np.number]) -> Chances:
    """Return P(second letter | first), which falls back on how frequent the second is at all."""
    pairs = counts.reshape(LETTERS, LETTERS)
    single = (pairs.sum(0) + 1) / (pairs.sum() + LETTERS)
    smoothed = (pairs + SHORTER * single) / (pairs.sum(1, keepdims=True) + SHORTER)
    rows: Chances = smoothed.ravel().astype(np.float32)
    return rows
