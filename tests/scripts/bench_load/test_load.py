import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from scripts.bench_load.briefs import write_address
from scripts.bench_load.plan import Load, Options, Report
from scripts.bench_load.report import is_enough, write_report
from scripts.cli import enmusubi
from tests.tiny_model import write_tiny_model


def load(workers=2, users=20, **more):
    facts = {"answers": 100, "errors": 0, "p50": 40.0, "p95": 80.0, "p99": 90.0, "throughput": 30.0}
    return Load(workers=workers, users=users, **(facts | more))


def report(**more):
    options = Options(home=Path("h"), model=None, creators=100, users=20, seconds=60, workers=2, seed=7)
    machine = {"processor": "one", "cores": 2, "python": "3.11"}
    loads = {"alone": load(users=1), "one_worker": load(workers=1, throughput=18.0), "all_workers": load()}
    return Report(options=options, machine=machine, **(loads | more))


def test_no_two_briefs_are_the_same():
    assert len({write_address(number) for number in range(2_000)}) == 2_000


@pytest.mark.parametrize(
    ("more", "enough"),
    [
        ({}, True),
        ({"all_workers": load(errors=1)}, False),
        ({"all_workers": load(p95=121.0)}, False),
        ({"all_workers": load(throughput=26.9)}, False),
        ({"alone": load(users=1, p50=151.0)}, False),
    ],
)
def test_the_floors_are_judged(more, enough):
    assert is_enough(report(**more)) is enough


def test_the_report_tells_what_was_measured():
    text = write_report(report())

    assert "| p95 against p50 | 2 | 3 | 2 |" in text
    assert "| throughput of 2 workers against one | 1.667 | 1.5 | 1.8 |" in text
    assert "| 1 | 20 | 100 | 0 | 40.0 | 80.0 | 90.0 | 18.0 |" in text


def test_a_small_load_runs_from_the_made_creators_to_the_report(tmp_path, monkeypatch):
    monkeypatch.setenv("ENMUSUBI_MODEL", str(write_tiny_model(tmp_path / "model")))
    home, out = str(tmp_path / "home"), str(tmp_path / "out")
    small = ["--creators", "60", "--users", "3", "--seconds", "2"]

    answer = CliRunner().invoke(enmusubi, ["bench", "load", *small, "--home", home, "--out", out])

    told = json.loads((tmp_path / "out" / "load.json").read_text("utf-8"))
    assert answer.exit_code in (0, 1), answer.output
    assert told["errors"] == 0
    assert told["alone"]["answers"] > 0
    assert told["all_workers"]["workers"] == 2
    assert "| what | measured | floor | goal |" in answer.output
