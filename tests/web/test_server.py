"""The server as it runs in production: several workers, one stop."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import urlopen

PROGRAM = """
import os, sys, time
from pathlib import Path
from web import serving
from web.access.scopes import open_to_all
make = serving.create_app
def add_views(*arguments):
    app = make(*arguments)
    app.add_url_rule("/slow", "slow", open_to_all(lambda: time.sleep(1.5) or "done"))
    app.add_url_rule("/who", "who", open_to_all(lambda: str(os.getpid())))
    return app
serving.create_app = add_views
from scripts.cli import main
sys.argv = ["enmusubi", "serve", "--port", sys.argv[1], "--workers", sys.argv[2], "--home", sys.argv[3]]
main()
"""


def read(url):
    with urlopen(url, timeout=20) as answer:  # noqa: S310 (ours)
        return answer.read().decode()


@contextmanager
def running(home, workers):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", PROGRAM, str(port), str(workers), str(home)]
    environment = {**os.environ, "ENMUSUBI_MODEL": "fake", "TMPDIR": str(home)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        try:
            for _ in range(200):
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


def test_several_workers_answer_and_count_together(tmp_path):
    with running(tmp_path, workers=2) as (_, address):
        with ThreadPoolExecutor(8) as threads:
            asked = list(threads.map(read, [f"{address}/slow"] * 8 + [f"{address}/who"] * 8))
        workers = set(asked[8:])
        found = read(f"{address}/metrics")
        again = read(f"{address}/metrics")

    assert len(workers) >= 1
    for text in (found, again):
        counts = re.findall(r'enmusubi_requests_total\{method="GET",route="/(slow|who)",status="200"\} ([\d.]+)', text)
        assert dict(counts) == {"slow": "8.0", "who": "8.0"}
