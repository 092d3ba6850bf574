"""What was asked, checked once: JSON and form fields become a Brief and its Filter."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from matcher.domain import FIT, SORTS, Brief, Filter, Range
from matcher.errors import InvalidBrief, InvalidFilter
from matcher.reading.understanding import understand
from web.brands import read_brands
from web.checks import (
    compose,
    name_field,
    read_each,
    read_flag,
    read_integer,
    read_language,
    read_region,
    read_strings,
    refuse_unknown,
    shorten,
)
from web.phrases import Phrase
from web.ranges import read_counts, read_last_post, read_shares

FILTER_FIELDS = (
    "languages",
    "regions",
    "inferred_regions",
    "platforms",
    "followers",
    "engagement_rate",
    "authenticity",
    "disclosure",
    "last_post_days",
    "must",
    "must_not",
    "exclude",
    "sponsors_not",
)
BRIEF_FIELDS = ("text", "like", "unlike", "id", "language", "filter", "widen", "limit", "sort")
MOST_CHARACTERS = 10_000
MOST_MATCHES = 200
MOST_WORDS = 20
LONGEST_WORD = 100
LONGEST_ID = 200
MOST_EXCLUDED = 10_000
MOST_LIKED = 50
LARGEST_ID = 2**63 - 1

KEYCAP = re.compile("[0-9#*]\ufe0f?\u20e3")
PLATFORM = re.compile(r"[a-z0-9_-]{1,40}")

Guess = Callable[[str], str | None]


def read_brief(data: object, *, today: date | None = None, guess: Guess | None = None, strict: bool = True) -> Brief:
    """Read one brief of the API or of a briefs file.

    Args:
        data: what the JSON held.
        today: what "next month" is counted from; None: constraints in the text are not looked for.
        guess: tells the language of the text where the brief does not; asked last, once all else is right.
        strict: refuse fields that mean nothing; a briefs file may carry others, the API may not.

    Raises:
        InvalidBrief: the text is missing, empty, without words or too long; a field has a wrong type or size.
        InvalidFilter: the filter says something that cannot be.
    """
    if not isinstance(data, Mapping):
        raise InvalidBrief(
            Phrase("A brief is a JSON object."), Phrase('Send {"text": "..."} and, where wanted, a filter.')
        )
    if strict:
        refuse_unknown(data, BRIEF_FIELDS, InvalidBrief)
    named = {field: [] if data.get(field) is None else data[field] for field in ("like", "unlike")}
    like, unlike = (name_field(field, _read_ids, ids, field, MOST_LIKED) for field, ids in named.items())
    text = "" if like and data.get("text") in (None, "") else name_field("text", read_text, data.get("text"))
    limit = data.get("limit")
    brief = Brief(
        text=text,
        like=like,
        unlike=unlike,
        id=name_field("id", _read_name, data.get("id")),
        language=name_field("language", _read_brief_language, data.get("language")),
        filter=Filter() if data.get("filter") is None else name_field("filter", read_filter, data["filter"], today),
        widen=name_field("widen", read_flag, data, "widen", absent=False),
        limit=20 if limit is None else name_field("limit", _read_limit, limit),
        sort=name_field("sort", _read_sort, data.get("sort")),
    )
    if today is not None:
        brief = replace(brief, understood=understand(text, today))
    return replace(brief, language=guess(text)) if guess and text and brief.language is None else brief


def read_facets(data: object) -> Filter:
    """Read the filter that creators are counted under.

    Raises:
        InvalidFilter: as `read_filter`; or a field beside the filter.
    """
    if not isinstance(data, Mapping):
        raise InvalidFilter(Phrase("The filter is not an object."), Phrase('Send {"filter": {"languages": ["ja"]}}.'))
    refuse_unknown(data, ("filter",), InvalidFilter)
    return Filter() if data.get("filter") is None else name_field("filter", read_filter, data["filter"])


def read_text(text: object) -> str:
    """Return the brief's words, stripped and composed (NFC).

    Raises:
        InvalidBrief: no text, no words in any script, half a character, or more than 10,000 characters.
    """
    if text is None:
        raise InvalidBrief(Phrase("The brief has no text."), Phrase("Describe the campaign in a sentence or two."))
    if not isinstance(text, str):
        raise InvalidBrief(Phrase("The field text is not a string."), Phrase("Give the brief as a string."))
    words = compose(text, "text", InvalidBrief)
    if all(unicodedata.category(character)[0] in "ZC" for character in words):
        raise InvalidBrief(Phrase("The brief is empty."), Phrase("Describe the campaign in a sentence or two."))
    if not any(character.isalnum() for character in KEYCAP.sub("", words)):
        raise InvalidBrief(
            Phrase("The brief has no words, only signs."),
            Phrase("Add words that say what the campaign is about."),
        )
    if max(len(words), len(text)) > MOST_CHARACTERS:
        raise InvalidBrief(
            Phrase(
                "The brief has %(found)s characters; at most %(most)s can be read.",
                found=f"{max(len(words), len(text)):,}",
                most=f"{MOST_CHARACTERS:,}",
            ),
            Phrase("Shorten it to what the campaign is about."),
        )
    return words


def read_filter(data: object, today: date | None = None) -> Filter:
    """Read a filter: absent means no limit, a list means any of (`must`: all of), bounds are inclusive.

    Days are counted back from today; None asks the clock.

    Raises:
        InvalidFilter: an unknown field, a wrong type, an unknown code, crossed bounds, or too many.
    """
    if not isinstance(data, Mapping):
        raise InvalidFilter(Phrase("The filter is not an object."), Phrase('Give one such as {"languages": ["ja"]}.'))
    refuse_unknown(data, FILTER_FIELDS, InvalidFilter)
    return Filter(
        languages=frozenset(read_each(data, "languages", read_language)),
        regions=frozenset(read_each(data, "regions", read_region)),
        inferred_regions=name_field("inferred_regions", read_flag, data, "inferred_regions", absent=True),
        platforms=frozenset(read_each(data, "platforms", _read_platform)),
        followers=_read_bounds(data, "followers", read_counts),
        engagement_rate=_read_bounds(data, "engagement_rate", read_shares),
        authenticity=_read_bounds(data, "authenticity", read_shares),
        disclosure=_read_bounds(data, "disclosure", read_shares),
        last_post=name_field("last_post_days", read_last_post, data.get("last_post_days"), today),
        must=name_field("must", _read_words, data, "must"),
        must_not=name_field("must_not", _read_words, data, "must_not"),
        exclude=frozenset(name_field("exclude", _read_ids, data.get("exclude", []), "exclude", MOST_EXCLUDED)),
        sponsors_not=name_field("sponsors_not", read_brands, data),
    )


def _read_bounds(data: Mapping[str, object], field: str, read: Callable[[object, str], Range]) -> Range:
    return name_field(field, read, data.get(field, {}), field)


def _read_platform(name: str) -> str:
    platform = name.strip().lower()
    if not PLATFORM.fullmatch(platform):
        raise InvalidFilter(
            Phrase("%(found)s is no platform name.", found=shorten(name)),
            Phrase("Give a name such as youtube: letters, digits, - and _, at most 40."),
        )
    return platform


def _read_words(data: Mapping[str, object], field: str) -> tuple[str, ...]:
    words = tuple(compose(word, field, InvalidFilter) for word in read_strings(data, field))
    if len(words) > MOST_WORDS:
        raise InvalidFilter(
            Phrase(
                "%(field)s holds %(found)d words; at most %(most)d are read.",
                field=field,
                found=len(words),
                most=MOST_WORDS,
            ),
            Phrase("Keep the ones that matter most."),
        )
    for word in words:
        if not 1 <= len(word) <= LONGEST_WORD:
            raise InvalidFilter(
                Phrase("%(field)s holds a word of %(found)d characters.", field=field, found=len(word)),
                Phrase("A word has 1 to %(most)d characters.", most=LONGEST_WORD),
            )
    return tuple(dict.fromkeys(words))


def _read_ids(ids: object, field: str, most: int) -> tuple[int, ...]:
    """Return creator ids in the order given, each once."""
    if not isinstance(ids, list | tuple):
        raise InvalidFilter(
            Phrase("%(field)s is not a list.", field=field), Phrase("Give a list of creator ids such as [7].")
        )
    if len(ids) > most:
        raise InvalidFilter(
            Phrase(
                "%(field)s holds %(found)s ids; at most %(most)s are read.",
                field=field,
                found=f"{len(ids):,}",
                most=f"{most:,}",
            ),
            Phrase("Name fewer creators."),
        )
    numbers = [(id, read_integer(id)) for id in ids]
    for id, number in numbers:
        if number is None or not 0 <= number <= LARGEST_ID:
            raise InvalidFilter(
                Phrase("%(field)s holds %(found)s, which is no creator id.", field=field, found=shorten(id)),
                Phrase("Give ids as an answer shows them, such as 7."),
            )
    return tuple(dict.fromkeys(number for _, number in numbers if number is not None))


def _read_limit(limit: object) -> int:
    number = read_integer(limit)
    if number is None or not 1 <= number <= MOST_MATCHES:
        raise InvalidBrief(
            Phrase(
                "%(field)s: %(found)s does not lie between 1 and %(most)d.",
                field="limit",
                found=shorten(limit),
                most=MOST_MATCHES,
            ),
            Phrase("Give a whole number in between, or leave it out for 20."),
        )
    return number


def _read_sort(sort: object) -> str:
    if sort is not None and sort not in SORTS:
        raise InvalidBrief(
            Phrase("sort is %(found)s, by which nothing is sorted.", found=shorten(sort)),
            Phrase("Give one of %(known)s, or leave it out.", known=", ".join(SORTS)),
        )
    return FIT if sort is None else str(sort)


def _read_name(id: object) -> str | None:
    if id is None:
        return None
    number = read_integer(id)
    name = id if isinstance(id, str) else None if number is None else str(number)
    if name is None or len(name) > LONGEST_ID:
        raise InvalidBrief(
            Phrase(
                "id is %(found)s, not a string of at most %(most)d characters.",
                found=shorten(id),
                most=LONGEST_ID,
            ),
            Phrase("Give a short name of your own, or leave it out."),
        )
    return compose(name, "id", InvalidBrief)


def _read_brief_language(code: object) -> str | None:
    if code is None:
        return None
    try:
        return read_language(code) if isinstance(code, str) else read_language("")
    except InvalidFilter as error:
        raise InvalidBrief(
            Phrase("language is %(found)s, which is no language.", found=shorten(code)),
            Phrase("Give a BCP 47 code such as ja, or leave it out and it is told from the text."),
        ) from error
