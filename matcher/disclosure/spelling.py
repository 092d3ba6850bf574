"""Text in the one spelling in which terms are looked for, with the place of every letter in the text as it stands."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

MOST_MARKS = 30  # on one letter, as in Unicode's stream-safe text: more would take quadratic time to put in order
UNSEEN = ("Cf", "Cc")  # categories that show nothing: joiners, marks of direction; line feeds and tabs are kept
SELECTORS = range(0xFE00, 0xFE10)  # choose between shapes of the letter before
JAMO = range(0x1160, 0x1200)  # vowels and finals that join the letter before
SIGNS = {"♯": "#", "’": "'", "‘": "'", "＇": "'"}  # the sharp is typed for the hash


@dataclass(frozen=True, slots=True)
class Spelling:
    """A text in lower case and NFKC, without what nobody sees."""

    text: str
    places: tuple[int, ...] | range  # where each of its letters stands in the original; one more for the end

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where letters start to end stand in the original."""
        return self.places[start], self.places[end]


def spell(text: str) -> Spelling:
    """Return the text in its one spelling; equivalent spellings (NFKC) come out the same. Linear in its length."""
    forms = {letter: _spell_letter(letter) for letter in set(text)}
    clusters: Iterable[tuple[int, str]] = enumerate(text)
    if any(form is None for form in forms.values()):
        clusters = _cluster(text)
    elif all(len(form or "") == 1 for form in forms.values()):
        return Spelling(text.translate({ord(letter): form for letter, form in forms.items()}), range(len(text) + 1))
    letters: list[str] = []
    places: list[int] = []
    for start, cluster in clusters:
        spelt = forms.get(cluster) if len(cluster) == 1 else None
        spelt = _spell_cluster(cluster) if spelt is None else spelt
        letters.append(spelt)
        places += [start] * len(spelt)
    return Spelling("".join(letters), (*places, len(text)))


def _cluster(text: str) -> Iterator[tuple[int, str]]:
    """Give each letter with the marks on it, and where it stands."""
    start = 0
    for place in range(1, len(text) + 1):
        if place < len(text) and place - start <= MOST_MARKS and _joins(text[place]):
            continue
        yield start, text[start:place]
        start = place


def _joins(letter: str) -> bool:
    """Say whether a letter may melt into the one before."""
    if letter < "\u0300":
        return False
    return ord(letter) in JAMO or unicodedata.category(unicodedata.normalize("NFKD", letter)[0])[0] == "M"


@lru_cache(maxsize=16384)
def _spell_letter(letter: str) -> str | None:
    """Return how a letter is spelt that stands alone; None: it may melt into the one before."""
    return None if _joins(letter) and not _is_unseen(letter) else _spell_cluster(letter)


def _spell_cluster(cluster: str) -> str:
    composed = unicodedata.normalize("NFKC", cluster)
    return "".join(_lower(SIGNS.get(letter, letter)) for letter in composed if not _is_unseen(letter))


def _is_unseen(letter: str) -> bool:
    return letter not in "\n\t" and (unicodedata.category(letter) in UNSEEN or ord(letter) in SELECTORS)


def _lower(letter: str) -> str:
    lower = letter.lower()
    return lower if len(lower) == 1 else letter
