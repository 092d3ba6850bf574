"""Checks texts, codes and addresses that come from outside; what cannot be taken is a ValueError with a reason."""

import re
import unicodedata
from collections.abc import Callable
from urllib.parse import urlsplit

from matcher.errors import InvalidFilter
from matcher.reading.codes import read_language, read_region

PLATFORM = re.compile(r"[a-z0-9_-]{1,40}")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # all of Unicode's Cc but newline and tab
NOT_IN_URL = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]")
SURROGATE = re.compile(r"[\ud800-\udfff]")
LONGEST_ID, LONGEST_URL, LONGEST_TAG, MOST_TAGS = 200, 2_000, 200, 500
MOST_LANGUAGES, LONGEST_DELIVERABLE = 20, 100


def must_be_text(found: object) -> str:
    """Return the text."""
    if not isinstance(found, str):
        raise ValueError("It must be text.")
    return found


def clean_text(text: str) -> str:
    """Return the text composed (NFC), with line feeds as line ends, without control characters.

    Newline and tab stay; halves of surrogate pairs become U+FFFD.
    """
    text = CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", SURROGATE.sub("\ufffd", text))


def text_up_to(limit: int) -> Callable[[object], str | None]:
    """Return a check for texts of at most `limit` characters; a blank one is None."""

    def read(found: object) -> str | None:
        text = clean_text(must_be_text(found))
        if len(text) > limit:
            raise ValueError(f"It is longer than {limit:,} characters.")
        return text if text.strip() else None

    return read


def read_id(found: object) -> str:
    """Return an identifier without spaces around it: any text of 1 to 200 characters without control characters."""
    text = must_be_text(found)
    if SURROGATE.search(text) or any(unicodedata.category(character) == "Cc" for character in text):
        raise ValueError("It holds control characters or halves of characters.")
    text = text.strip()
    if not 1 <= len(text) <= LONGEST_ID:
        raise ValueError(f"It must have 1 to {LONGEST_ID} characters.")
    return text


def read_deliverable(found: object) -> str:
    """Return what a fee is for: 1 to 100 characters."""
    text = clean_text(must_be_text(found)).strip()
    if not 1 <= len(text) <= LONGEST_DELIVERABLE:
        raise ValueError(f"It must have 1 to {LONGEST_DELIVERABLE} characters.")
    return text


def read_platform(found: object) -> str:
    """Return a platform's name in lower case."""
    text = must_be_text(found).strip().lower()
    if PLATFORM.fullmatch(text) is None:
        raise ValueError("A platform is 1 to 40 of the characters a-z, 0-9, _ and -.")
    return text


def read_url(found: object) -> str | None:
    """Return a web address."""
    text = must_be_text(found).strip()
    if not text:
        return None
    if len(text) > LONGEST_URL:
        raise ValueError(f"It is longer than {LONGEST_URL:,} characters.")
    if not _is_web_address(text):
        raise ValueError("It is not an http:// or https:// address.")
    return text


def read_tags(found: object) -> list[str]:
    """Return tags without spaces around them, blank ones and repetitions left out."""
    if found is None:
        return []
    if not isinstance(found, list):
        raise ValueError("It must be a list of texts.")
    if len(found) > MOST_TAGS:
        raise ValueError(f"It has more than {MOST_TAGS} entries.")
    tags = [clean_text(must_be_text(tag)).strip() for tag in found]
    if any(len(tag) > LONGEST_TAG for tag in tags):
        raise ValueError(f"A tag is longer than {LONGEST_TAG} characters.")
    return list(dict.fromkeys(tag for tag in tags if tag))


def read_language_code(found: object) -> str:
    """Return a language in its usual spelling."""
    return _read_code(read_language, found)


def read_region_code(found: object) -> str:
    """Return a region in its usual spelling."""
    return _read_code(read_region, found)


def read_languages(found: object) -> list[str]:
    """Return languages, most used first, repetitions left out."""
    if found is None:
        return []
    if not isinstance(found, list) or len(found) > MOST_LANGUAGES:
        raise ValueError(f"It must be a list of at most {MOST_LANGUAGES} languages.")
    return list(dict.fromkeys(read_language_code(code) for code in found))


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and NOT_IN_URL.search(text) is None


def _read_code(read: Callable[[str], str], found: object) -> str:
    text = must_be_text(found)
    try:
        return read(text[:100])
    except InvalidFilter as error:
        raise ValueError(str(error)) from error
