"""What authenticity is judged with: read from a file that anyone can read, and handed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log

import numpy as np

Curve = tuple[tuple[float, float], ...]  # (signal, log-odds), signals ascending; straight lines between


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountWeights:
    """Of follower accounts."""

    prior: float  # share of fakes before anything is seen
    damping: float
    doubt: float  # standard deviation of the log-odds by which the recipe may be off
    curves: Mapping[str, Curve]


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthWeights:
    """Of growth histories; `even`, `blind`, `crowd` and `enough` are described in the weights' file."""

    even: Mapping[str, float]
    blind: Mapping[str, float]
    slope: float
    viral: float
    crowd: Mapping[str, float]
    young: float
    benign: float
    fall: float
    material: Curve
    enough: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatorWeights:
    """Of a creator's audience as a whole."""

    prior: float  # share of creators whose audience was materially bought or botted
    damping: float
    interval: float
    narrowing: Mapping[str, float]
    levels: Mapping[str, float]
    peers: Mapping[str, float]
    curves: Mapping[str, Curve]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """All of them, of one version."""

    version: str
    accounts: AccountWeights
    growth: GrowthWeights
    creator: CreatorWeights


def read_curve(curve: Curve, signal: float) -> float:
    """Return the curve's height at a signal; beyond its ends it is level."""
    signals, heights = zip(*curve, strict=True)
    return float(np.interp(signal, signals, heights))


def logit(probability: float) -> float:
    """Return the log-odds of a probability between 0 and 1."""
    return log(probability / (1 - probability))


def sigmoid(log_odds: float) -> float:
    """Return the probability of log-odds, without overflow."""
    return 1 / (1 + exp(-log_odds)) if log_odds >= 0 else 1 - 1 / (1 + exp(log_odds))
