"""What codes and numbers are called in the reader's language."""

from functools import cache, lru_cache
from gettext import NullTranslations, translation

import pycountry
from babel import Locale
from babel.core import UnknownLocaleError
from babel.numbers import format_compact_decimal, format_decimal

PLATFORMS = {
    "bilibili": "bilibili",
    "douyin": "Douyin",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "line": "LINE",
    "pinterest": "Pinterest",
    "threads": "Threads",
    "tiktok": "TikTok",
    "twitch": "Twitch",
    "twitter": "X (Twitter)",
    "weibo": "Weibo",
    "x": "X",
    "xiaohongshu": "Xiaohongshu (RED)",
    "youtube": "YouTube",
}
PREFECTURES = {"JP-01": "", "JP-13": "都", "JP-26": "府", "JP-27": "府"}  # all others end in 県
MINUS = "\N{MINUS SIGN}"


@lru_cache(maxsize=4096)
def name_language(code: str, locale: str) -> str:
    """Return what a BCP 47 language is called, or the code where nobody has named it."""
    try:
        name = Locale.parse(code, sep="-").get_display_name(locale)
    except (UnknownLocaleError, ValueError):
        language = pycountry.languages.get(alpha_3=code.partition("-")[0])
        name = language.name if language else None
    return name or code


@lru_cache(maxsize=4096)
def name_region(code: str, locale: str) -> str:
    """Return what a region is called; a part of a country carries the country's name, except Japan's in Japanese."""
    wider = code.partition("-")[0]
    country = Locale.parse(locale).territories.get(wider) or wider
    if "-" not in code:
        return country
    found = pycountry.subdivisions.get(code=code)  # type: ignore[no-untyped-call]
    if found is None:
        return code
    name: str = _read_subdivisions(locale).gettext(found.name)
    if locale != "ja":
        return f"{name}, {country}"
    return f"{name}{PREFECTURES.get(code, '県')}" if code.startswith("JP-") else f"{country} {name}"


def name_platform(platform: str) -> str:
    """Return a platform's own spelling of its name."""
    return PLATFORMS.get(platform, platform)


def write_compact(number: float, locale: str) -> str:
    """Return a short number: 48200 is 48.2K in English and 4.8万 in Japanese."""
    return format_compact_decimal(number, locale=locale, fraction_digits=1)


def write_number(number: float, locale: str) -> str:
    """Return the whole number with separators."""
    return format_decimal(number, locale=locale)


def write_share(share: float) -> str:
    """Return a term of a score with its sign: +0.41, −0.08."""
    digits = f"{abs(share):.2f}"
    return digits if digits == "0.00" else f"{'+' if share > 0 else MINUS}{digits}"


@cache
def _read_subdivisions(locale: str) -> NullTranslations:
    return translation("iso3166-2", pycountry.LOCALES_DIR, languages=[locale], fallback=True)
