"""The command as a user types it, without a process of its own."""

import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from scripts.backtest.report import BEGIN, END
from scripts.cli.backtest_command import backtest_command

KEYS = ["method", "n", "mae_ln", "median_ape", "within_2x", "coverage_80", "width",
        "viral_expected", "viral_seen", "calibration"]  # fmt: skip
METHODS = ["ours", "last_value", "last_5_median", "channel_median", "followers_times_constant"]


@pytest.fixture(scope="module")
def streams(tmp_path_factory) -> Path:
    draw = np.random.default_rng(5)
    rows = [
        f"c{creator},{day}T1{creator % 10}:00:00,talk,1000,{100 * np.exp(draw.normal(0, 0.3)):.1f}"
        for day in (date(2024, 5, 1) + timedelta(days) for days in range(20))
        for creator in range(20)
    ]
    path = tmp_path_factory.mktemp("streams") / "streams.csv"
    path.write_text("creator,start,topic,subscribers,average_viewers\n" + "\n".join(rows) + "\n")
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(backtest_command, [str(word) for word in words], catch_exceptions=False)


def test_one_json_object_a_method_ours_first(streams):
    ran = run(streams, "--cut", "2024-05-18", "--json")

    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    assert ran.exit_code == 0
    assert [line["method"] for line in lines] == METHODS
    assert all(list(line) == KEYS and line["n"] == 60 for line in lines)


def test_until_leaves_out_what_comes_later(streams):
    ran = run(streams, "--cut", "2024-05-18", "--until", "2024-05-19", "--json")

    assert json.loads(ran.stdout.splitlines()[0])["n"] == 20


def test_without_json_it_is_a_table(streams):
    ran = run(streams, "--cut", "2024-05-18")

    assert [line.split("|")[1].strip() for line in ran.stdout.splitlines()[2:]] == METHODS


def test_rows_left_out_are_told_and_change_the_exit_code(streams, tmp_path):
    path = tmp_path / "more.csv"
    path.write_text(streams.read_text() + "c1,2024-05-19,talk,5,many\n")

    ran = run(path, "--cut", "2024-05-18", "--json")

    assert ran.exit_code == 1
    assert ran.stderr == "Line 402 is left out. average_viewers: It is not a number in plain digits.\n"
    assert len(ran.stdout.splitlines()) == 5


@pytest.mark.parametrize("cut", ["2020-01-01", "2024-06-01"])
def test_a_cut_with_nothing_on_one_side_says_so(streams, cut):
    with pytest.raises(Exception, match="Give another --cut or a smaller --earlier."):
        run(streams, "--cut", cut)


def test_the_results_go_between_the_marks_of_a_page(streams, tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"Before\n{BEGIN}\nwhat it said before\n{END}\nAfter\n")

    run(streams, "--cut", "2024-05-18", "--out", page)

    text = page.read_text()
    assert text.startswith(
        f"Before\n{BEGIN}\n`enmusubi backtest streams.csv --cut 2024-05-18 --earlier 5`: 60 showings"
    )
    assert text.endswith(f"{END}\nAfter\n")
    assert "what it said before" not in text


def test_on_live_streams_it_reaches_what_the_page_says(data_folder):
    ran = run(data_folder / "live-audience" / "streams.csv", "--cut", "2024-10-26", "--json")

    ours, _, last_five, *_ = [json.loads(line) for line in ran.stdout.splitlines()]
    assert ours["n"] == 2_466
    assert ours["mae_ln"] < 0.355 < last_five["mae_ln"]
    assert ours["median_ape"] < 0.26
    assert ours["within_2x"] > 0.865
    assert 0.77 <= ours["coverage_80"] <= 0.83
    assert ours["width"] <= 3.3
