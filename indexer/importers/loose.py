"""Cells of tables that people made: thousands separators, 万, dates with slashes, names instead of codes."""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from functools import cache

from matcher.errors import InvalidFilter
from matcher.reading import codes
from matcher.reading.names import name_languages
from matcher.reading.places import open_gazetteer
from matcher.reading.places_words import make_key
from matcher.reading.vocabulary import read_table

NUMBER = re.compile(
    r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(\.[0-9]{1,6})?\s*(千|万|億|k|m|b)?(?:人|件|回|名|\+)*", re.IGNORECASE
)
UNITS = {"千": 1_000, "万": 10_000, "億": 100_000_000, "k": 1_000, "m": 1_000_000, "b": 1_000_000_000}
DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(.*)", re.S)
CLOCK = re.compile(r"[\sT]*(\d{1,2})\s*[:時]\s*(\d{2})分?(?::(\d{2})(?:\.\d+)?)?秒?\s*(Z|[+-]\d{2}:?\d{2})?")
SEPARATORS = re.compile(r"[|,;、，；\n\r\t]+")
TAGS = re.compile(r"[#＃\s|,;、，；]+")
YES = {"true", "yes", "y", "1", "はい", "有", "有り", "あり", "○", "◯", "済", "認証済み", "pr"}
NO = {"false", "no", "n", "0", "いいえ", "無", "無し", "なし", "×", "未"}
NOTHING = {"", "-", "―", "ー", "—", "n/a", "na", "null", "none", "不明", "未設定", "非公開"}


def read_number(cell: str) -> object:
    """Return the number of "48,200", "４８２００人", "4.8万" or "1.2M"; what is none comes back as it stands."""
    found = NUMBER.fullmatch(_fold(cell))
    if found is None:
        return cell
    digits, fraction, unit = found.groups()
    number = Decimal(digits.replace(",", "") + (fraction or "")) * UNITS.get((unit or "").lower(), 1)
    return int(number) if number == int(number) else cell


def read_flag(cell: str) -> object:
    """Return whether a cell says yes or no; what is neither comes back as it stands."""
    said = _fold(cell).lower()
    return True if said in YES else False if said in NO else cell


def read_list(cell: str) -> list[str]:
    """Return the parts between commas, bars or lines; words with # before them need nothing between."""
    parts = TAGS.split(cell) if cell.lstrip().startswith(("#", "＃")) else SEPARATORS.split(cell)
    return [part.strip() for part in parts if part.strip()]


def read_moment(cell: str) -> str:
    """Return a date and time as ISO 8601 writes it: "2026年9月1日 9:05" is 2026-09-01T09:05:00."""
    found = DATE.fullmatch(_fold(cell))
    if found is None:
        return cell
    year, month, day, rest = found.groups()
    clock = CLOCK.fullmatch(rest) if rest.strip() else None
    if rest.strip() and clock is None:
        return cell
    hour, minute, second, zone = clock.groups() if clock else ("0", "00", None, None)
    return f"{year}-{month:0>2}-{day:0>2}T{hour:0>2}:{minute}:{second or '00'}{zone or ''}"


def read_region(cell: str) -> str:
    """Return the code of a region that is written as a code or by its name; else what stands there."""
    return _read_code(codes.read_region, cell) or _name_region(cell) or cell


def read_languages(cell: str) -> list[str]:
    """Return the codes of languages that are written as codes or by their names."""
    return [read_language(part) for part in read_list(cell)]


def read_language(cell: str) -> str:
    """Return the code of a language that is written as a code or by its name; else what stands there."""
    return _read_code(codes.read_language, cell) or _list_languages().get(_fold(cell).lower()) or cell


def read_platform(cell: str) -> str:
    """Return our name of a platform: インスタ is instagram; an unknown one is its own name in lower case."""
    said = _fold(cell).lower()
    return _list_platforms().get(said, said)


def read_handle(cell: str) -> str:
    """Return a handle without the @ before it."""
    return _fold(cell).lstrip("@")


KINDS: dict[str, Callable[[str], object]] = {
    **dict.fromkeys(("followers", "following", "likes", "comments", "views", "shares", "saves"), read_number),
    **dict.fromkeys(("verified", "sponsored"), read_flag),
    "tags": read_list,
    "languages": read_languages,
    "language": read_language,
    "region": read_region,
    "platform": read_platform,
    "handle": read_handle,
    "published_at": read_moment,
}


def read_cell(name: str, cell: str) -> object | None:
    """Return the value of a cell of a field; None: it says nothing."""
    if _fold(cell).lower() in NOTHING:
        return None
    return KINDS.get(name, str.strip)(cell)


def _fold(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip()


def _read_code(read: Callable[[str], str], cell: str) -> str | None:
    try:
        return read(cell[:100])
    except InvalidFilter:
        return None


def _name_region(cell: str) -> str | None:
    gazetteer, key = open_gazetteer(), make_key(cell)
    place = gazetteer.words.get(key) or gazetteer.letters.get(key)
    return place.codes[0] if place is not None and len(place.codes) == 1 else None


@cache
def _list_languages() -> dict[str, str]:
    return {name: code for code, name in name_languages() if " " not in code}


@cache
def _list_platforms() -> dict[str, str]:
    rows = [
        (platform, words.split("; ")) for kind, platform, words, *_ in read_table("platforms") if kind == "platform"
    ]
    return {_fold(word).lower(): platform for platform, words in rows for word in words}
