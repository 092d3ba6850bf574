"""A real full disk: a small file system of its own, which only root can mount."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from matcher.errors import HomeUnusable
from scripts.bench_faults.answers import ask
from scripts.bench_faults.builder import Done, Refused, build
from scripts.bench_faults.process import run_child
from scripts.bench_faults.stage import Outcome, Stage, expect_mended, read_live

ROOM = 64_000_000  # bytes of the disk
PAGE = 4096  # bytes
FILLER = "filler"


def try_full_disk(stage: Stage, tries: int, random: Random) -> Outcome:
    """Build with less free space than a build takes, from none to all of it."""
    outcome = Outcome("the disk is full")
    needed = sum(file.bytes for file in read_live(stage.built)[1].files.values())
    with _mounting(stage.folder / "disk") as disk:
        if disk is None:
            outcome.skipped = "only root can mount a small disk"
            return outcome
        for _ in range(tries):
            outcome.tried += 1
            with stage.copying(stage.waiting, disk) as home:
                _fill(disk, left=random.randrange(needed))
                _expect_refusal(outcome, home, stage)
                (disk / FILLER).unlink()
                expect_mended(outcome, home, stage.after, outcome.fault)
    return outcome


def _expect_refusal(outcome: Outcome, home: Path, stage: Stage) -> None:
    """A build may end, or say what is wrong; it may not change the answers otherwise."""
    told = run_child(build, home)
    refused = isinstance(told, Refused) and told.code == HomeUnusable.code
    outcome.struck += refused
    outcome.expect(refused or isinstance(told, Done), f"a full disk is not said: {told}")
    expected = stage.after if isinstance(told, Done) else stage.before
    found = ask(home)
    told_full = found.error == HomeUnusable.code  # a reader that starts on a disk without one free page is refused, too
    outcome.expect(found.equal(expected) or told_full, f"a full disk changed the answers: {found.error}")


@contextmanager
def _mounting(disk: Path) -> Iterator[Path | None]:
    """Give a small disk, or None where it cannot be had."""
    disk.mkdir()
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    if mount is None or unmount is None or os.geteuid() != 0 or not _mount(mount, disk):
        yield None
        return
    try:
        yield disk
    finally:
        subprocess.run([unmount, "--lazy", disk], check=True)  # noqa: S603 -- a path of ours


def _mount(mount: str, disk: Path) -> bool:
    command = [mount, "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(disk)]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0  # noqa: S603 -- a path of ours


def _fill(disk: Path, left: int) -> None:
    """Fill the disk, but for so many bytes."""
    room = os.statvfs(disk)
    with (disk / FILLER).open("wb", buffering=0) as file:
        for _ in range(max((room.f_bavail * room.f_frsize - left) // PAGE, 0)):
            file.write(bytes(PAGE))
