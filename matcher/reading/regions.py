"""The regions that a text names, in any of many languages, with the places where it names them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from matcher.reading.places import CAPITAL, CUE, EXACT, SURNAME, Gazetteer, Place, open_gazetteer
from matcher.reading.places_words import IS_THAI, UNSPACED, WORD, fold
from matcher.reading.regions_guards import (
    CLUBS,
    CUES,
    NOT_OF_PLACES,
    PEOPLE_OR_LANGUAGE,
    PINS,
    has_cue,
    is_adjective,
    is_person,
    stands_alone,
)

ADDRESS = re.compile(r"https?://\S+|www\.\S+|[@＠][\w.]+|\b[\w-]+\.(?:com|net|org|co|io|tv|me)\b\S*", re.ASCII)
GAP = re.compile(r"[ .'’\u00a0-]{1,2}")  # between the words of one name
BASED = re.compile(r"[- ]based\b")
REMEMBERED = 65_536  # words: briefs and posts repeat them


@dataclass(frozen=True, slots=True)
class NamedRegion:
    """A region that a text names."""

    codes: tuple[str, ...]  # ISO 3166; several where the name stands for several
    start: int  # code points
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """A place that a text names, with what the gazetteer knows about its name."""

    place: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    start: int
    end: int


def find_regions(text: str) -> tuple[NamedRegion, ...]:
    """Return the regions that a text names, in its order; the longest name wins and spans never overlap.

    Languages, peoples and dishes ("日本語", "Japanese") name no region, nor do addresses and handles.
    """
    return tuple(NamedRegion(found.place.codes, found.start, found.end) for found in find_places(text))


def find_places(text: str) -> list[Found]:
    """Return what `find_regions` does, with the guards of the names."""
    gazetteer = open_gazetteer()
    hidden = ADDRESS.sub(lambda match: " " * len(match.group()), text)
    found = [*_find_letters(hidden, gazetteer), *_find_words(hidden, gazetteer)]
    return sorted(found, key=lambda one: one.start)


def _find_letters(text: str, gazetteer: Gazetteer) -> Iterator[Found]:
    end = 0
    for match in UNSPACED.finditer(text):
        start = match.start()
        if start < end:
            continue
        for length in gazetteer.starts.get(text[start : start + 2], ()):
            place = gazetteer.letters.get(text[start : start + length]) if start + length <= len(text) else None
            if place is not None and _is_meant(text, start, start + length, place):
                end = start + length
                yield Found(place, start, end)
                break


def _is_meant(text: str, start: int, end: int, place: Place) -> bool:
    if not stands_alone(text, start, end) or (place.guard == CUE and not has_cue(text, start, end)):
        return False
    if IS_THAI.match(text[start]) and "-" not in place.codes[0] and is_adjective(text, start):
        return False
    return not (place.guard == SURNAME and is_person(text, end))


def _find_words(text: str, gazetteer: Gazetteer) -> Iterator[Found]:
    words = [_Word(_fold_word(match.group()), match.start(), match.end()) for match in WORD.finditer(text)]
    past = 0
    for at, word in enumerate(words):
        if at < past:
            continue
        for count in gazetteer.counts.get(word.folded, ()):
            run = words[at : at + count]
            place = gazetteer.words.get(" ".join(one.folded for one in run)) if _are_joined(text, run, count) else None
            if place is not None and _is_named(text, words, at, count, place):
                past = at + count
                yield Found(place, word.start, run[-1].end)
                break


def _are_joined(text: str, run: list[_Word], count: int) -> bool:
    return len(run) == count and all(GAP.fullmatch(text[a.end : b.start]) for a, b in pairwise(run))


def _is_named(text: str, words: list[_Word], at: int, count: int, place: Place) -> bool:
    start, end = words[at].start, words[at + count - 1].end
    spelled = text[start:end]
    if _is_in_word(text, start, end):
        return False
    if place.guard == EXACT:
        return spelled == place.exact.rstrip(".") and not _is_shouted(text, words, at, count)
    if place.guard in (CAPITAL, CUE) and spelled[0].islower():
        return False
    if place.guard == CUE and not _has_word_cue(text, words, at, end):
        return False
    before = text[words[at - 1].start : words[at - 1].end] if at else ""
    return before not in CLUBS and before.casefold() not in PEOPLE_OR_LANGUAGE


def _is_in_word(text: str, start: int, end: int) -> bool:
    """Say whether digits or an underscore make the letters a part of something else."""
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    return any(one == "_" or one.isdigit() for one in beside)


def _is_shouted(text: str, words: list[_Word], at: int, count: int) -> bool:
    """Say whether an abbreviation without dots stands among other capitals, as in "CONTACT US"."""
    if count > 1:
        return False
    beside = [*words[max(0, at - 1) : at], *words[at + count : at + count + 1]]
    return any(text[word.start : word.end].isupper() and word.end - word.start > 1 for word in beside)


def _has_word_cue(text: str, words: list[_Word], at: int, end: int) -> bool:
    if BASED.match(text[end : end + 8]):
        return True
    if text[: words[at].start].rstrip().endswith(tuple(PINS)):
        return True
    before = [text[word.start : word.end].casefold() for word in words[max(0, at - 2) : at]]
    return bool(before) and before[-1] in CUES and before[0] not in NOT_OF_PLACES


@lru_cache(maxsize=REMEMBERED)
def _fold_word(word: str) -> str:
    return fold(word)
