"""The nightly run: the shell script as cron calls it, and the examples for cron and systemd."""

import configparser
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.home import SAMPLE
from tests.tiny_model import write_tiny_model

ROOT = Path(__file__).parents[3]
NIGHTLY = ROOT / "scripts" / "nightly"
SCRIPT = NIGHTLY / "nightly.sh"
INSTALLED = "/opt/enmusubi"
UNITS = sorted(path.name for path in NIGHTLY.glob("enmusubi-*"))
STAND_IN = """#!/bin/sh
echo "$@" >> "{calls}"
echo "said by $1"
case "$1" in {codes} esac
"""


def write_command(folder: Path, **codes: int) -> Path:
    """Write a stand-in for the command that notes how it was called and ends with the given codes."""
    command = folder / "enmusubi"
    cases = "".join(f"{word}) exit {code};; " for word, code in codes.items())
    command.write_text(STAND_IN.format(calls=folder / "calls", codes=cases))
    command.chmod(0o755)
    return command


def run(folder: Path, command: Path, **more: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = {**kept, "ENMUSUBI": str(command), "ENMUSUBI_HOME": str(folder / "home"), **more}
    return subprocess.run(["bash", SCRIPT], env=environment, cwd=ROOT, capture_output=True, text=True, check=False)


def read_calls(folder: Path) -> list[str]:
    return (folder / "calls").read_text().splitlines() if (folder / "calls").exists() else []


def read_logs(folder: Path) -> str:
    return "".join(path.read_text() for path in (folder / "home" / "logs").glob("nightly-*.log"))


def test_the_script_is_sound_and_may_be_run():
    checked = subprocess.run(["bash", "-n", SCRIPT], capture_output=True, text=True, check=False)

    assert (checked.returncode, checked.stderr) == (0, "")
    assert os.access(SCRIPT, os.X_OK)


def test_a_night_that_goes_well_is_silent_and_logged(tmp_path: Path):
    done = run(tmp_path, write_command(tmp_path), ENMUSUBI_EXPORT="an export", ENMUSUBI_SHAPE="youtube-trending")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert read_calls(tmp_path) == ["import an export --as youtube-trending", "index", "status --check"]
    assert re.sub(r"\d\d:\d\d:\d\d ", "", read_logs(tmp_path)).splitlines()[:3] == [
        "== enmusubi import an export --as youtube-trending",
        "said by import",
        "== enmusubi index",
    ]


def test_without_an_export_nothing_is_imported(tmp_path: Path):
    done = run(tmp_path, write_command(tmp_path))

    assert (done.returncode, read_calls(tmp_path)) == (0, ["index", "status --check"])


@pytest.mark.parametrize(
    ("codes", "code", "calls"),
    [
        ({"import": 1}, 1, ["import x", "index", "status --check"]),
        ({"import": 3}, 3, ["import x"]),
        ({"index": 3}, 3, ["import x", "index"]),
        ({"import": 1, "status": 3}, 3, ["import x", "index", "status --check"]),
    ],
)
def test_what_goes_wrong_is_told_and_rejected_rows_stop_nothing(tmp_path: Path, codes, code, calls):
    done = run(tmp_path, write_command(tmp_path, **codes), ENMUSUBI_EXPORT="x")

    first, *rest = done.stderr.splitlines()
    assert (done.returncode, done.stdout, read_calls(tmp_path)) == (code, "", calls)
    assert re.fullmatch(
        rf"Enmusubi's nightly run ended with {code}; the end of .*/nightly-\d{{8}}T\d{{6}}Z\.log:", first
    )
    assert rest == read_logs(tmp_path).splitlines()


def test_a_night_without_a_home_is_refused(tmp_path: Path):
    done = run(tmp_path, write_command(tmp_path), ENMUSUBI_HOME="")

    assert done.returncode != 0
    assert "ENMUSUBI_HOME: names the home folder" in done.stderr
    assert read_calls(tmp_path) == []


@pytest.mark.skipif(shutil.which("flock") is None, reason="There is no flock on this machine.")
def test_two_nights_do_not_meet(tmp_path: Path):
    logs = tmp_path / "home" / "logs"
    logs.mkdir(parents=True)

    with subprocess.Popen(["flock", logs / "nightly.lock", "sh", "-c", "echo held; read line"],
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:  # fmt: skip
        holder.stdout.readline()
        meanwhile = run(tmp_path, write_command(tmp_path))
        holder.stdin.close()
    afterwards = run(tmp_path, write_command(tmp_path))

    assert (meanwhile.returncode, meanwhile.stderr) == (
        3,
        "Another nightly run is still at work; nothing was done.\n",
    )
    assert (afterwards.returncode, read_calls(tmp_path)) == (0, ["index", "status --check"])


def test_old_logs_and_backups_go_and_nothing_else(tmp_path: Path):
    backups, logs = tmp_path / "backups", tmp_path / "home" / "logs"
    for path in (backups / "enmusubi-20260101T000000Z", backups / "enmusubi-20260930T000000Z", backups / "mine", logs):
        path.mkdir(parents=True)
    for name in ("nightly-20260101T000000Z.log", "mine.log"):
        (logs / name).write_text("")
    long_ago = time.time() - 20 * 86_400
    for path in (backups / "enmusubi-20260101T000000Z", backups / "mine", *logs.iterdir()):
        os.utime(path, (long_ago, long_ago))

    done = run(tmp_path, write_command(tmp_path), ENMUSUBI_BACKUPS=str(backups))

    assert done.returncode == 0
    assert sorted(path.name for path in backups.iterdir()) == ["enmusubi-20260930T000000Z", "mine"]
    assert re.fullmatch(rf"backup {backups}/enmusubi-\d{{8}}T\d{{6}}Z", read_calls(tmp_path)[-1])
    kept = sorted(path.name for path in logs.glob("*.log"))
    assert (len(kept), kept[0]) == (2, "mine.log")


def test_a_night_with_the_true_commands_imports_indexes_checks_and_backs_up(tmp_path: Path):
    command = tmp_path / "enmusubi"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -c "from scripts.cli import main; main()" "$@"\n')
    command.chmod(0o755)
    export = tmp_path / "export.jsonl"
    export.write_text("".join(json.dumps(row) + "\n" for row in SAMPLE), encoding="utf-8")
    model = write_tiny_model(tmp_path / "tiny")

    done = run(
        tmp_path,
        command,
        ENMUSUBI_EXPORT=str(export),
        ENMUSUBI_MODEL=str(model),
        ENMUSUBI_BACKUPS=str(tmp_path / "backups"),
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert re.search(r"^generation +g000001$", read_logs(tmp_path), re.MULTILINE)
    assert re.search(r"^checked +True$", read_logs(tmp_path), re.MULTILINE)
    (backup,) = (tmp_path / "backups").iterdir()
    assert sorted(path.name for path in backup.iterdir()) == ["catalogue.db", "snapshots"]


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The units as they are installed, with the programs where they are on this machine."""
    command = write_command(tmp_path)
    units = tmp_path / "units"
    units.mkdir()
    for name in UNITS:
        text = (
            (NIGHTLY / name)
            .read_text()
            .replace(f"ExecStart={INSTALLED}/scripts/nightly/nightly.sh", f"ExecStart={SCRIPT}")
        )
        (units / name).write_text(text.replace(f"ExecStart={INSTALLED}/.venv/bin/enmusubi", f"ExecStart={command}"))
    return units


def test_systemd_finds_nothing_wrong_with_the_units(installed: Path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("There is no systemd-analyze on this machine.")
    instance = installed / "enmusubi-failed@enmusubi-nightly.service.service"
    shutil.copy(installed / "enmusubi-failed@.service", instance)

    files = [installed / name for name in UNITS if "@" not in name] + [instance]
    environment = {**os.environ, "SYSTEMD_UNIT_PATH": f"{installed}:"}
    checked = subprocess.run(["systemd-analyze", "verify", "--man=no", *files],
                             env=environment, capture_output=True, text=True, check=False)  # fmt: skip

    ours = [line for line in checked.stderr.splitlines() if "enmusubi" in line]
    assert (checked.returncode, ours) == (0, [])


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_names_what_exists(name: str):
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read(NIGHTLY / name)

    started = unit.get("Service", "ExecStart", fallback=f"{INSTALLED}/.venv/bin/enmusubi").split()[0]
    assert unit.get("Unit", "Description")
    assert started in (f"{INSTALLED}/.venv/bin/enmusubi", f"{INSTALLED}/scripts/nightly/nightly.sh", "/bin/sh")
    assert (ROOT / started.removeprefix(f"{INSTALLED}/")).exists() or ".venv" in started or started == "/bin/sh"


def test_the_line_for_cron_runs_the_script_every_night_and_mails():
    settings, lines = {}, []
    for line in (NIGHTLY / "crontab.example").read_text().splitlines():
        name, found, setting = line.partition("=")
        if found and re.fullmatch("[A-Z_]+", name):
            settings[name] = setting
        elif line and not line.startswith("#"):
            lines.append(line.split(maxsplit=5))

    assert settings.keys() == {"MAILTO", "ENMUSUBI", "ENMUSUBI_HOME", "ENMUSUBI_EXPORT"}
    assert lines == [["15", "2", "*", "*", "*", f"nice -n 10 {INSTALLED}/scripts/nightly/nightly.sh"]]
