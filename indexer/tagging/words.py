"""How likely words are in each of several languages that share an alphabet.

A word is one of wordfreq's, with its frequency, or a new one, spelled as the language spells the words it has. Both
ways are weighed together.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from indexer.tagging.scripts import is_word
from indexer.tagging.spelling import Alphabet, Chances, Spelled, Spelling

LISTS = {"tl": "fil", "no": "nb"}  # what wordfreq calls these languages
NEW_SHARE = 0.1  # of the words of a text are in no list
RAREST = 1e-6  # the least frequency in wordfreq's short lists
LONGEST = 24  # letters: the rest of a longer word is cut off


class WordModel:
    """Knows the words of its languages. Safe between threads: nothing changes after it is made."""

    def __init__(self, script: str, languages: Sequence[str]) -> None:
        """Read the lists of the languages; takes about two seconds for twenty."""
        self._rows: dict[str, int] = {}
        learnt = [self._learn(_keep(script, read_words(language))) for language in languages]
        self._alphabet = Alphabet(self._rows)
        self._spelling = Spelling(self._spell(learnt), len(languages))
        self._known = np.zeros((len(self._rows) + 1, len(languages)), np.float32)  # the last row: a new word
        for column, (rows, frequencies) in enumerate(learnt):
            self._known[rows, column] = (1 - NEW_SHARE) * frequencies

    def _learn(self, words: Mapping[str, float]) -> tuple[NDArray[np.int32], Chances]:
        rows = [self._rows.setdefault(word, len(self._rows)) for word in words]
        return np.array(rows, np.int32), np.fromiter(words.values(), np.float32, len(words))

    def _spell(self, learnt: Sequence[tuple[NDArray[np.int32], Chances]]) -> Iterator[tuple[Spelled, Chances]]:
        words = list(self._rows)
        for rows, frequencies in learnt:
            yield self._alphabet.spell([words[row] for row in rows]), np.sqrt(frequencies / RAREST)

    def weigh(self, words: Sequence[str]) -> tuple[Chances, NDArray[np.bool_]]:
        """Return ln P(word | language) and whether the language's list has it; a row a word.

        The words are lower-cased, and at least one.
        """
        words = [word[:LONGEST] for word in words]
        known = self._known[[self._rows.get(word, -1) for word in words]]
        new = NEW_SHARE * np.exp(self._spelling.weigh(self._alphabet.spell(words)), dtype=np.float64)  # down to e-240
        return np.log(known + new), known > 0


@cache
def open_words(script: str, languages: tuple[str, ...]) -> WordModel:
    """Read the words of these languages in a script, once a process."""
    return WordModel(script, languages)


def _keep(script: str, words: Mapping[str, float]) -> dict[str, float]:
    """Leave out words in other scripts, and those with signs or digits: texts are cut there."""
    return {word: frequency for word, frequency in words.items() if is_word(script, word)}


def read_words(language: str, size: str = "small") -> dict[str, float]:
    """Return wordfreq's words with their frequencies, the most frequent first."""
    from wordfreq import get_frequency_list  # noqa: PLC0415 -- reads no list before one is needed

    groups = get_frequency_list(LISTS.get(language, language), size)
    get_frequency_list.cache_clear()  # it would hold every list twice
    return {word: 10 ** (-rank / 100) for rank, group in enumerate(groups) for word in group}
