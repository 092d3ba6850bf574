"""Builds that are killed with signal 9, in every phase."""

import time
from pathlib import Path
from random import Random

from scripts.bench_faults.answers import Answers, ask
from scripts.bench_faults.builder import build
from scripts.bench_faults.marks import PHASES, Reached, Stop
from scripts.bench_faults.process import Child
from scripts.bench_faults.stage import Outcome, Stage, expect_mended

LONGEST_DELAY = 1.0  # seconds from a touch to the kill
AGAIN = 0.3  # how often the build after a killed one is killed, too


def try_kills(stage: Stage, phase: str, tries: int, random: Random) -> Outcome:
    """Kill builds in a phase: half before something that it touches, half at a moment after."""
    outcome = Outcome(f"killed, {stage.clean.built.kind}: {phase}")
    if not stage.clean.counts.get(phase):
        outcome.skipped = "a build does not touch anything in this phase"
        return outcome
    for _ in range(tries):
        outcome.tried += 1
        with stage.copying(stage.waiting) as home:
            outcome.struck += _kill_build(home, stage, phase, random)
            _expect_either(outcome, home, (stage.before, stage.after))
            if random.random() < AGAIN:
                _kill_build(home, stage, random.choice(PHASES), random)
                _expect_either(outcome, home, (stage.before, stage.after))
            expect_mended(outcome, home, stage.after, outcome.fault)
    return outcome


def try_first_kills(stage: Stage, tries: int, random: Random) -> Outcome:
    """Kill builds of a home that never had an index, in any phase."""
    outcome = Outcome("killed, first: any phase")
    none = Answers("", error="index_not_ready")
    for _ in range(tries):
        outcome.tried += 1
        with stage.copying(stage.bare) as home:
            outcome.struck += _kill_build(home, stage, random.choice(PHASES), random)
            _expect_either(outcome, home, (none, stage.rebuilt))
            expect_mended(outcome, home, stage.rebuilt, outcome.fault)
    return outcome


def _kill_build(home: Path, stage: Stage, phase: str, random: Random) -> bool:
    """Start a build and kill it; say whether it was still at work."""
    stop = Stop(phase, random.randrange(max(stage.clean.counts.get(phase, 0), 1)), waits=random.random() < 0.5)  # noqa: PLR2004
    child = Child(build, home, stop)
    if isinstance(child.hear(), Reached) and not stop.waits:
        time.sleep(random.uniform(0, _measure(stage, phase)))
    return child.kill()


def _measure(stage: Stage, phase: str) -> float:
    """Return how many seconds a phase takes, until the next one begins."""
    begun, ended = stage.clean.times.get(phase, [0.0, 0.0])
    following = [first for first, _ in stage.clean.times.values() if first > ended]
    return min(min(following, default=ended) - begun, LONGEST_DELAY)


def _expect_either(outcome: Outcome, home: Path, allowed: tuple[Answers, Answers]) -> None:
    found = ask(home)
    equal = any(found.equal(answers) for answers in allowed)
    outcome.expect(equal, f"{outcome.fault}: what is live is neither the index before nor the one after: {found.error}")
