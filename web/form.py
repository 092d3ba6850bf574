"""The form of the page: its address becomes a Brief, and its state is shown again."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from matcher.domain import Brief
from web.read import Guess, read_brief

FIELDS = {  # of a filter, and the parameters of the address that carry it
    "languages": ("language",),
    "regions": ("region",),
    "inferred_regions": ("declared_regions",),
    "platforms": ("platform",),
    "followers": ("min_followers", "max_followers"),
    "engagement_rate": ("engagement_rate",),
    "last_post_days": ("last_post_days",),
    "disclosure": ("disclosure",),
    "sponsors_not": ("sponsors_not",),
    "must": ("must",),
    "must_not": ("must_not",),
}
SHOWN = ("view", "sort")  # how matches are shown; the first of each when absent
PARAMETERS = ("q", "like", "unlike", *(name for names in FIELDS.values() for name in names), "limit", "ignore", *SHOWN)
WORDS = ("must", "must_not", "sponsors_not")  # may hold several, with commas between
SEPARATORS = re.compile("[,\n，、､]")
WHOLE_NUMBER = re.compile(r"[0-9]{1,15}")
SHARE = re.compile(r"[0-9]?\.[0-9]{1,6}|[01]")

Arguments = MultiDict[str, str]


@dataclass(frozen=True, slots=True)
class Option:
    """One box that can be ticked."""

    code: str
    count: int | None  # creators that have it; None: none in this generation, yet it was asked for
    chosen: bool


@dataclass(frozen=True, slots=True)
class Constraint:
    """One filter that is set, and the address of the same search without it."""

    field: str
    given: tuple[str, ...]
    url: str


def read_form(args: Arguments, *, today: date | None = None, guess: Guess | None = None) -> Brief:
    """Read the brief and its filter from the address of the page.

    Raises:
        InvalidBrief: as `read_brief`.
        InvalidFilter: as `read_filter`.
    """
    followers = {"min": _read_number(args.get("min_followers")), "max": _read_number(args.get("max_followers"))}
    return read_brief(
        {
            "text": args.get("q", ""),
            "like": [_read_number(given) for given in _read_given(args, "like")],
            "unlike": [_read_number(given) for given in _read_given(args, "unlike")],
            "limit": _read_number(args.get("limit")),
            "filter": {
                "languages": _read_given(args, "language"),
                "regions": _read_given(args, "region"),
                "inferred_regions": not _read_given(args, "declared_regions"),
                "platforms": _read_given(args, "platform"),
                "followers": followers,
                "engagement_rate": {"min": _read_share(args.get("engagement_rate"))},
                "last_post_days": _read_number(args.get("last_post_days")),
                "disclosure": {"min": _read_share(args.get("disclosure"))},
                "sponsors_not": _read_words(args, "sponsors_not"),
                "must": _read_words(args, "must"),
                "must_not": _read_words(args, "must_not"),
            },
        },
        today=today,
        guess=guess,
    )


def list_options(choices: Sequence[tuple[str, int]], given: Iterable[str]) -> list[Option]:
    """Return the boxes of one list: first those asked for that nobody has, then all in their order."""
    wanted = list(dict.fromkeys(code for code in given if code))
    counts = dict(choices)
    missing = [Option(code, None, chosen=True) for code in wanted if code not in counts]
    return missing + [Option(code, count, chosen=code in wanted) for code, count in choices]


def add_countries(regions: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Count each country with its parts, as a filter does, and add countries that only their parts name."""
    countries = Counter[str]()
    for code, count in regions:
        countries[code.partition("-")[0]] += count
    parts = [(code, count) for code, count in regions if code not in countries]
    return sorted([*countries.items(), *parts], key=lambda pair: (-pair[1], pair[0]))


def list_constraints(args: Arguments) -> list[Constraint]:
    """Return the filters that are set, each with the address of the search without it."""
    found = [(field, _read_constraint(args, names), names) for field, names in FIELDS.items()]
    return [Constraint(field, given, write_address(args, drop=names)) for field, given, names in found if any(given)]


def write_address(args: Arguments, drop: Sequence[str] = (), add: Sequence[tuple[str, str]] = ()) -> str:
    """Return the address of this search, without empty parameters and those to drop, with those to add."""
    kept = [(name, given) for name in PARAMETERS if name not in drop for given in args.getlist(name) if given.strip()]
    kept += [pair for pair in add if pair not in kept]
    return f"/?{urlencode(kept)}" if kept else "/"


def _read_constraint(args: Arguments, names: tuple[str, ...]) -> tuple[str, ...]:
    if len(names) > 1:
        return tuple(args.get(name, "").strip() for name in names)
    return tuple(_read_words(args, names[0]) if names[0] in WORDS else _read_given(args, names[0]))


def _read_given(args: Arguments, name: str) -> list[str]:
    return [given.strip() for given in args.getlist(name) if given.strip()]


def _read_words(args: Arguments, name: str) -> list[str]:
    return [word.strip() for given in args.getlist(name) for word in SEPARATORS.split(given) if word.strip()]


def _read_share(given: str | None) -> object:
    """Return what was chosen as a share where it is one, else as it stands."""
    if given is None or not given.strip():
        return None
    digits = unicodedata.normalize("NFKC", given.strip())
    return float(digits) if SHARE.fullmatch(digits) else given


def _read_number(given: str | None) -> object:
    """Return what was typed as a number where it is one ("１０,０００" is 10000), else as it was typed."""
    if given is None or not given.strip():
        return None
    digits = re.sub(r"[\s,_]", "", unicodedata.normalize("NFKC", given))
    return int(digits) if WHOLE_NUMBER.fullmatch(digits) else given
