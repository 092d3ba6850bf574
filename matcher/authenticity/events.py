"""From changes that stand out to events with a probability: benign causes are looked for first."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

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


def sum_growth(growth: Growth, events: Sequence[Event], weights: GrowthWeights) -> float:
    """Return the probability that some of the growth is no part of ordinary growth, in so far as it matters.

    Events count each for itself; of all that was not listed the strangest counts alone, so that a long history is not
    held against its creator.
    """
    listed = [_weigh(event, weights) for event in events if event.probability >= LISTED]
    others = [0.0]
    for z, short in ((growth.fast, True), (growth.slow, False)):
        probability = _judge_z(z, growth, weights, short=short)
        if probability < LISTED:
            others.append(probability * weights.material[-1][1])
    kept = 1 - max(others)
    for part in listed:
        kept *= 1 - part
    return 1 - kept


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
    even = weights.even if growth.has_views else weights.blind
    return sigmoid(weights.slope * (z - even["short" if short else "long"]))


def _weigh(event: Event, weights: GrowthWeights) -> float:
    """Return the part of an event's probability that speaks against the audience."""
    cause = weights.fall if event.kind == FALL else 1.0
    benign = weights.benign if event.benign else 1.0
    return event.probability * read_curve(weights.material, abs(event.share)) * cause * benign


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
