"""Days of months that are spelt out: October 1-15, 1 de octubre, early December, in May, เดือนตุลาคม."""

import re
from collections.abc import Iterator
from datetime import date

from matcher.reading.calendar_days import Day, Told, settle
from matcher.reading.found import MOST
from matcher.reading.tokens import Sentence, Token

DAY, YEAR = "(?:3[01]|[12][0-9]|0?[1-9])", "2[05][0-9]{2}"
ORDINAL, RANGE = "(?:st|nd|rd|th)?", "(?:-|to|through|al|a|sampai|hingga|ถึง)"
BEFORE = re.compile(
    rf"(?<![0-9])(?:(?P<first>{DAY}){ORDINAL} ?{RANGE} ?)?(?P<day>{DAY}){ORDINAL} ?(?:of |de )?$"
    r"|(?<![a-z])(?:(?P<early>early|a principios de|principios de|awal|ต้นเดือน|ต้น)"
    r"|(?P<middle>mid-?|a mediados de|mediados de|pertengahan|กลางเดือน|กลาง)"
    r"|(?P<late>late|the end of|end of|a finales de|finales de|akhir|ปลายเดือน|ปลาย|สิ้นเดือน)"
    r"|(?P<cue>in|during|by|until|till|from|for|of|this|next|before|after|through|since|starting|throughout"
    r"|en|durante|desde|hasta|del?|bulan|pada|di|mulai|dari|sampai|hingga|sebelum|เดือน|ใน|ช่วง|ภายใน|ก่อน)) ?$"
)
BEHIND = re.compile(
    rf"(?: (?P<day>{DAY}){ORDINAL}(?![0-9])(?: ?{RANGE} ?(?P<last>{DAY}){ORDINAL}(?![0-9]))?)?"
    rf"(?:,? ?(?:de |del )?(?P<year>{YEAR})(?![0-9]))?"
)
REACH = 24  # letters before the month's name


def find_spelt(sentence: Sentence, today: date) -> Iterator[Told]:
    """Yield the days told with a month's name; the name alone ("May flowers") tells none."""
    months = [token for token in sentence.tokens if token.kind == "m"]
    for token in months[:MOST]:
        told = _read_month(token, sentence.folded, today)
        if told is not None:
            yield told


def _read_month(token: Token, folded: str, today: date) -> Told | None:
    first = max(0, token.start - REACH)
    before, behind = BEFORE.search(folded[first : token.start]), BEHIND.match(folded, token.end)
    groups = before.groupdict() if before else {}
    number, _, short = token.value.partition(" ")
    if behind is None or not (behind["day"] or behind["year"] or groups.get("day") or (before and not short)):
        return None
    part = next((part for part in ("early", "middle", "late") if groups.get(part)), None)
    since, until = _pair(groups.get("first"), groups.get("day"), behind["day"], behind["last"])
    year = int(behind["year"]) if behind["year"] else None
    told = Day(int(number), since, year, part)
    days = settle(told, today)
    if days and until is not None:
        last = settle(Day(told.month, until, days[0].year), today)
        days = (days[0], last[1]) if last and last[1] >= days[0] else None
    start = first + before.start() if before and not groups.get("cue") else token.start
    return Told(days, start, behind.end(), told) if days else None


def _pair(first: str | None, day: str | None, behind: str | None, last: str | None) -> tuple[int | None, int | None]:
    """Return the first and the last day named, on either side of the month."""
    if day is not None:
        return (int(first), int(day)) if first else (int(day), None)
    return int(behind) if behind else None, int(last) if last else None
