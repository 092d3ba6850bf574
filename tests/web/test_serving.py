import os
import re
import signal
import socket
import subprocess
import sys
import time
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from indexer.catalogue.access.users import add_user
from indexer.catalogue.opening import open_catalogue
from indexer.settings import read_settings
from tests.home import NOW
from web.serving import AddressTaken, InvalidAddress, serve, write_bind


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "example.com", "127.0.0.2", ""])  # noqa: S104 (refused)
def test_nobody_else_is_served_before_there_is_a_user(tmp_path, host):
    with pytest.raises(InvalidAddress, match="nobody can sign in yet") as refusal:
        serve(read_settings({"ENMUSUBI_HOSTS": "example.com"}, tmp_path), host, 8000)

    assert refusal.value.exit_code == 2


def test_a_proxy_is_not_served_before_there_is_a_user(tmp_path):
    with pytest.raises(InvalidAddress, match="nobody can sign in yet"):
        serve(read_settings({"ENMUSUBI_PROXIES": "1", "ENMUSUBI_HOSTS": "example.com"}, tmp_path), "127.0.0.1", 8000)


def test_outside_the_names_must_be_known(tmp_path):
    settings = read_settings({}, tmp_path)
    add_user(open_catalogue(settings.database), "mio", "not a hash", None, NOW)

    with pytest.raises(InvalidAddress, match="ENMUSUBI_HOSTS"):
        serve(settings, "0.0.0.0", 8000)  # noqa: S104 (refused)


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
    for _ in range(600):
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


def look(url, awaited):
    """Return the status and text of a page, as soon as it has the awaited status."""
    status, text = 0, ""
    for _ in range(600):
        try:
            with urlopen(url, timeout=60) as answer:  # noqa: S310 (ours)
                status, text = answer.status, answer.read().decode()
        except HTTPError as error:
            with error:
                status, text = error.code, error.read().decode()
        except URLError:
            status, text = 0, ""
        if status == awaited:
            break
        time.sleep(0.1)
    return status, text


def test_a_damaged_index_is_found_while_it_is_served_and_another_one_is_served_again(home):
    path = next((home.settings.snapshots / "g000001").rglob("views.npy"))
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = (
        "from pathlib import Path; from indexer.settings import read_settings; from web import serving; "
        "serving.warm_up = lambda shelves: shelves.refresh(); serving.load_ahead = lambda *_: None; "
        f"settings = read_settings({{'ENMUSUBI_MODEL': 'fake'}}, Path({str(home.settings.home)!r})); "
        f"serving.serve(settings, '127.0.0.1', {port})"
    )
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            ready = look(f"{address}/readyz", 503)
            page = look(f"{address}/?q=coffee", 503)
            home.index()
            mended = look(f"{address}/", 200)
            alive = look(f"{address}/readyz", 200)
        finally:
            os.kill(process.pid, signal.SIGTERM)
        _, noise = process.communicate(timeout=20)

    assert (ready[0], '"snapshot_damaged"' in ready[1]) == (503, True)
    assert (page[0], "views.npy of generation g000001 is not what was written." in page[1]) == (503, True)
    assert "enmusubi rollback" in page[1]
    assert (mended[0], "g000002" in mended[1], alive[0]) == (200, True, 200)
    assert (process.returncode, b"Traceback" in noise) == (0, False)
