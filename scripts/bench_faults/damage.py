"""Files that go bad: before they are published, and afterwards."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

from indexer.index.publishing import BUILDING
from indexer.index.watching import Watch
from indexer.shelves import Shelves
from matcher.errors import EnmusubiError, SnapshotDamaged
from scripts.bench_faults.answers import ask
from scripts.bench_faults.builder import Refused, build
from scripts.bench_faults.harm import HARMS, flip
from scripts.bench_faults.made import MadeEncoder, read_made_settings
from scripts.bench_faults.marks import MANIFEST, Reached, Stop
from scripts.bench_faults.process import Child
from scripts.bench_faults.stage import Outcome, Stage, expect_mended, find_damage, read_live

FOLDER = "delta"  # of a generation, where it has one


def try_harm(stage: Stage, kind: str, tries: int, random: Random) -> Outcome:
    """Harm each file of a published generation; after as many as `tries` build anew and ask."""
    outcome = Outcome(f"a file {kind}")
    names = list(_find_files(stage.built))
    mended = set(random.sample(names, min(tries, len(names))))
    for name in names:
        with stage.copying(stage.built) as home:
            if not HARMS[kind](home / "snapshots" / name, random):
                continue
            outcome.tried += 1
            outcome.struck += _expect_found(outcome, home, f"{name} {kind}")
            if name in mended:
                expect_mended(outcome, home, stage.rebuilt, f"{name} {kind}")
    return outcome


def try_harm_while_building(stage: Stage, tries: int, random: Random) -> Outcome:
    """Change a bit of a file after its checksum was taken: it must not be published."""
    outcome = Outcome("a bit changed before publishing")
    for _ in range(tries):
        outcome.tried += 1
        with stage.copying(stage.waiting) as home:
            child = Child(build, home, Stop(MANIFEST, 0, waits=True))
            if isinstance(child.hear(), Reached):
                name = _harm_unpublished(home / "snapshots", random)
                child.tell("go on")
                told = child.finish()
                refused = isinstance(told, Refused) and told.code == SnapshotDamaged.code
                outcome.struck += refused
                outcome.expect(refused, f"{name} with a changed bit was published: {told}")
            outcome.expect(ask(home).equal(stage.before), "a refused build changed the answers")
            expect_mended(outcome, home, stage.after, outcome.fault)
    return outcome


def try_older_delta(stage: Stage, random: Random) -> Outcome:
    """Put the delta of the generation before beside a newer base."""
    outcome = Outcome("a delta older than its base")
    with stage.copying(stage.built) as home:
        live, _ = read_live(home)
        before = live.with_name(f"g{int(live.name[1:]) - 1:06d}")
        if not (live / FOLDER).is_dir():
            outcome.skipped = "this generation has no delta"
            return outcome
        outcome.tried = 1
        shutil.rmtree(live / FOLDER)
        if (before / FOLDER).is_dir():
            shutil.copytree(before / FOLDER, live / FOLDER)
        outcome.struck = int(_expect_found(outcome, home, outcome.fault))
        expect_mended(outcome, home, stage.rebuilt, outcome.fault)
    return outcome


def _find_files(home: Path) -> Iterator[str]:
    """Yield every file of the live generation, its manifest and the pointer, from the snapshots' folder."""
    live, manifest = read_live(home)
    yield from (f"{live.name}/{name}" for name in [*manifest.files, "manifest.json"])


def _expect_found(outcome: Outcome, home: Path, what: str) -> bool:
    """Look for damage as `status --check` does, and as a process that serves."""
    found = find_damage(home)
    said = _serve(home)
    outcome.expect(found is not None, f"{what}: a check in full finds nothing")
    outcome.expect(said == SnapshotDamaged.code, f"{what}: who serves it says {said}")
    return found is not None and said == SnapshotDamaged.code


def _serve(home: Path) -> str:
    """Say what a process that serves answers once it has looked at the home in full; "served" where it goes on."""
    watch = Watch()
    try:
        shelves = Shelves(read_made_settings(home), MadeEncoder, watch)
        watch.wait(shelves.refresh().manifest.generation)
        shelves.refresh()
    except EnmusubiError as error:
        return error.code
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "served"


def _harm_unpublished(snapshots: Path, random: Random) -> str:
    """Change a file of this build; those that it shares with the live generation were checked when it began."""
    files = [path for path in snapshots.glob(f"{BUILDING}*/**/*") if path.is_file() and path.stat().st_nlink == 1]
    path = random.choice([path for path in sorted(files) if path.name != "manifest.json"])
    flip(path, random)
    return path.name
