"""Where faults are played: a made home between two states, and what it must answer before and after."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from indexer.index.manifest import Manifest, check_contents, read_manifest
from indexer.index.publishing import current_generation
from matcher.errors import EnmusubiError
from scripts.bench_faults.answers import Answers, ask
from scripts.bench_faults.builder import Done, build
from scripts.bench_faults.made import import_made, make_rows
from scripts.bench_faults.process import run_child

DELTA, FULL = "delta", "full"
STATES = {DELTA: 2, FULL: 15}  # which state follows state 1: few changes, or more than a delta takes


@dataclass(frozen=True, slots=True)
class Stage:
    """A home whose index is of the state before, and whose catalogue has changed since."""

    folder: Path
    before: Answers
    after: Answers  # of a build that nothing disturbs
    rebuilt: Answers  # of one that takes nothing over
    clean: Done  # what that undisturbed build touched, and when

    @property
    def waiting(self) -> Path:
        """The home whose index has to be built."""
        return self.folder / "waiting"

    @property
    def built(self) -> Path:
        """The home whose index was built undisturbed, with a generation before it."""
        return self.folder / "built"

    @property
    def bare(self) -> Path:
        """The home that never had an index."""
        return self.folder / "bare"

    @contextmanager
    def copying(self, home: Path, place: Path | None = None) -> Iterator[Path]:
        """Give a copy of a home to spoil, in `place` or beside it."""
        copy = (place or self.folder) / "spoiled"
        shutil.rmtree(copy, ignore_errors=True)
        try:
            yield shutil.copytree(home, copy)
        finally:
            shutil.rmtree(copy, ignore_errors=True)


@dataclass(slots=True)
class Outcome:
    """What became of the answers under one kind of fault."""

    fault: str
    tried: int = 0
    struck: int = 0  # of those tried, how often the fault took effect before the work was done
    wrong: list[str] = field(default_factory=list)  # what was lost or wrong, one sentence each
    skipped: str = ""  # why it was not tried

    def expect(self, held: bool, otherwise: str) -> None:
        """Take down what should have held and did not."""
        if not held:
            self.wrong.append(otherwise)


def set_stages(folder: Path) -> dict[str, Stage]:
    """Make the homes and learn what they answer, for a change that becomes a delta, and one that builds all anew."""
    first = folder / "first"
    first.mkdir(parents=True)
    for state in (0, 1):
        import_made(first, make_rows(state))
        finish_build(first)
    return {kind: _set_stage(first, folder / kind, state) for kind, state in STATES.items()}


def _set_stage(first: Path, folder: Path, state: int) -> Stage:
    waiting = shutil.copytree(first, folder / "waiting")
    before = ask(waiting)
    import_made(waiting, make_rows(state))
    bare = shutil.copytree(waiting, folder / "bare", ignore=shutil.ignore_patterns("snapshots"))
    built = shutil.copytree(waiting, folder / "built")
    clean = finish_build(built)
    fresh = shutil.copytree(bare, folder / "fresh")
    finish_build(fresh)
    return Stage(folder, before, ask(built), ask(fresh), clean)


def finish_build(home: Path) -> Done:
    """Build undisturbed.

    Raises:
        RuntimeError: it failed.
    """
    told = run_child(build, home)
    if not isinstance(told, Done):
        raise RuntimeError(f"A build that nothing disturbs failed: {told}")
    return told


def expect_mended(outcome: Outcome, home: Path, expected: Answers, when: str) -> None:
    """Build once more: it must succeed, be whole, and answer as a build that nothing disturbs."""
    told = run_child(build, home)
    outcome.expect(isinstance(told, Done), f"{when}: the next build failed: {told}")
    outcome.expect(find_damage(home) is None, f"{when}: after the next build: {find_damage(home)}")
    outcome.expect(ask(home).equal(expected), f"{when}: after the next build the answers are others")


def read_live(home: Path) -> tuple[Path, Manifest]:
    """Return the live generation of a home."""
    folder = current_generation(home / "snapshots")
    return folder, read_manifest(folder)


def find_damage(home: Path) -> str | None:
    """Say what a check in full finds wrong with the live generation; None where nothing."""
    try:
        check_contents(*read_live(home))
    except EnmusubiError as error:
        return str(error)
    return None
