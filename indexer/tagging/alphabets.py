"""Which of the languages that share an alphabet: the votes of its words, of py3langid and, in doubt, of langdetect."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache
from math import log, sqrt
from typing import TYPE_CHECKING

import numpy as np

from indexer.tagging.cleaning import shorten
from indexer.tagging.guess import Guess, guess
from indexer.tagging.hindi import is_hindi
from indexer.tagging.profiles import SUREST, detect
from indexer.tagging.scripts import find_words
from indexer.tagging.spelling import Chances
from indexer.tagging.words import open_words
from matcher.reading.codes import read_language

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

MOST_WORDS = 20  # more does not change the answer
FEWEST_FOR_VOTES = 3  # words: with fewer py3langid only guesses
FEWEST_FOR_LANGDETECT = 12  # words: it takes as long as two hundred votes of the others
FEWEST_KNOWN = 0.45  # of four or more words: with fewer in its list the language is another
FARTHEST = 8.0  # no word speaks more than e^8 against a language: it may be a name or a loan
FEWEST_FOR_GUARD = 4
MARKED = 0.97  # of the texts with a language's own mark are in it
DOUBT = 0.01  # what a vote leaves to the languages it denies
UNBEATEN = log((1 + DOUBT) / DOUBT)  # a lead that no vote can turn


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The plausible languages of an alphabet."""

    weights: Mapping[str, float]  # how common each is among captions, before any word is read
    marks: Mapping[str, str]  # further languages by letters that only they have


ALPHABETS: Mapping[str, Alphabet] = {
    "Latin": Alphabet(
        {"en": 4}
        | dict.fromkeys(("es", "pt", "id", "fr", "de", "vi", "tr", "it"), 2)
        | dict.fromkeys(("ms", "tl", "nl", "pl", "sv", "da", "no", "fi", "ro", "cs", "hu"), 1),
        {},
    ),
    "Cyrillic": Alphabet({"ru": 4, "uk": 2, "bg": 1, "mk": 0.5}, {"be": "ў", "sr": "ђћ", "kk": "әғқұһ", "mn": "өү"}),
    "Devanagari": Alphabet({"hi": 1}, {"mr": "ळ"}),
    "Arabic": Alphabet({"ar": 4, "fa": 2, "ur": 1}, {"ps": "ټډړږښڼ", "ckb": "ڵێۆ"}),
}


def tell_alphabet(alphabet: str, text: str) -> Guess:
    """Tell the language of a clean text by its words in one of ALPHABETS."""
    words = find_words(alphabet, shorten(text.lower()))[:MOST_WORDS]
    if not words:
        return Guess(None, 0.0)
    text, told = " ".join(words), ALPHABETS[alphabet]
    marked = next((language for language, mark in told.marks.items() if set(mark).intersection(text)), None)
    if marked or (alphabet == "Latin" and is_hindi(words)):
        return Guess(marked or "hi-Latn", MARKED)
    return _vote(alphabet, words, text)


def _vote(alphabet: str, words: Sequence[str], text: str) -> Guess:
    languages = tuple(ALPHABETS[alphabet].weights)
    chances, known = open_words(alphabet, languages).weigh(words)
    votes = np.maximum(chances, chances.max(1, keepdims=True) - FARTHEST).sum(0) / sqrt(len(words))
    votes += _read_weights(alphabet)
    if len(words) >= FEWEST_FOR_VOTES and _lead(votes) < UNBEATEN:
        votes += np.log(_ask_langid(languages, text) + DOUBT)
        if len(words) >= FEWEST_FOR_LANGDETECT and _lead(votes) < UNBEATEN / 2:
            votes += np.log(_ask_langdetect(languages, text) + DOUBT)
    shares = np.exp(votes - votes.max())
    best, confidence = int(votes.argmax()), float(1 / shares.sum())
    share = float(known[:, best].mean())
    if len(words) >= FEWEST_FOR_GUARD and share < FEWEST_KNOWN:
        return _tell_stranger(text, min(share, confidence))
    return guess(read_language(languages[best]), confidence)


def _lead(votes: Chances) -> float:
    """Return how far the first is before the second."""
    if len(votes) == 1:
        return UNBEATEN
    second, first = np.partition(votes, -2)[-2:]
    return float(first - second)


def _tell_stranger(text: str, confidence: float) -> Guess:
    """Tell a text whose words are in no list: by a language without a list that py3langid and langdetect both name."""
    named = open_langid(()).classify(text)[0]
    share = 0.0 if named in list_plausible() else detect(text).get(named, 0.0)
    return Guess(read_language(named), share) if share >= SUREST else Guess(None, confidence)


def _ask_langdetect(languages: Sequence[str], text: str) -> Chances:
    shares = detect(text)
    return np.array([shares.get(language, 0.0) for language in languages], np.float32)


def _ask_langid(languages: tuple[str, ...], text: str) -> Chances:
    """Return py3langid's probabilities of these languages for a text; they sum to 1."""
    ranked = dict(open_langid(languages).rank(text))
    return np.array([ranked[language] for language in languages], np.float32)


@cache
def list_plausible() -> set[str]:
    """Return the languages that share an alphabet here, by the codes of py3langid."""
    return {language for alphabet in ALPHABETS.values() for language in alphabet.weights}


@cache
def _read_weights(alphabet: str) -> Chances:
    weights = np.array(list(ALPHABETS[alphabet].weights.values()), np.float32)
    shares: Chances = np.log(weights / weights.sum())
    return shares


@cache
def open_langid(languages: tuple[str, ...]) -> "LanguageIdentifier":
    """Restrict py3langid to these languages; the empty tuple means all of its own."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 -- its model takes 0.6 s to read

    if not languages:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    restricted = copy(open_langid(()))
    restricted.set_languages(list(languages))
    return restricted
