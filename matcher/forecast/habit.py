"""A creator's habit: level, drift, own topics and own hours, told from the creator's past showings.

A Gaussian process: showings of one creator resemble each other, more so when they lie close in time, share a topic or
an hour. What the past does not tell falls back on the peers, and the deviation grows with it: with a gap, with a new
topic, with little history. No showing counts for more than the others agree with, so one viral post moves little.
"""

from dataclasses import dataclass

import numpy as np

from matcher.forecast.showings import HOURS, UNKNOWN, Floats, Showings

LATEST = 60  # showings of a creator that are looked at
ROUNDS = 3  # of reweighing
FARTHEST = 2.0  # spreads that a creator lies off its peers: whoever is less like them is held to them less
TOLD = 10.0  # showings after which a creator's own roughness counts half
SURE = 0.5  # deviations of noise beyond which a showing counts less (Huber)


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """Variances of the logarithm of a count; chosen on cuts before those that docs/forecast.md reports."""

    drift: float = 0.08  # how far a level moves in the long run
    days: float = 90.0  # after which a drift has forgotten most of where it was
    topic: float = 0.16  # between a creator's own topics
    hour: float = 0.025  # between a creator's own hours
    hours: float = 3.0  # apart, after which hours resemble each other little
    noise: float = 0.1  # of one showing


HABITS = Habits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one creator's past says about planned showings, beyond peers and effects."""

    centers: Floats
    deviations: Floats


def follow(past: Showings, apart: Floats, planned: Showings, spread: float, habits: Habits = HABITS) -> Told:
    """Tell how far planned showings will lie from what peers and effects say.

    Args:
        past: the creator's, oldest first; may be empty.
        apart: how far each of them lay.
        planned: the same creator's.
        spread: of peers, what a level may be like before anything is known of the creator.
        habits: how showings of one creator resemble each other.
    """
    whole = habits.drift + habits.topic + habits.hour + habits.noise
    if not len(past):
        deviation = float(np.sqrt(spread**2 + whole))
        return Told(centers=np.zeros(len(planned)), deviations=np.full(len(planned), deviation))
    if len(past) > LATEST:
        past, apart = past.take(np.arange(len(past) - LATEST, len(past))), apart[-LATEST:]
    level = max(spread, abs(float(np.median(apart))) / FARTHEST) ** 2
    own, towards = _resemble(past, past, level, habits), _resemble(planned, past, level, habits)
    told = _solve(own + habits.noise * np.eye(len(past)), np.column_stack([apart, towards.T]))
    known = (towards * told[:, 1:].T).sum(axis=1)
    weights = _weigh(own, apart, told[:, 0], habits.noise)
    rough = _measure_roughness(apart, habits)
    deviations = np.sqrt(np.maximum(level + whole - known, habits.noise) * rough)
    return Told(centers=towards @ weights, deviations=deviations)


def _measure_roughness(apart: Floats, habits: Habits) -> float:
    """Return how many times the usual variance a creator's showings have, shrunk towards 1 where there are few."""
    usual = habits.noise + habits.topic + habits.hour + habits.drift
    own = float(np.mean((apart - np.median(apart)) ** 2))
    return (TOLD * usual + len(apart) * own) / ((TOLD + len(apart)) * usual)


def _weigh(own: Floats, apart: Floats, weights: Floats, noise: float) -> Floats:
    """Solve for the weights of showings again, with more noise for those that lie off the others."""
    for _ in range(ROUNDS):
        doubt = np.maximum(1.0, np.sqrt(noise) * np.abs(weights) / SURE)  # |residual| over its noise
        if doubt.max() == 1:
            break
        weights = _solve(own + np.diag(noise * doubt), apart)
    return weights


def _solve(left: Floats, right: Floats) -> Floats:
    return np.linalg.solve(left, right).astype(np.float64, copy=False)


def _resemble(some: Showings, others: Showings, level: float, habits: Habits) -> Floats:
    """Return the (n, m) covariances; showings without a topic resemble no other's topic."""
    apart = np.abs(some.days[:, None] - others.days[None])
    alike: Floats = level + habits.drift * np.exp(-apart / habits.days)
    if habits.topic:
        same = (some.topics[:, None] == others.topics[None]) & (some.topics != UNKNOWN)[:, None]
        alike += habits.topic * same
    if habits.hour:
        hours = np.abs(some.hours[:, None] - others.hours[None])
        alike += habits.hour * np.exp(-np.minimum(hours, HOURS - hours) / habits.hours)
    return alike
