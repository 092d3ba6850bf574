"""Signs of where somebody is, in one text: flags, homes, places, telephone numbers, money."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pycountry

from matcher.reading.regions import Found, find_places

FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
REGIONAL_A = 0x1F1E6
HOME_BEFORE = re.compile(
    r"(📍|🏠|🏡|\bbased in|\bliv(?:e|es|ing) in|\blocated in|\bvivo en|\bvive en|\btinggal di|\bdomisili|\bsống ở"
    r"|在住[:：]?|住在|坐标|坐標|อยู่ที่|อาศัยอยู่ใน|거주지?[:：]?)\W*$",
    re.IGNORECASE,
)
HOME_AFTER = re.compile(
    r"\s*(?:[市区県府都]{0,2}在住|拠点|を拠点|住み|民\b|[- ]based\b|에? ?거주|에 사는|에서 살)", re.IGNORECASE
)
LOOK = 16  # letters beside a place that are read
PHONE = re.compile(r"(?:\+|＋|wa\.me/)\s?\d[\d\s().-]{6,18}\d")
MONEY = (
    (re.compile(r"\d\s?円|￥\s?\d"), "JP"),
    (re.compile(r"₩|\d\s?[만천]?원(?![가-힣])"), "KR"),
    (re.compile(r"฿|\d\s?บาท"), "TH"),
    (re.compile(r"NT\$|\bTWD\b"), "TW"),
    (re.compile(r"HK\$|\bHKD\b"), "HK"),
    (re.compile(r"\bRp\.?\s?\d|\bIDR\b"), "ID"),
    (re.compile(r"₫|\d\s?(?:VNĐ|VND)\b"), "VN"),
    (re.compile(r"₹|\bINR\b"), "IN"),
    (re.compile(r"₱|\bPHP\s?\d"), "PH"),
    (re.compile(r"\bRM\s?\d"), "MY"),
    (re.compile(r"\bS\$\s?\d|\bSGD\b"), "SG"),
    (re.compile(r"R\$\s?\d"), "BR"),
    (re.compile(r"£\s?\d|\bGBP\b"), "GB"),
    (re.compile(r"₽|\d\s?руб"), "RU"),
    (re.compile(r"₺"), "TR"),
    (re.compile(r"₴"), "UA"),
)
HAN, KANA, HANGUL, THAI = (
    re.compile(f"[{letters}]")
    for letters in ("\u4e00-\u9fff", "\u3041-\u3096\u30a1-\u30fa", "\uac00-\ud7a3", "\u0e01-\u0e2e")
)
OWN, FOREIGN = "own", "foreign"
CHINESE = frozenset({"CN", "HK", "MO", "SG", "TW"})


@dataclass(frozen=True, slots=True)
class Hint:
    """One sign, and the code that it speaks for."""

    kind: str
    what: str
    code: str  # ISO 3166
    guard: str = ""  # of a place's name, see `matcher.reading.places`
    script: str = ""  # OWN or FOREIGN, where the text's script belongs to one country; of a place


def find_hints(text: str) -> Iterator[Hint]:
    """Give every sign in a text; none of them is proof."""
    yield from _find_flags(text)
    yield from _find_places(text)
    yield from _find_phones(text)
    for pattern, country in MONEY:
        if found := pattern.search(text):
            yield Hint("currency", found.group().strip(), country)


def _find_flags(text: str) -> Iterator[Hint]:
    for match in FLAG.finditer(text):
        code = "".join(chr(ord(letter) - REGIONAL_A + ord("A")) for letter in match.group())
        if pycountry.countries.get(alpha_2=code) is not None:
            yield Hint("flag", match.group(), code)


def _find_places(text: str) -> Iterator[Hint]:
    home = _read_script(text)
    for found in find_places(text):
        code = _choose_code(found.place.codes)
        if code is not None:
            kind = "home" if _is_home(text, found) else "place"
            script = "" if not home else OWN if code.partition("-")[0] in home else FOREIGN
            yield Hint(kind, text[found.start : found.end], code, found.place.guard, script)


def _choose_code(codes: tuple[str, ...]) -> str | None:
    """Return the one code that several come down to: the part that holds the others, else their country, else none."""
    if len(codes) == 1:
        return codes[0]
    parents = {parent for parent in map(_find_parent, codes) if parent}
    whole = [code for code in codes if code in parents]
    if len(whole) == 1:
        return whole[0]
    countries = {code.partition("-")[0] for code in codes}
    return countries.pop() if len(countries) == 1 else None


def _find_parent(code: str) -> str | None:
    found = pycountry.subdivisions.get(code=code)  # type: ignore[no-untyped-call]
    return found.parent_code if found else None


def _read_script(text: str) -> frozenset[str]:
    """Return the countries whose own script the text is written in; empty where many countries share it."""
    if KANA.search(text):
        return frozenset({"JP"})
    if HANGUL.search(text):
        return frozenset({"KR", "KP"})
    if THAI.search(text):
        return frozenset({"TH"})
    return CHINESE if _is_chinese("".join(HAN.findall(text))) else frozenset()


def _is_chinese(letters: str) -> bool:
    """Say whether Han letters include some that Japanese does not write; without such they may be either's."""
    try:
        letters.encode("euc_jp")
    except UnicodeEncodeError:
        return True
    return False


def _is_home(text: str, found: Found) -> bool:
    before, after = text[max(0, found.start - LOOK) : found.start], text[found.end : found.end + LOOK]
    return HOME_BEFORE.search(before) is not None or HOME_AFTER.match(after) is not None


def _find_phones(text: str) -> Iterator[Hint]:
    for match in PHONE.finditer(text):
        if country := _read_country("+" + re.sub(r"\D", "", match.group())):
            yield Hint("phone", match.group(), country)


def _read_country(number: str) -> str | None:
    import phonenumbers  # noqa: PLC0415 (its tables are large and few texts hold a number)

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return None
    return phonenumbers.region_code_for_number(parsed) if phonenumbers.is_valid_number(parsed) else None
