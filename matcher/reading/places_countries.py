"""Countries and wide regions by name, from CLDR (babel), ISO 3166-1 (pycountry) and two tables of common use."""

from collections.abc import Iterator
from gettext import GNUTranslations, NullTranslations, translation
from pkgutil import get_data

import pycountry
from babel.core import Locale

LOCALES = ("en", "ja", "ko", "zh_Hans", "zh_Hant", "th", "id", "es", "vi", "pt", "fr", "de", "it", "ru", "hi", "ar")
PO_LOCALES = ("ja", "ko", "zh_CN", "zh_TW", "th", "id", "es")
UNNAMED = {"AQ", "BV", "HM", "UM", "TF", "GS", "IO"}  # nobody lives there; their names are made of common words

Named = tuple[str, tuple[str, ...]]  # a name and the codes it stands for


def name_countries() -> Iterator[Named]:
    """Give every name of every country that has inhabitants."""
    translations = [open_translation("iso3166-1", locale) for locale in PO_LOCALES]
    territories = [Locale.parse(locale).territories for locale in LOCALES]
    for country in pycountry.countries:
        code = country.alpha_2
        if code in UNNAMED:
            continue
        listed = [country.name, getattr(country, "common_name", ""), getattr(country, "official_name", "")]
        names = [name for name in listed if name]
        names += [territory[code] for territory in territories if code in territory]
        names += [said.gettext(name) for said in translations for name in listed if name]
        yield from ((name, (code,)) for name in dict.fromkeys(names) if "," not in name)


def name_wide_regions() -> Iterator[Named]:
    """Give the regions that are several ISO codes, by their names of common use and CLDR's."""
    territories = [Locale.parse(locale).territories for locale in LOCALES]
    for codes, names in read_table("places_wide.tsv"):
        for name in names:
            area = name.removeprefix("@")
            spelled = [names[area] for names in territories if area in names] if area != name else [name]
            yield from ((one, codes) for one in spelled)


def name_by_common_use() -> Iterator[Named]:
    """Give short names that the standards lack."""
    for codes, names in read_table("places_names.tsv"):
        yield from ((name, codes) for name in names)


def read_table(file: str) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Give (codes, names) of a table that comes with this package."""
    for line in read_lines(file):
        codes, names, _ = line.split("\t")
        yield tuple(codes.split(" ")), names.split("|")


def read_lines(file: str) -> list[str]:
    """Return the lines of a table that comes with this package."""
    return (get_data(__package__, file) or b"").decode().splitlines()


def open_translation(domain: str, locale: str) -> GNUTranslations | NullTranslations:
    """Return the names that pycountry carries in a language; English where it has none."""
    return translation(domain, pycountry.LOCALES_DIR, languages=[locale], fallback=True)
