"""From changes that stand out to events with a probability: benign causes are looked for first."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from math import log

from matcher.authenticity.crowds import NOBODY, Crowds, count_crowds
from matcher.authenticity.nouns import CROWD, VIRAL, YOUNG, Event
from matcher.authenticity.rises import NOTED, Change, Growth
from matcher.authenticity.signals import Signals
from matcher.authenticity.weights import GrowthWeights, read_curve, sigmoid

LISTED = 0.5  # the least probability of an event that is told though no benign cause is seen
WAVE = timedelta(days=30)  # within which what came is mostly gone again
GONE = 0.5  # the share of a jump whose loss makes it a wave
EXPLAINED = 2.0  # a rise of at most so many times what its views would bring is put down to them
JUMP, RISE, FALL, WAVED = "jump", "rise", "fall", "wave"


def find_crowds(creators: Iterable[Signals], weights: GrowthWeights) -> dict[str, Crowds]:
    """Count, by platform, who changed on which day."""
    growths = ((one.platform, one.growth) for one in creators if one.growth is not None)
    return count_crowds(
        ((platform, growth, _list_strange(growth, weights)) for platform, growth in growths),
        weights.crowd["channels"],
    )


def judge_changes(growth: Growth, weights: GrowthWeights, crowds: Crowds = NOBODY) -> tuple[Event, ...]:
    """Return what is worth telling, by date: unexplained changes, and large ones that a benign cause explains."""
    events = []
    for change in growth.changes:
        benign = _find_benign(change, growth, weights, crowds)
        probability = _judge(change, growth, weights)
        if probability >= LISTED or (change.plain >= NOTED and benign is not None):
            events.append(_make_event(change, probability, benign))
    return tuple(_mark_waves(events))


def sum_growth(growth: Growth, weights: GrowthWeights, crowds: Crowds = NOBODY) -> float:
    """Return the probability that some of the growth is no part of ordinary growth, in so far as it matters.

    Changes that are likelier strange than not count each for itself; of all others the strangest counts alone, so that
    a long history is not held against its creator.
    """
    kept, other = 1.0, _judge_z(min(growth.fast, 0.0), growth, weights, short=True)
    for change in growth.changes:
        probability, benign = _judge(change, growth, weights), _find_benign(change, growth, weights, crowds)
        part = _weigh(change, probability, weights) * (weights.benign if benign else 1.0)
        if probability >= LISTED:
            kept *= 1 - part
        else:
            other = max(other, part)
    return 1 - kept * (1 - other)


def _list_strange(growth: Growth, weights: GrowthWeights) -> list[Change]:
    return [change for change in growth.changes if _judge(change, growth, weights) >= LISTED]


def _find_benign(change: Change, growth: Growth, weights: GrowthWeights, crowds: Crowds) -> str | None:
    """Return the benign cause that is likeliest; None where none is seen."""
    if crowds.is_crowd(change, weights.crowd["channels"], weights.crowd["share"]):
        return CROWD
    if change.gain < 0:
        return None
    is_watched = change.views is not None and change.views >= weights.viral
    if is_watched and change.gain <= EXPLAINED * change.expected:
        return VIRAL
    return YOUNG if growth.grown >= weights.young else None


def _judge(change: Change, growth: Growth, weights: GrowthWeights) -> float:
    """Return the probability that a change is no part of ordinary growth."""
    return _judge_z(change.z, growth, weights, short=change.short)


def _judge_z(z: float, growth: Growth, weights: GrowthWeights, *, short: bool) -> float:
    """Return the probability at a z: log-odds are straight up to even odds, then grow with the logarithm of z.

    So very large rises are still told apart from large ones.
    """
    even = (weights.even if growth.has_views else weights.blind)["short" if short else "long"]
    return sigmoid(weights.slope * (z - even if z <= even else even * log(z / even)))


def _weigh(change: Change, probability: float, weights: GrowthWeights) -> float:
    """Return the part of a change's probability that speaks against the audience, but for benign causes."""
    cause = weights.fall if change.gain < 0 else 1.0
    return probability * cause * read_curve(weights.material, abs(change.gain) / max(change.before, 1))


def _mark_waves(events: list[Event]) -> list[Event]:
    """Call a jump a wave where most of it went again within a month."""
    falls = [event for event in events if event.kind == FALL]
    marked = []
    for event in events:
        gone = sum(-fall.subscribers for fall in falls if event.date < fall.date <= event.date + WAVE)
        is_wave = event.kind == JUMP and gone >= GONE * event.subscribers
        marked.append(replace(event, kind=WAVED) if is_wave else event)
    return marked


def _make_event(change: Change, probability: float, benign: str | None) -> Event:
    rising = JUMP if change.short else RISE
    return Event(
        date=change.date,
        kind=FALL if change.gain < 0 else rising,
        probability=probability,
        subscribers=change.gain,
        benign=benign,
        days=change.days,
        expected=change.expected,
        share=change.gain / max(change.before, 1),
    )
