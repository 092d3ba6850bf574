"""Read the phrase banks: what people of one language write, by topic."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PHRASES = Path(__file__).parent / "phrases"

Words = tuple[str, ...]
Slots = Mapping[str, Words]


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A place to live: `towns` fill {place}, `trips` (a day or weekend away) fill {trip}."""

    code: str  # ISO 3166-1 alpha-2 or ISO 3166-2
    weight: int  # share of creators; 0: only for posts in a second language
    towns: Words
    trips: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """How one topic is talked about in one language."""

    key: str
    tags: Words
    names: Words
    handles: Words
    emoji: Words
    hashtags: Words
    bios: Words
    titles: Words
    captions: Words
    slots: Slots


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """Everything one language needs; `sponsored` wraps a {text} with words of disclosure."""

    language: str  # BCP 47
    home: str  # the region that lends its places to creators without one
    brands: Words
    contacts: Words
    sponsored: Words
    names: Words
    handles: Words
    tails: Words
    slots: Slots
    regions: Mapping[str, Region]
    topics: Mapping[str, Topic]

    def region(self, code: str | None) -> Region | None:
        """Find a region, else its country, else None; no code at all is home."""
        wanted = code or self.home
        return self.regions.get(wanted) or self.regions.get(wanted[:2])


@cache
def read_bank(language: str) -> Bank:
    """Read one language's phrases; the order in the file is kept, so draws repeat."""
    raw = json.loads((PHRASES / f"{language}.json").read_text(encoding="utf-8"))
    raw["slots"] = _read_slots(raw["slots"])
    raw["regions"] = {code: _read_region(code, body) for code, body in raw["regions"].items()}
    raw["topics"] = {key: _read_topic(key, body) for key, body in raw["topics"].items()}
    return Bank(**dict(_freeze(raw)))


def _read_region(code: str, body: dict[str, Any]) -> Region:
    return Region(code=code, **dict(_freeze(body)))


def _read_topic(key: str, body: dict[str, Any]) -> Topic:
    body["slots"] = _read_slots(body["slots"])
    return Topic(key=key, **dict(_freeze(body)))


def _read_slots(slots: dict[str, list[str]]) -> Slots:
    return {name: tuple(fillers) for name, fillers in slots.items()}


def _freeze(body: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, content in body.items():
        yield name, tuple(content) if isinstance(content, list) else content
