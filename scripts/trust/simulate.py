"""Simulates channels that bought nothing: the series from which thresholds of growth were set before any real one."""

from datetime import date, timedelta

import numpy as np

from matcher.authenticity.history import Day
from scripts.trust.inject import truncate

FIRST = date(2025, 3, 1)
SIZES = (300.0, 1_000_000.0)  # followers, spread evenly over their logarithm


def simulate_channel(random: np.random.Generator, days: int = 30) -> list[Day]:
    """Return a month of a channel whose followers come from its views.

    Views a day are log-normal with a memory of two days; one channel in five has a post that spreads, with 3 to 30
    times its usual views, decaying; a day's conversion of views into followers varies by a factor of 1.4 around the
    channel's own, which lies within a factor of 3 of its lifetime's; some followers leave every day.
    """
    followers = float(np.exp(random.uniform(*np.log(SIZES))))
    views = followers * float(np.exp(random.normal(4.0, 1.0)))  # of the lifetime
    daily = views * float(np.exp(random.normal(-7.0, 0.8)))
    noise = random.normal(0, 0.3, days)
    seen = daily * np.exp(noise + 0.6 * np.concatenate([[0.0], noise[:-1]]))
    if random.random() < 0.2:  # noqa: PLR2004 -- one channel in five
        start, size = int(random.integers(0, days)), float(np.exp(random.uniform(np.log(3), np.log(30))))
        seen[start:] += daily * size * np.exp(-np.arange(days - start) / 3)
    conversion = followers / views * float(np.exp(random.normal(0, 0.55)))
    gains = random.poisson(seen * conversion * np.exp(random.normal(0, 0.35, days)))
    gains = gains - random.poisson(followers * 0.0002, days)
    shown = truncate(np.maximum(followers + np.cumsum(gains), 1))
    counted = np.floor(views + np.cumsum(seen))
    videos = 100 + np.cumsum(random.poisson(0.3, days))
    return [
        Day(
            date=FIRST + timedelta(days=day),
            followers=int(shown[day]),
            views=int(counted[day]),
            videos=int(videos[day]),
        )
        for day in range(days)
    ]
