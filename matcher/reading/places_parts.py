"""Parts of countries by name (ISO 3166-2, pycountry with its translations)."""

import re
from collections import defaultdict
from collections.abc import Iterator

import pycountry

from matcher.reading.places_countries import PO_LOCALES, Named, open_translation
from matcher.reading.places_words import HAN, HAN_ONLY, is_unspaced, split_names

DETAILED = frozenset("AR AU BR CA CL CN CO DE ES FR GB ID IN IT JP KR MX MY PE TH TW US VN".split())
WITH_PARTS = frozenset({"ES", "ID"})  # where the parts of parts are in use: Barcelona, Jawa Barat
HAN_NAMED = frozenset({"CN", "ID", "JP", "TH", "TW", "US"})  # elsewhere the Chinese names are common words too
NOT_PARTS = frozenset({"CN-HK", "CN-MO", "CN-TW"})  # they have codes of their own
PINYIN = re.compile(r" (Sheng|Shi|(Huizu |Zhuangzu |Uygur )?Zizhiqu)$")
KOREAN = re.compile(r"-(do|teukbyeolsi|gwangyeoksi|teukbyeoljachido)$")
SUFFIX = re.compile(f"(?<=[{HAN}]{{2}})(省|市|县|縣|府|都|壮族自治区|维吾尔自治区|自治区)$")
PREFECTURES = {"JP-01": "", "JP-13": "都", "JP-26": "府", "JP-27": "府"}  # all others end in 県
SHORTEST_THAI = 3


def name_parts() -> Iterator[Named]:
    """Give every name of every part of the countries that are known in detail.

    Parts of one country that share a name come together (Hsinchu City and County). A part that has parts itself
    stands for all of them, so that Cataluña finds Barcelona.
    """
    translations = {locale: open_translation("iso3166-2", locale) for locale in (*PO_LOCALES, "en")}
    children = _list_children()
    named: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for part in pycountry.subdivisions:
        country = part.country_code
        nested = part.parent_code and country not in WITH_PARTS
        if country not in DETAILED or nested or part.code in NOT_PARTS:
            continue
        spelled = [part.name, *(said.gettext(part.name) for said in translations.values())]
        for name in _vary(part.code, spelled):
            named[country, name].update(dict.fromkeys([part.code, *children.get(part.code, [])]))
    yield from ((name, tuple(sorted(codes))) for (_, name), codes in named.items())


def _list_children() -> dict[str, list[str]]:
    children: dict[str, list[str]] = defaultdict(list)
    for part in pycountry.subdivisions:
        if part.parent_code:
            children[part.parent_code].append(part.code)
    return children


def _vary(code: str, spelled: list[str]) -> Iterator[str]:
    country = code.partition("-")[0]
    for name in dict.fromkeys(piece for text in spelled for piece in split_names(text.partition(",")[0])):
        if not is_unspaced(name):
            yield KOREAN.sub("", PINYIN.sub("", name))
            if country == "JP":
                yield from (f"{name} {kind}" for kind in ("Prefecture", "prefecture"))
        elif HAN_ONLY.fullmatch(name):
            yield from _vary_han(code, name) if country in HAN_NAMED else ()
        elif len(name) >= SHORTEST_THAI and not name.endswith("州"):  # iso-codes lost the "west" of some of these
            yield name


def _vary_han(code: str, name: str) -> Iterator[str]:
    bare = SUFFIX.sub("", name) if code != "JP-26" else name.removesuffix("府")
    yield from {name, bare}
    if code.startswith("JP-") and bare == name:
        yield f"{bare}{PREFECTURES.get(code, '県')}"
