"""Codes of languages (BCP 47) and regions (ISO 3166), checked and in one spelling."""

from functools import lru_cache

import pycountry
from babel.core import Locale, get_global

from matcher.errors import InvalidFilter

SCRIPT, REGION, AREA = 4, 2, 3  # letters of the subtags; digits of a UN M.49 area such as 419
REMEMBERED = 4096  # codes: requests name them, so they are not remembered without end
CHINESE_SCRIPTS = {"CN": "Hans", "SG": "Hans", "TW": "Hant", "HK": "Hant", "MO": "Hant"}


@lru_cache(maxsize=REMEMBERED)
def read_language(code: str) -> str:
    """Return the code in its usual spelling: "JA" is "ja", "zh_tw" is "zh-Hant", "pt-br" is "pt-BR".

    Chinese is told apart by script, never by region; a retired code gives its successor ("iw" is "he").

    Raises:
        InvalidFilter: ISO 639 has no such language, or the rest is no script and no region.
    """
    named, *rest = code.strip().replace("_", "-").split("-")
    language, *implied = get_global("language_aliases").get(named.lower(), named.lower()).split("_")
    rest = rest or implied  # "sh" is "sr-Latn"
    script = next((part.title() for part in rest if len(part) == SCRIPT), None)
    region = next((part.upper() for part in rest if len(part) == REGION or _is_area(part)), None)
    told = (script is not None) + (region is not None)
    if not _is_language(language) or len(rest) != told or not _are_known(script, region):
        raise InvalidFilter(f"{code!r} is no language.", "Give a BCP 47 code such as ja, en or zh-Hans.")
    if language == "zh":
        return f"zh-{script}" if script else f"zh-{CHINESE_SCRIPTS[region]}" if region in CHINESE_SCRIPTS else "zh"
    return "-".join(part for part in (language, script, region) if part)


@lru_cache(maxsize=REMEMBERED)
def read_region(code: str) -> str:
    """Return an ISO 3166-1 alpha-2 or ISO 3166-2 code in capitals.

    Raises:
        InvalidFilter: ISO 3166 has no such code.
    """
    upper = code.strip().upper()
    table = pycountry.subdivisions if "-" in upper else pycountry.countries
    found = table.get(code=upper) if "-" in upper else table.get(alpha_2=upper)
    if found is None:
        raise InvalidFilter(
            f"{code!r} is no region.",
            "Give an ISO 3166 code: a country such as JP, or a part of one such as JP-13.",
        )
    return upper


def contains(wider: str, code: str) -> bool:
    """Say whether a code is the wider one or a part of it: "zh" contains "zh-Hans", "JP" contains "JP-13"."""
    return code == wider or code.startswith(f"{wider}-")


def _is_language(code: str) -> bool:
    key = {2: "alpha_2", 3: "alpha_3"}.get(len(code))
    return key is not None and pycountry.languages.get(**{key: code}) is not None


def _are_known(script: str | None, region: str | None) -> bool:
    if script is not None and pycountry.scripts.get(alpha_4=script) is None:
        return False
    if region is not None and _is_area(region):
        return region in Locale("en").territories
    return region is None or pycountry.countries.get(alpha_2=region) is not None


def _is_area(part: str) -> bool:
    return len(part) == AREA and part.isdecimal()
