"""What all evidence together says of a creator's audience: a probability, an interval, a level and the reasons."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import exp, log10, prod

from matcher.authenticity.crowds import NOBODY, Crowds
from matcher.authenticity.events import judge_changes, sum_growth
from matcher.authenticity.nouns import INFLATED, REAL, UNCLEAR, UNKNOWN, Authenticity, Event, Evidence
from matcher.authenticity.peers import Peers, compare
from matcher.authenticity.signals import Signals
from matcher.authenticity.weights import CreatorWeights, Weights, logit, read_curve, sigmoid

DIGITS = 4  # of a probability: more would claim to know more, and a filter must see what is shown
EIGHTY = 1.2816  # standard deviations on both sides of a normal's middle that hold 80 % of it
ALONE = frozenset({"verified", "following"})  # evidence that says too little to judge anybody by


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What a creator is judged with."""

    weights: Weights
    peers: Peers
    crowds: Mapping[str, Crowds] = field(default_factory=dict)  # by platform


def judge_creator(signals: Signals, bench: Bench) -> Authenticity:
    """Judge one creator; what is not known widens the interval and moves nothing."""
    weights = bench.weights.creator
    events, grown = _judge_growth(signals, bench.weights, bench.crowds.get(signals.platform, NOBODY))
    evidence = tuple(_list_evidence(signals, bench))
    if grown is None and all(one.kind in ALONE for one in evidence):
        return _say_unknown(signals, evidence, bench.weights)
    if grown is not None:
        evidence += (_tell_history(signals, events, grown, weights),)
    log_odds = logit(weights.prior) + weights.damping * sum(one.log_odds for one in evidence)
    probability = round(1 - (1 - sigmoid(log_odds)) * (1 - (grown or 0.0)), DIGITS)
    interval = _find_interval(probability, evidence, weights)
    return Authenticity(
        level=choose_level(probability, interval, weights),
        probability=probability,
        interval=interval,
        events=events,
        evidence=tuple(sorted(evidence, key=lambda one: -abs(one.log_odds))),
        prior=weights.prior,
        version=bench.weights.version,
        faults=signals.faults,
    )


def choose_level(probability: float, interval: tuple[float, float], weights: CreatorWeights) -> str:
    """Return the level: sure where the probability and the near end of its interval both say so."""
    levels = weights.levels
    if probability >= levels["inflated"] and interval[0] >= levels["inflated_low"]:
        return INFLATED
    return REAL if probability <= levels["real"] and interval[1] <= levels["real_high"] else UNCLEAR


def _say_unknown(signals: Signals, evidence: tuple[Evidence, ...], weights: Weights) -> Authenticity:
    return Authenticity(
        level=UNKNOWN,
        probability=None,
        interval=None,
        events=(),
        evidence=evidence,
        prior=weights.creator.prior,
        version=weights.version,
        faults=signals.faults,
    )


def _judge_growth(signals: Signals, weights: Weights, crowds: Crowds) -> tuple[tuple[Event, ...], float | None]:
    """Return the events, and the probability that speaks against the audience; None: too little to tell."""
    growth, enough = signals.growth, weights.growth.enough
    if growth is None or growth.counts < enough["counts"] or growth.days < enough["days"]:
        return (), None
    events = judge_changes(growth, weights.growth, crowds)
    return events, sum_growth(growth, weights.growth, crowds)


def _tell_history(signals: Signals, events: tuple[Event, ...], grown: float, weights: CreatorWeights) -> Evidence:
    """Return what the growth says; a history without events speaks for the audience, a little."""
    days = signals.growth.days if signals.growth else 0
    unexplained = [event for event in events if event.benign is None]
    calm = 0.0 if unexplained else read_curve(weights.curves["history"], days)
    numbers = {"days": days, "events": len(unexplained), "explained": len(events) - len(unexplained)}
    return Evidence(kind="history", log_odds=calm, numbers=numbers | {"probability": grown})


def _list_evidence(signals: Signals, bench: Bench) -> Iterator[Evidence]:
    weights = bench.weights.creator
    for metric in ("engagement", "comments"):
        compared = compare(signals, metric, bench.peers, weights.peers["least"])
        if compared is not None:
            z, usual = compared
            numbers = {"found": _show(metric, signals), "usual": exp(usual.centre), "peers": usual.creators, "z": z}
            yield Evidence(kind=metric, log_odds=read_curve(weights.curves[metric], z), numbers=numbers)
    for kind, signal, numbers in _list_plain(signals):
        yield Evidence(kind=kind, log_odds=read_curve(weights.curves[kind], signal), numbers=numbers)


def _show(metric: str, signals: Signals) -> float:
    """Return the metric as people say it: a rate, or likes a comment."""
    return signals.engagement or 0.0 if metric == "engagement" else exp(signals.comments or 0.0)


def _list_plain(signals: Signals) -> Iterator[tuple[str, float, dict[str, float]]]:
    """Give the evidence that needs no peers: its kind, what its curve reads, and its numbers."""
    if signals.following is not None and signals.followers:
        ratio = (signals.following + 1) / (signals.followers + 1)
        yield "following", log10(ratio), {"following": signals.following, "followers": signals.followers}
    if signals.verified:
        yield "verified", 1.0, {}


def _find_interval(probability: float, evidence: tuple[Evidence, ...], weights: CreatorWeights) -> tuple[float, float]:
    """Return the 80 % interval: each kind of evidence narrows it, a missing one leaves it wide."""
    known = prod(weights.narrowing.get(one.kind, 1.0) for one in evidence)
    reach = EIGHTY * weights.interval * known
    middle = logit(min(max(probability, 1e-6), 1 - 1e-6))
    return round(sigmoid(middle - reach), DIGITS), round(sigmoid(middle + reach), DIGITS)
