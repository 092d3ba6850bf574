"""Numerals: 10,000 and 10.000 and 10 000, 2.5 and 2,5, 三十万."""

import re
from decimal import Decimal

HAN_DIGITS = {
    **{digit: place for place, digit in enumerate("〇一二三四五六七八九")},
    **{"零": 0, "两": 2, "兩": 2},
}
HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
HAN_MYRIADS = {"万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8}
HAN = "".join((*HAN_DIGITS, *HAN_UNITS))
LONGEST = 15  # digits: no count or amount of a brief has more

SPACE = "[ \u00a0\u2009\u202f]"
NUMERAL = re.compile(
    rf"(?<![0-9])(?:[0-9]{{1,3}}(?:[,.][0-9]{{3}}){{1,4}}(?:[,.][0-9]{{1,2}})?(?![0-9])"
    rf"|[0-9]{{1,3}}(?:{SPACE}[0-9]{{3}}){{1,4}}(?![0-9])"
    rf"|[0-9]{{1,{LONGEST}}}(?:[.,][0-9]{{1,4}}(?![0-9]))?(?![0-9])"
    rf"|[{HAN}][{HAN}{''.join(HAN_MYRIADS)}]{{0,11}})"
)
GROUPS = re.compile(rf"([0-9]{{1,3}}(?:([,.]|{SPACE})[0-9]{{3}})+)(?:[,.]([0-9]{{1,2}}))?")


def read_numeral(numeral: str) -> Decimal:
    """Return what a numeral that NUMERAL found is worth.

    Three digits behind a comma or a point are thousands, fewer are a fraction: 2.000 and 2,000 are two thousand,
    2.5 and 2,5 two and a half. Whoever writes a fraction of three digits is misread.
    """
    if numeral[0] in HAN:
        return Decimal(_read_han(numeral))
    groups = GROUPS.fullmatch(numeral)
    if groups is None:
        return Decimal(numeral.replace(",", "."))
    whole = re.sub(r"[^0-9]", "", groups[1])
    return Decimal(f"{whole}.{groups[3] or 0}")


def _read_han(numeral: str) -> int:
    if all(digit in HAN_DIGITS for digit in numeral):
        return int("".join(str(HAN_DIGITS[digit]) for digit in numeral))
    total = group = digit = 0
    for sign in numeral:
        if sign in HAN_DIGITS:
            digit = HAN_DIGITS[sign]
        elif sign in HAN_UNITS:
            group, digit = group + (digit or 1) * HAN_UNITS[sign], 0
        else:
            total, group, digit = (total + (group + digit or 1) * HAN_MYRIADS[sign], 0, 0)
    return total + group + digit
