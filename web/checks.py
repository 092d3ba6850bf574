"""The small checks that reading is made of: integers, strings, codes, known fields."""

import json
import unicodedata
from collections.abc import Callable, Mapping
from typing import ParamSpec, TypeVar

from matcher.errors import EnmusubiError, InvalidFilter
from matcher.reading import codes
from web.phrases import Phrase

LONGEST_SHOWN = 60  # of what was given, in a message

Given = ParamSpec("Given")
Read = TypeVar("Read")


def name_field(field: str, read: Callable[Given, Read], *given: Given.args, **named: Given.kwargs) -> Read:
    """Return what is read of a field; a refusal tells the field's path, that of the fields around it first.

    Raises:
        EnmusubiError: what `read` raises, with its details.
    """
    try:
        return read(*given, **named)
    except EnmusubiError as error:
        inner = error.details or (("", error.problem),)
        error.details = tuple((f"{field}.{path}" if path else field, problem) for path, problem in inner)
        raise


def read_each(data: Mapping[str, object], field: str, read: Callable[[str], Read]) -> tuple[Read, ...]:
    """Return what is read of each string in a list; empty where the field is absent.

    Raises:
        InvalidFilter: it is no list of strings.
        EnmusubiError: what `read` raises of one of them.
    """
    given = name_field(field, read_strings, data, field)
    return tuple(name_field(f"{field}.{place}", read, text) for place, text in enumerate(given))


def read_integer(number: object) -> int | None:
    """Return a JSON integer: 62 and 62.0 are one; false, "62", 62.5 and NaN are none."""
    if isinstance(number, bool):
        return None
    if isinstance(number, float) and number.is_integer():
        return int(number)
    return number if isinstance(number, int) else None


def read_strings(data: Mapping[str, object], field: str) -> list[str]:
    """Return a field's list of strings; empty when the field is absent.

    Raises:
        InvalidFilter: it is no list, or holds something that is no string.
    """
    found = data.get(field, [])
    if not isinstance(found, list | tuple) or not all(isinstance(item, str) for item in found):
        raise InvalidFilter(
            Phrase("%(field)s is not a list of strings.", field=field),
            Phrase("Leave it out for no limit, or give a list of strings."),
        )
    return [str(item) for item in found]


def read_flag(data: Mapping[str, object], field: str, *, absent: bool) -> bool:
    """Return a field that is true or false; `absent` where it is missing or null.

    Raises:
        InvalidFilter: it is anything else.
    """
    found = data.get(field)
    if found is not None and not isinstance(found, bool):
        raise InvalidFilter(
            Phrase("%(field)s: %(found)s is neither true nor false.", field=field, found=shorten(found)),
            Phrase("Send true or false, or leave it out."),
        )
    return absent if found is None else found


def read_language(code: str) -> str:
    """Return a language code in its usual spelling.

    Raises:
        InvalidFilter: there is no such language.
    """
    return _read_code(
        code,
        codes.read_language,
        Phrase("%(found)s is no language.", found=shorten(code)),
        Phrase("Give a BCP 47 code such as ja, en or zh-Hans."),
    )


def read_region(code: str) -> str:
    """Return a region code in capitals.

    Raises:
        InvalidFilter: there is no such region.
    """
    return _read_code(
        code,
        codes.read_region,
        Phrase("%(found)s is no region.", found=shorten(code)),
        Phrase("Give an ISO 3166 code: a country such as JP, or a part of one such as JP-13."),
    )


def compose(text: str, field: str, error: type[EnmusubiError]) -> str:
    """Return the text composed (NFC) and stripped.

    Raises:
        EnmusubiError: of the given kind, where the text holds half a character.
    """
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise error(
            Phrase("%(field)s holds half a character (a lone surrogate).", field=field),
            Phrase("Send whole Unicode text."),
        )
    return unicodedata.normalize("NFC", text).strip()


def refuse_unknown(data: Mapping[str, object], known: tuple[str, ...], error: type[EnmusubiError]) -> None:
    """Refuse the first field that means nothing.

    Raises:
        EnmusubiError: of the given kind, naming the field and those that exist.
    """
    for field in data:
        if field not in known:
            problem = Phrase("There is no field %(found)s.", found=shorten(field))
            refusal = error(problem, Phrase("The fields are %(known)s.", known=", ".join(known)))
            refusal.details = ((str(field)[:LONGEST_SHOWN], problem),)
            raise refusal


def shorten(found: object) -> str:
    """Return what was given as a message can carry it."""
    shown = json.dumps(found, ensure_ascii=False, default=repr).encode(errors="backslashreplace").decode()
    return shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}…"


def _read_code(code: str, read: Callable[[str], str], problem: Phrase, fix: Phrase) -> str:
    try:
        return read(code) if len(code) <= LONGEST_SHOWN else read("")
    except InvalidFilter as error:
        raise InvalidFilter(problem, fix) from error
