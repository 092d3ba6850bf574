"""Growth histories for tests, written as a story: a channel that grows evenly, and what happens to it."""

from datetime import date, timedelta

from matcher.authenticity.history import Day

START = date(2026, 3, 1)
TODAY = date(2026, 6, 1)


def even_days(count: int = 30, followers: int = 50_000, daily: int = 20, views: int = 4_000) -> list[Day]:
    """A channel that wins so many followers and views a day."""
    return [
        Day(
            date=START + timedelta(days=day),
            followers=followers + daily * day,
            views=10_000_000 + views * day,
            videos=200 + day // 3,
        )
        for day in range(count)
    ]


def raise_from(days: list[Day], start: int, more: int, over: int = 1, views: int = 0) -> list[Day]:
    """Add followers, and views, from a day on, delivered over some days."""
    return [
        Day(
            date=day.date,
            followers=day.followers + more * min(max(place - start + 1, 0), over) // over,
            views=day.views + views * min(max(place - start + 1, 0), over) // over,
            videos=day.videos,
        )
        for place, day in enumerate(days)
    ]
