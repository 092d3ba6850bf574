"""The days of a campaign that a brief names: 10月1日〜15日, 来月, "in December", "by October 10"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from matcher.reading.calendar_days import Day, Told, reckon_month, reckon_week, settle
from matcher.reading.dates_spelt import find_spelt
from matcher.reading.found import MOST, Found, find_all
from matcher.reading.tokens import Sentence, Token

YEAR, MONTH, DAY = "2[05][0-9]{2}", "(?:1[0-2]|0?[1-9])", "(?:3[01]|[12][0-9]|0?[1-9])"
EARLY, MIDDLE, LATE = "上旬|初旬|初め|初|頭|초순|초", "中旬|半ば|중순", "下旬|末|底|하순|말"
WEEKDAY = r"(?: ?\([月火水木金土日월화수목금토일]\))?"
NEXT_YEAR = "来年|來年|明年|내년"
EAST = re.compile(
    rf"(?:(?P<year>{YEAR}) ?[年년] ?|(?P<next>{NEXT_YEAR}) ?の?)?(?P<month>{MONTH}) ?[月월](?![号號刊間])"
    rf"(?: ?の?(?:(?P<day>{DAY}) ?[日号號일](?!間){WEEKDAY}"
    rf"|(?P<early>{EARLY})|(?P<middle>{MIDDLE})|(?P<late>{LATE})))?"
    rf"|(?P<iso>{YEAR})(?P<sign>[-/.])(?P<iso_month>{MONTH})(?P=sign)(?P<iso_day>{DAY})(?![0-9])"
    rf"|(?P<short>{MONTH})/(?P<short_day>{DAY})(?![0-9/%]){WEEKDAY}"
)
TO = re.compile(
    r" ?(?:~|-|から|to|until|through|till|and|hasta(?: el)?|al?|sampai|hingga|s/d|ถึง|至|到|부터|에서)(?: the| el)? ?"
)
LATER_DAY = re.compile(rf"(?P<day>{DAY}) ?[日号號일]|(?P<bare>{DAY})(?![0-9/年月년월])")
UNTIL_BEFORE = re.compile(
    r"(?:\b(?:by|until|till|before|no later than|deadline:?|hasta|antes del?|sebelum|sampai|hingga|paling lambat)"
    r"|ก่อน|ภายใน|ถึง)(?: the| el| tanggal|วันที่)? ?$"
)
UNTIL_AFTER = re.compile(r" ?(?:の?まで|전까지|전에|迄|以前|前まで|까지|之前|以前|이전)")
FROM_BEFORE = re.compile(
    r"(?:\b(?:from|after|starting|starting in|since|as of|desde|a partir del?|mulai|sejak|dari)|ตั้งแต่|เริ่ม)"
    r"(?: the| el| tanggal|วันที่)? ?$"
)
FROM_AFTER = re.compile(r" ?(?:から|以降|より|부터|이후|之后|之後|以后|以後|起|onwards?|เป็นต้นไป)")
BESIDE = re.compile(r" ?(?:~|-|から|まで|に|以降|부터|까지|至|到|\()")
CUE = 24  # letters in which a cue before a date is looked for


def find_dates(sentence: Sentence, today: date) -> list[Found]:
    """Return {"from", "to"} in ISO form; a month without a year is the next one that is not over.

    A whole month or a part of it has both ends. "By" and まで give only "to", "from" and 以降 only "from".
    Years and seasons alone are subjects (2025年のトレンド).
    """
    told = sorted(_list_told(sentence, today), key=lambda one: (one.start, -one.end))[:MOST]
    found: list[Found] = []
    for one, other in pairwise([*told, None]):
        if one is not None and (not found or one.start >= found[-1].end):
            joined = _join(one, other, sentence.folded, today)
            found.append(_write(joined) if joined else _bound(one, sentence.folded))
    return found


def _list_told(sentence: Sentence, today: date) -> Iterator[Told]:
    for match in find_all(EAST, sentence.folded):
        told = _tell(match, today)
        days = settle(told, today)
        if days is not None and _is_date(match, sentence.folded):
            yield Told(days, match.start(), match.end(), told)
    yield from find_spelt(sentence, today)
    yield from (told for token in sentence.tokens if token.kind == "r" for told in _reckon(token, today))


def _is_date(match: re.Match[str], folded: str) -> bool:
    """Say whether it is no part of a number and, for 10/1, whether a word beside it says that it is a day."""
    before, behind = folded[max(0, match.start() - 2) : match.start()], folded[match.end() : match.end() + 3]
    if before[-1:].isdigit():
        return False
    return not match["short"] or BESIDE.match(behind) is not None or before.endswith(("~", "-", "から"))


def _tell(match: re.Match[str], today: date) -> Day:
    groups = match.groupdict()
    year, month, day = (
        next((int(groups[name]) for name in names if groups[name]), None)
        for names in (("year", "iso"), ("month", "iso_month", "short"), ("day", "iso_day", "short_day"))
    )
    part = next((part for part in ("early", "middle", "late") if groups[part]), None)
    return Day(month or 0, day, today.year + 1 if groups["next"] else year, part)


def _reckon(token: Token, today: date) -> Iterator[Told]:
    """Yield the days of "next month", "next week", 来月中旬."""
    unit, ahead, *part = token.value.split()
    weekly = unit == "week"
    days = reckon_week(today, int(ahead)) if weekly else reckon_month(today, int(ahead), part[0] if part else None)
    if days is not None:
        yield Told(days, token.start, token.end)


def _join(one: Told, other: Told | None, folded: str, today: date) -> Told | None:
    """Return the days from one date to another, or to a later day of its month."""
    sign = TO.match(folded, one.end)
    if sign is None:
        return None
    first = one.days[0]
    if other is not None and other.start <= sign.end() + 1 and other.start >= sign.end():
        last = _follow(first, other, today)
        return Told((first, last), one.start, other.end) if last >= first else None
    day = LATER_DAY.match(folded, sign.end())
    if day is None or one.day is None or one.day.day is None:
        return None
    until = settle(Day(one.day.month, int(day["day"] or day["bare"]), first.year), today)
    return Told((first, until[1]), one.start, day.end()) if until and until[1] >= first else None


def _follow(first: date, other: Told, today: date) -> date:
    """Return the last day of the second date, a year later where only that follows the first."""
    last = other.days[1]
    if last < first and other.day is not None and other.day.year is None:
        later = settle(replace(other.day, year=first.year + 1), today)
        return later[1] if later else last
    same = settle(replace(other.day, year=first.year), today) if other.day and other.day.year is None else None
    return same[1] if same and same[1] >= first else last


def _bound(one: Told, folded: str) -> Found:
    """Return a date with both ends, or with the one that a cue beside it tells."""
    before = folded[max(0, one.start - CUE) : one.start]
    if one.day is not None and one.day.day is not None and one.days[0] < one.days[1]:
        return _write(one)
    for end, cue_before, cue_after in (("to", UNTIL_BEFORE, UNTIL_AFTER), ("from", FROM_BEFORE, FROM_AFTER)):
        sooner, later = cue_before.search(before), cue_after.match(folded, one.end)
        if sooner or later:
            day = one.days[1] if end == "to" else one.days[0]
            start = one.start - (len(before) - sooner.start() if sooner else 0)
            return Found("dates", {end: day.isoformat()}, start, later.end() if later else one.end)
    return _write(one)


def _write(told: Told) -> Found:
    first, last = told.days
    return Found("dates", {"from": first.isoformat(), "to": last.isoformat()}, told.start, told.end)
