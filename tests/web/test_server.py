"""The server as it runs in production: several workers, one stop."""

import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

PROGRAM = """
import os, sys, time
from pathlib import Path
from web import serving
from web.access.scopes import open_to_all
make = serving.create_app
def add_views(*arguments):
    app = make(*arguments)
    app.add_url_rule("/slow", "slow", open_to_all(lambda: time.sleep(1.5) or "done"))
    app.after_request(lambda answer: answer.headers.set("X-Worker", os.getpid()) or answer)
    return app
serving.create_app = add_views
from scripts.cli import main
sys.argv = ["enmusubi", "serve", "--port", sys.argv[1], "--workers", sys.argv[2], "--home", sys.argv[3]]
main()
"""


def read(url):
    with urlopen(url, timeout=30) as answer:  # noqa: S310 (ours)
        return answer.read().decode()


def guess(url):
    """Show a key that does not exist; return the status and which worker answered."""
    request = Request(url, headers={"Authorization": f"Bearer enm_00000000_{'x' * 43}"})  # noqa: S310 (ours)
    try:
        with urlopen(request, timeout=30) as answer:  # noqa: S310 (ours)
            return answer.status, answer.headers["X-Worker"]
    except HTTPError as error:
        with error:
            return error.code, error.headers["X-Worker"]


@contextmanager
def running(home, workers):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", PROGRAM, str(port), str(workers), str(home)]
    environment = {**os.environ, "ENMUSUBI_MODEL": "fake", "TMPDIR": str(home)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        try:
            for _ in range(600):
                try:
                    read(f"http://127.0.0.1:{port}/healthz")
                    break
                except URLError:
                    time.sleep(0.1)
            yield process, f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(40)


def test_a_request_under_way_is_answered_before_the_server_stops(tmp_path):
    with running(tmp_path, workers=2) as (process, address), ThreadPoolExecutor() as threads:
        answers = [threads.submit(read, f"{address}/slow") for _ in range(4)]
        time.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        found = [answer.result() for answer in answers]
        code = process.wait(20)
        noise = process.stderr.read().decode()

    assert (found, code) == (["done"] * 4, 0)
    assert ("Traceback" in noise, "error" in noise) == (False, False)
    assert not list(tmp_path.glob("enmusubi-counts-*"))


def test_two_workers_count_requests_and_guesses_together(tmp_path):
    with running(tmp_path, workers=2) as (_, address), ThreadPoolExecutor(8) as threads:
        busy = [threads.submit(read, f"{address}/slow") for _ in range(6)]  # more than one worker has threads for
        guesses = list(threads.map(guess, [f"{address}/api/v1/creators/1"] * 40))
        answers = [one.result() for one in busy]
        text = read(f"{address}/metrics")

    statuses, workers = zip(*guesses, strict=True)
    assert (sorted(statuses), len(set(workers))) == ([401] * 30 + [429] * 10, 2)
    assert answers == ["done"] * 6
    route = 'method="GET",route="/api/v1/creators/<int:id>"'
    for status, count in (("401", "30.0"), ("429", "10.0")):
        assert f'enmusubi_requests_total{{{route},status="{status}"}} {count}' in text
