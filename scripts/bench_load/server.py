"""The server that is loaded: `enmusubi serve`, as anybody starts it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

PROGRAM = "import sys; sys.path[:0] = [sys.argv.pop(1)]; from scripts.cli import main; main()"
ROOT = Path(__file__).parents[2]
PATIENCE = 300.0  # seconds until it is ready
LAST = 60.0  # seconds to stop


class NotReady(Exception):
    """The server did not begin to answer."""


@contextmanager
def serving(home: Path, workers: int, environment: Mapping[str, str]) -> Iterator[int]:
    """Run the server and give its port once an index can be searched."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    asked = ["serve", "--port", str(port), "--workers", str(workers), "--home", str(home)]
    command = [sys.executable, "-c", PROGRAM, str(ROOT), *asked]
    log = home / "serve.log"
    with log.open("wb") as noise:
        server = subprocess.Popen(  # noqa: S603 (this very program)
            command, stdout=noise, stderr=noise, env={**os.environ, **environment}
        )
        try:
            _wait(port, server)
            yield port
        finally:
            server.terminate()
            server.wait(LAST)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and server.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=10):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise NotReady("The server did not begin to answer; serve.log in its home says why.")
