from datetime import date

import pytest

from tests.matcher.reading.understood import read_field


def days(first: str, last: str) -> dict[str, str]:
    return {"from": first, "to": last}


DECEMBER = days("2026-12-01", "2026-12-31")


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2026年12月1日〜12月15日", days("2026-12-01", "2026-12-15")),
        ("12月1日から15日に投稿", days("2026-12-01", "2026-12-15")),
        ("12月20日〜1月10日", days("2026-12-20", "2027-01-10")),
        ("10/1〜10/15", days("2027-10-01", "2027-10-15")),
        ("2027-02-01から2027-02-28", days("2027-02-01", "2027-02-28")),
        ("12月", DECEMBER),
        ("10月中旬", days("2027-10-11", "2027-10-20")),
        ("2月下旬", days("2027-02-21", "2027-02-28")),
        ("11月", days("2026-11-01", "2026-11-30")),
        ("来月", DECEMBER),
        ("来月中旬まで", {"to": "2026-12-20"}),
        ("来週", days("2026-11-30", "2026-12-06")),
        ("12月10日まで", {"to": "2026-12-10"}),
        ("12月10日以降", {"from": "2026-12-10"}),
        ("in December", DECEMBER),
        ("December 1-15, 2026", days("2026-12-01", "2026-12-15")),
        ("from 1 to 15 December", days("2026-12-01", "2026-12-15")),
        ("Dec 3rd", days("2026-12-03", "2026-12-03")),
        ("December 20 to January 10", days("2026-12-20", "2027-01-10")),
        ("by December 10", {"to": "2026-12-10"}),
        ("starting December 10", {"from": "2026-12-10"}),
        ("early May", days("2027-05-01", "2027-05-10")),
        ("in May", days("2027-05-01", "2027-05-31")),
        ("next month", DECEMBER),
        ("다음 달", DECEMBER),
        ("12월 1일부터 12월 15일까지", days("2026-12-01", "2026-12-15")),
        ("下个月", DECEMBER),
        ("12月底", days("2026-12-21", "2026-12-31")),
        ("เดือนหน้า", DECEMBER),
        ("เดือนธันวาคม 2569", DECEMBER),
        ("bulan depan", DECEMBER),
        ("1 Desember 2026", days("2026-12-01", "2026-12-01")),
        ("en diciembre", DECEMBER),
        ("del 1 al 15 de diciembre", days("2026-12-01", "2026-12-15")),
    ],
)
def test_dates_are_counted_from_the_day_of_the_brief(text, dates):
    assert read_field("dates", text) == dates


def test_the_turn_of_the_year_is_minded():
    assert read_field("dates", "来月", date(2026, 12, 31)) == days("2027-01-01", "2027-01-31")
    assert read_field("dates", "1月", date(2026, 12, 31)) == days("2027-01-01", "2027-01-31")


@pytest.mark.parametrize(
    "text",
    [
        "2025年のトレンド",
        "春コーデ",
        "May flowers",
        "you may march",
        "2月30日",
        "13月",
        "3月号",
        "6ヶ月",
        "24/7 streams",
        "1/2 cup",
        "10月間",
    ],
)
def test_what_is_no_day_says_nothing(text):
    assert read_field("dates", text) is None


@pytest.mark.parametrize("today", [date.min, date.max])
def test_the_ends_of_the_calendar_are_no_error(today):
    for text in ("来月", "next week", "this week", "1月1日", "in December"):
        read_field("dates", text, today)
