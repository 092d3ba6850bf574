"""What people type about shortlists, checked once: names, notes, tags, answers of clients."""

import re
from collections.abc import Iterable

from matcher.errors import EnmusubiError
from web.checks import compose
from web.phrases import Phrase
from web.read import LARGEST_ID

LONGEST_NAME = 100
LONGEST_NOTE = 2000
LONGEST_TAG = 40
MOST_TAGS = 20
LONGEST_WHO = 300
LONGEST_REASON = 1000
DAYS = (7, 14, 30, 90)  # how long a link may live
USUAL_DAYS = 14
COMPARED = (2, 5)  # how many creators stand side by side

UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # control characters, which no database and no sheet wants
BETWEEN_TAGS = re.compile(r"[,、，\n]")


class InvalidShortlist(EnmusubiError):
    """Something typed about a shortlist cannot be kept."""

    code = "invalid_shortlist"
    exit_code = 2


def read_name(text: str) -> str:
    """Return the name of a shortlist, on one line.

    Raises:
        InvalidShortlist: it is empty or too long.
    """
    name = read_line(text, LONGEST_NAME, Phrase("The name"))
    if not name:
        raise InvalidShortlist(Phrase("The shortlist has no name."), Phrase("Give it one of up to 100 characters."))
    return name


def read_line(text: str, longest: int, what: Phrase) -> str:
    """Return one line of text, stripped; it may be empty.

    Raises:
        InvalidShortlist: it is too long.
    """
    return " ".join(read_words(text, longest, what).split())


def read_words(text: str, longest: int, what: Phrase) -> str:
    """Return text of several lines, stripped, without control characters; it may be empty.

    Raises:
        InvalidShortlist: it is too long.
    """
    words = compose(UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")), str(what), InvalidShortlist)
    if len(words) > longest:
        raise InvalidShortlist(
            Phrase("%(what)s is too long.", what=what),
            Phrase("At most %(most)s characters can be kept.", most=f"{longest:,}"),
        )
    return words


def read_note(text: str) -> str:
    """Return a note.

    Raises:
        InvalidShortlist: it is too long.
    """
    return read_words(text, LONGEST_NOTE, Phrase("The note"))


def split_tags(text: str) -> tuple[str, ...]:
    """Return the tags of a text that separates them by commas.

    Raises:
        InvalidShortlist: as `read_tags`.
    """
    return read_tags(BETWEEN_TAGS.split(text))


def read_tags(texts: Iterable[str]) -> tuple[str, ...]:
    """Return tags, each once.

    Raises:
        InvalidShortlist: there are too many, or one is too long.
    """
    tags = tuple(dict.fromkeys(filter(None, (read_line(text, LONGEST_TAG, Phrase("A tag")) for text in texts))))
    if len(tags) > MOST_TAGS:
        raise InvalidShortlist(Phrase("There are too many tags."), Phrase("Keep at most 20."))
    return tags


def read_ids(texts: Iterable[str]) -> list[int]:
    """Return the ids among texts, each once; what is none is left out."""
    numbers = (int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST_ID)))
    return [id for id in dict.fromkeys(numbers) if id <= LARGEST_ID]


def read_days(text: str) -> int:
    """Return for how many days a link is to live.

    Raises:
        InvalidShortlist: it is none of the choices.
    """
    days = read_ids([text])
    if not days or days[0] not in DAYS:
        raise InvalidShortlist(Phrase("A link cannot live that long."), Phrase("Choose 7, 14, 30 or 90 days."))
    return days[0]
