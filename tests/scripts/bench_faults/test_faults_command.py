import json

import pytest
from click.testing import CliRunner

from scripts.bench_faults import run
from scripts.bench_faults.stage import Outcome
from scripts.cli.bench_command import bench_command

FINE = Outcome("killed, delta: pointer", tried=4, struck=3)
WRONG = Outcome("a file lost", tried=2, struck=1, wrong=["ids.npy lost: who serves it says served"])


@pytest.mark.parametrize(("outcomes", "code"), [([FINE], 0), ([FINE, WRONG], 1)])
def test_an_answer_that_is_lost_or_wrong_is_exit_code_1(monkeypatch, outcomes, code):
    monkeypatch.setattr(run, "run_faults", lambda tries, seed: iter(outcomes))

    done = CliRunner().invoke(bench_command, ["faults", "--tries", "4"])

    assert done.exit_code == code
    assert done.stdout.splitlines()[1] == "killed, delta: pointer  4      3       0"


def test_json_is_one_object_a_fault(monkeypatch):
    monkeypatch.setattr(run, "run_faults", lambda tries, seed: iter([FINE, WRONG]))

    done = CliRunner().invoke(bench_command, ["faults", "--json"])

    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"fault": "killed, delta: pointer", "tried": 4, "struck": 3, "wrong": [], "skipped": ""},
        {"fault": "a file lost", "tried": 2, "struck": 1, "wrong": WRONG.wrong, "skipped": ""},
    ]
