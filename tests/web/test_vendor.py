import json
from hashlib import sha256
from pathlib import Path

import pytest

import web
from scripts.vendor import FOR_TESTS, SCRIPTS, TESTS_VENDOR

VENDOR = Path(web.__file__).parent / "static" / "vendor"


def test_all_that_is_vendored_is_asked_for():
    assert {folder.name for folder in VENDOR.iterdir()} == {script.folder for script in SCRIPTS}
    assert {folder.name for folder in TESTS_VENDOR.iterdir()} == {script.folder for script in FOR_TESTS}


@pytest.mark.parametrize("script", [*SCRIPTS, *FOR_TESTS], ids=lambda script: script.folder)
def test_a_vendored_script_is_the_one_that_was_fetched(script):
    folder = (TESTS_VENDOR if script in FOR_TESTS else VENDOR) / script.folder
    known = json.loads((folder / "vendored.json").read_text("utf-8"))

    assert (known["name"], known["version"]) == (script.name, script.version)
    assert known["sha256"] == sha256((folder / known["file"]).read_bytes()).hexdigest()
    assert known["licence"]
    assert (folder / "LICENSE.txt").read_text("utf-8").strip()
