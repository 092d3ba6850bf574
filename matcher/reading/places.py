"""The gazetteer: names of countries, their parts, cities and wide regions in many scripts, with ISO 3166 codes.

All of it comes from data that its libraries carry and from small tables beside this file; nothing is read before the
first question. Where a name has several owners, the table of common use goes first, then countries, then parts of
countries, then cities by their people.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from matcher.reading.places_countries import name_by_common_use, name_countries, name_wide_regions, read_lines
from matcher.reading.places_words import HAN_ONLY, IS_HANGUL, IS_KATAKANA, IS_THAI, is_unspaced, make_key

if TYPE_CHECKING:
    from matcher.reading.places_cities import City

LONGEST_EXACT = 4  # letters of an abbreviation such as US or UAE, which must stand as it is spelled
KINDS = {"JP": "県縣县", "TW": "縣县市", "CN": "省市"}  # what parts are called after their names
KIND_LETTERS = frozenset("省市県縣县府都道区區")
LONGEST_SYLLABLES = 5  # letters: "Xi An" and "To go" are told by their spelling alone
BRIEF = ((IS_KATAKANA, 3), (IS_HANGUL, 2), (IS_THAI, 5))  # letters of names abroad, by script
SHORTEST_WORD = 4  # letters of a name of an alphabet that does not need its own accents to be told
KNOWN_WELL = frozenset({"CN", "ID", "JP", "KR", "TH", "TW", "VN"})  # names of their parts are no words of Europe
CUE, CAPITAL, NEVER, EXACT, SURNAME = "cue", "cap", "never", "exact", "surname"


@dataclass(frozen=True, slots=True)
class Place:
    """What a name stands for, and how careful one has to be with it."""

    codes: tuple[str, ...]
    guard: str = ""  # CUE: only after words such as "in"; CAPITAL, EXACT: as to spelling; SURNAME: people have it too
    exact: str = ""  # the spelling of an EXACT one


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """Places by the key of their name, see `make_key`."""

    words: Mapping[str, Place]  # names in alphabets
    letters: Mapping[str, Place]  # names in Han, kana, Hangul and Thai
    starts: Mapping[str, tuple[int, ...]]  # lengths of `letters` by their first two letters, longest first
    counts: Mapping[str, tuple[int, ...]]  # numbers of words of `words` by their first word, most first


@cache
def open_gazetteer() -> Gazetteer:
    """Read all names, once; about half a second."""
    places = _collect()
    letters = {key: place for key, place in places.items() if is_unspaced(key)}
    words = {key: place for key, place in places.items() if key not in letters}
    return Gazetteer(
        words=words,
        letters=letters,
        starts=_list_lengths((key[:2], len(key)) for key in letters),
        counts=_list_lengths((key.partition(" ")[0], key.count(" ") + 1) for key in words),
    )


def _collect() -> dict[str, Place]:
    from matcher.reading.places_cities import name_cities  # noqa: PLC0415
    from matcher.reading.places_parts import name_parts  # noqa: PLC0415

    guards = _read_guards()
    places: dict[str, Place] = {}
    for name, codes in (*name_by_common_use(), *name_wide_regions(), *name_countries(), *name_parts()):
        key = make_key(name)
        places.setdefault(key, Place(codes, *_guard(name, key, codes, guards)))
    for city in name_cities():
        key = make_key(city.name)
        places.setdefault(key, Place((city.code,), guards.get(key) or _guard_city(city, key)))
    _add_kinds(places)
    return {key: place for key, place in places.items() if len(key) > 1 and place.guard != NEVER}


def _add_kinds(places: dict[str, Place]) -> None:
    """Add names of parts with what they are, in every spelling of Han letters: 大分 is a word, 大分縣 is a place."""
    for key, place in list(places.items()):
        country, _, part = place.codes[0].partition("-")
        if part and len(place.codes) == 1 and HAN_ONLY.fullmatch(key) and key[-1] not in KIND_LETTERS:
            for kind in KINDS.get(country, ""):
                places.setdefault(key + kind, Place(place.codes))


def _guard(name: str, key: str, codes: tuple[str, ...], guards: Mapping[str, str]) -> tuple[str, str]:
    if key in guards:
        return guards[key], ""
    letters = name.replace(".", "").replace(" ", "")
    if is_unspaced(key):
        is_foreign = "-" in codes[0] and codes[0][:2] not in KNOWN_WELL
        return (CUE if is_foreign and _is_brief(key) else ""), ""
    is_syllables = " " in key and len(key) <= LONGEST_SYLLABLES
    is_abbreviation = letters.isupper() and letters.isascii() and len(letters) <= LONGEST_EXACT
    if is_syllables or is_abbreviation or len(key) < SHORTEST_WORD:
        return EXACT, name
    is_short_or_part = len(key) == SHORTEST_WORD or ("-" in codes[0] and codes[0][:2] not in KNOWN_WELL)
    return (CAPITAL, "") if " " not in key and is_short_or_part else ("", "")


def _guard_city(city: "City", key: str) -> str:
    if is_unspaced(key):
        return SURNAME if city.bare else CUE if _is_brief(key) else ""
    if not city.large or len(key) < SHORTEST_WORD:
        return CUE
    return CAPITAL if len(key) <= LONGEST_SYLLABLES else ""


def _is_brief(key: str) -> bool:
    """Say whether a name is so short that it is likely a part of another word, or another word."""
    return len(key) <= next((most for script, most in BRIEF if script.match(key)), 0)


def _read_guards() -> dict[str, str]:
    guards: dict[str, str] = {}
    for line in read_lines("places_guarded.tsv"):
        guard, names = line.split("\t")
        guards |= {make_key(name.replace("_", " ")): guard for name in names.split(" ")}
    return guards


def _list_lengths(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = defaultdict(set)
    for start, length in pairs:
        lengths[start].add(length)
    return {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}
