import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.index.ahead import ReaderDied, ahead
from matcher.errors import CatalogueUnusable

ROOT = Path(__file__).parents[3]


def count(to: int) -> Iterator[int]:
    yield from range(to)


def tell_process() -> Iterator[int]:
    yield os.getpid()


def fail(kind: type[Exception], *said: object) -> Iterator[int]:
    yield 1
    raise kind(*said)


def die() -> Iterator[int]:
    yield 1
    os.kill(os.getpid(), signal.SIGKILL)


class Odd(Exception):
    """An error that does not come back from a pickle."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} and {two}")


def test_everything_comes_in_order_from_another_process():
    assert list(ahead(count, 2_000)) == list(range(2_000))
    assert list(ahead(tell_process)) != [os.getpid()]


@pytest.mark.parametrize(
    ("error", "kind", "text"),
    [
        ((CatalogueUnusable, "It is gone.", "Look for it."), CatalogueUnusable, "It is gone. Look for it."),
        ((ValueError, "no"), ValueError, "no"),
        ((Odd, 1, 2), RuntimeError, "Odd: 1 and 2"),
    ],
)
def test_an_error_over_there_is_raised_here_after_what_came_before(error: tuple, kind: type, text: str):
    items = ahead(fail, *error)

    assert next(items) == 1
    with pytest.raises(kind, match=text):
        next(items)


def test_a_killed_helper_is_told_of():
    items = ahead(die)

    assert next(items) == 1
    with pytest.raises(ReaderDied, match="was killed. Run the command again"):
        next(items)


def test_who_stops_listening_leaves_nobody_behind():
    items = ahead(tell_process)
    helper = next(items)

    items.close()

    with pytest.raises(ProcessLookupError):
        os.kill(helper, 0)


def test_the_helper_ends_when_its_reader_is_killed(tmp_path: Path):
    script = (
        "from indexer.index.ahead import ahead; from tests.indexer.index.test_ahead import chatter\n"
        "for item in ahead(chatter): print(item, flush=True)"
    )
    with subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE) as reader:
        assert reader.stdout is not None
        helper = int(reader.stdout.readline())
        reader.kill()

    assert _ends(helper)


def chatter() -> Iterator[int]:
    while True:
        yield os.getpid()
        time.sleep(0.01)


def _ends(process: int) -> bool:
    for _ in range(200):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{process}/stat")
        if state.exists() and state.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False
