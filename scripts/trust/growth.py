"""How well purchases are found in real growth histories into which they are injected, and what is found without."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from indexer.authenticity.samples import read_histories
from matcher.authenticity.creator import Bench, judge_creator
from matcher.authenticity.history import Day, clean_history
from matcher.authenticity.nouns import Authenticity
from matcher.authenticity.rises import measure_growth
from matcher.authenticity.signals import Signals
from matcher.authenticity.weights import Weights
from scripts.trust.inject import Purchase, inject
from scripts.trust.measures import measure_auc
from scripts.trust.simulate import simulate_channel

FILE = Path("growth") / "daily.csv"
MONTH = 30  # days a channel-month has; shorter histories count for a part of one
CALLED = 0.5  # the default threshold: a creator's probability
TIMES = 3  # purchases injected into each channel
SIMULATED = 400  # channels
Channels = Mapping[str, list[Day]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of purchase that is injected."""

    name: str
    shares: tuple[float, ...]
    days: tuple[int, int]
    views: float = 0.0  # times the share, of the lifetime's views
    blind: bool = False  # the views are not known


KINDS = (
    Kind("1 to 3 days", (0.01, 0.02, 0.05, 0.1), (1, 3)),
    Kind("5 to 7 days", (0.02, 0.05, 0.1), (5, 7)),
    Kind("10 to 14 days", (0.02, 0.05, 0.1), (10, 14)),
    Kind("1 to 3 days, views bought too", (0.02, 0.05, 0.1), (1, 3), views=1.0),
    Kind("1 to 3 days, views not known", (0.02, 0.05, 0.1), (1, 3), blind=True),
)


def read_channels(data: Path) -> dict[str, list[Day]]:
    """Return the channels of the data folder, each in the order of its dates."""
    histories, _ = read_histories(data / FILE)
    return {creator: sorted(days, key=lambda day: day.date) for creator, days in histories.items()}


def simulate_channels(seed: int) -> dict[str, list[Day]]:
    """Return channels that bought nothing."""
    random = np.random.default_rng(seed)
    return {str(number): simulate_channel(random) for number in range(SIMULATED)}


def measure_detection(channels: Channels, weights: Weights, seed: int, kinds: Sequence[Kind] = KINDS) -> dict[str, Any]:
    """Measure false alarms on the channels as they are, and what is found once purchases are injected."""
    bench = Bench(weights=weights, peers={})
    clean = {name: found for name, days in channels.items() if (found := _judge(days, bench)).probability is not None}
    judged = {name: channels[name] for name in clean}
    probabilities = [found.probability or 0.0 for found in clean.values()]
    months = sum((days[-1].date - days[0].date).days + 1 for days in judged.values()) / MONTH
    alarms = sum(probability >= CALLED for probability in probabilities)
    return {
        "channels": len(channels),
        "judged": len(clean),
        "months": months,
        "alarms": alarms,
        "alarms_a_month": alarms / months,
        "kinds": [
            {"kind": kind.name, "share": share, **_measure_kind(judged, bench, kind, share, (probabilities, seed))}
            for kind in kinds
            for share in kind.shares
        ],
    }


def _measure_kind(
    channels: Channels, bench: Bench, kind: Kind, share: float, against: tuple[list[float], int]
) -> dict[str, float]:
    clean, seed = against
    if kind.blind:
        clean = [_judge(_hide_views(days), bench).probability or 0.0 for days in channels.values()]
    found = [_judge(days, bench).probability or 0.0 for days in _buy(channels, kind, share, seed)]
    return {
        "auc": measure_auc(clean, found),
        "found": float(np.mean(np.array(found) >= CALLED)),
        "alarms": float(np.mean(np.array(clean) >= CALLED)),
    }


def _buy(channels: Channels, kind: Kind, share: float, seed: int) -> Iterator[list[Day]]:
    """Give each channel with purchases on drawn days, where they fit in."""
    random = np.random.default_rng(seed)
    for days in channels.values():
        for _ in range(TIMES):
            length = int(random.integers(kind.days[0], kind.days[1] + 1))
            if len(days) - length < 1:
                continue
            start = int(random.integers(1, len(days) - length + 1))
            bought = inject(days, Purchase(share=share, days=length, start=start, views=kind.views * share))
            yield _hide_views(bought) if kind.blind else bought


def _hide_views(days: list[Day]) -> list[Day]:
    return [Day(date=day.date, followers=day.followers, videos=day.videos) for day in days]


def _judge(days: list[Day], bench: Bench) -> Authenticity:
    history = clean_history(days, days[-1].date)
    growth = measure_growth(history) if len(history.days) > 1 else None
    return judge_creator(Signals(platform="", followers=None, growth=growth, faults=history.faults), bench)
