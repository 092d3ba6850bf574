"""The ten lines that connect a CRM do what their page says."""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest
from werkzeug.serving import make_server

from indexer.catalogue.access.keys import create_key
from web.access.visitors import KEY

PAGE = Path(__file__).parents[3] / "docs" / "connect-a-crm.md"
NOW = datetime(2026, 10, 1, 3, 0, tzinfo=UTC)


@pytest.fixture
def served(app):
    """The app at an address of its own, and a key to it."""
    catalogue = app.extensions[KEY].open()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}", create_key(catalogue, "crm", ["write"], NOW)[1]
    server.shutdown()
    thread.join()
    server.server_close()
    catalogue.dispose()


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_ten_lines_of_curl_connect_a_crm(served, tmp_path):
    address, key = served
    lines = re.search(r"```sh\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)[1]
    (tmp_path / "creators.jsonl").write_text('{"platform": "x", "external_id": "1"}\n', encoding="utf-8")

    run = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", lines.replace("http://127.0.0.1:8000", address)],
        cwd=tmp_path,
        env={"KEY": key, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (run.returncode, lines.count("\n")) == (0, 10), run.stderr
    assert [word in run.stdout for word in ('"state":"queued"', '"understood":[{', '"rank":2', '"bio":')] == [True] * 4
    assert (tmp_path / "tag").read_text("utf-8").startswith('"')
