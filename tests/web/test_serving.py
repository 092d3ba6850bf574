import os
import re
import signal
import socket
import subprocess
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from indexer.settings import read_settings
from web.serving import AddressTaken, InvalidAddress, serve, write_bind


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "example.com", "127.0.0.2", ""])  # noqa: S104 (refused)
def test_only_this_machine_is_served(tmp_path, host):
    with pytest.raises(InvalidAddress, match="no sign-in yet") as refusal:
        serve(read_settings({}, tmp_path), host, 8000)

    assert refusal.value.exit_code == 2


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_port_must_be_one(tmp_path, port):
    with pytest.raises(InvalidAddress, match=f"^{port} is no port"):
        serve(read_settings({}, tmp_path), "127.0.0.1", port)


def test_a_port_that_is_taken_is_said_so(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(AddressTaken, match=rf"^Something listens at 127\.0\.0\.1:{port} already"):
            serve(read_settings({}, tmp_path), "127.0.0.1", port)


def test_an_ipv6_address_stands_in_brackets():
    assert (write_bind("::1", 8000), write_bind("127.0.0.1", 8000)) == ("[::1]:8000", "127.0.0.1:8000")


def ask(url):
    for _ in range(200):
        try:
            with urlopen(url, timeout=5) as answer:  # noqa: S310 (ours)
                return answer.read()
        except URLError:
            time.sleep(0.1)
    raise TimeoutError(url)


def test_the_server_starts_without_an_index_answers_and_stops(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = (
        "from pathlib import Path; from indexer.settings import read_settings; from web.serving import serve; "
        f"print('ready', flush=True); serve(read_settings({{}}, Path({str(tmp_path)!r})), '127.0.0.1', {port})"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            body = ask(f"http://127.0.0.1:{port}/healthz")
        finally:
            os.kill(process.pid, signal.SIGTERM)
        _, noise = process.communicate(timeout=20)

    assert re.fullmatch(rb'\{"status":"ok"\}\n?', body)
    assert (process.returncode, b"Traceback" in noise) == (0, False)
