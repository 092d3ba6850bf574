import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scripts.cli import enmusubi
from tests.matcher.authenticity.days import even_days, raise_from

FOLLOWERS = "posts,following,followers,has_picture,is_private,username_length,username_digits,bio_length\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(enmusubi, ["authenticity", *map(str, arguments)])


def lines_of(result: Result) -> list[dict]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def followers(tmp_path: Path) -> Path:
    path = tmp_path / "followers.csv"
    path.write_text(FOLLOWERS + "0,5000,3,0,0,12,6,0\n120,300,400,1,1,8,0,30\n,,,,,,,\n", encoding="utf-8")
    return path


@pytest.fixture
def history(tmp_path: Path) -> Path:
    rows = ["creator,date,subscribers,views,videos"]
    for name, days in (("calm", even_days()), ("jump", raise_from(even_days(), 12, 5_000)), ("short", even_days(2))):
        rows += [f"{name},{day.date},{day.followers},{day.views},{day.videos}" for day in days]
    path = tmp_path / "history.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_a_line_a_follower_with_the_prior_beside_its_probability(followers):
    result = run("--followers", followers, "--json")

    assert result.exit_code == 0
    assert lines_of(result) == [
        {"row": 1, "probability": 0.9908, "prior": 0.1},
        {"row": 2, "probability": 0.0091, "prior": 0.1},
        {"row": 3, "probability": 0.1, "prior": 0.1},
    ]


def test_the_prior_is_a_setting(followers):
    assert lines_of(run("--followers", followers, "--prior", "0.3", "--json"))[2] == {
        "row": 3,
        "probability": 0.3,
        "prior": 0.3,
    }


def test_the_share_of_a_sample_has_an_interval(followers):
    (found,) = lines_of(run("--followers", followers, "--share", "--json"))

    assert found["sample"] == 3
    assert found["interval"][0] < found["share"] < found["interval"][1]


def test_a_bad_cell_costs_its_row(tmp_path):
    path = tmp_path / "followers.csv"
    path.write_text("followers,posts\nmany,1\n1,1\n", encoding="utf-8")

    result = run("--followers", path, "--json")

    assert result.exit_code == 1
    assert [line["row"] for line in lines_of(result)] == [1, 2]
    assert lines_of(result)[0]["probability"] is None
    assert "row 1: followers: It is not a number in plain digits." in result.stderr


def test_a_line_a_creator_with_events_and_probability(history):
    result = run("--history", history, "--json")

    calm, jump, short = lines_of(result)
    assert result.exit_code == 0
    assert (calm["creator"], calm["level"], calm["events"]) == ("calm", "likely_real", [])
    assert (jump["level"], jump["prior"], jump["version"]) == ("likely_inflated", 0.15, "2026.1")
    assert jump["events"] == [
        {
            "date": "2026-03-13",
            "kind": "jump",
            "probability": jump["events"][0]["probability"],
            "subscribers": 5_020,
            "benign": None,
        }
    ]
    assert (short["level"], short["probability"], short["interval"]) == ("not_enough_data", None, None)


def test_the_table_accuses_nobody(history):
    result = run("--history", history)

    assert "unexplained jump  +5,020 in 1 d" in result.stdout
    assert "bought" not in result.stdout


def test_moments_with_a_zone_count_for_their_day_in_utc_and_unordered_rows_are_ordered(tmp_path):
    path = tmp_path / "history.csv"
    days = raise_from(even_days(), 12, 5_000)
    rows = [f"a,{day.date}T23:30:00-05:00,{day.followers},{day.views},{day.videos}" for day in reversed(days)]
    path.write_text("\n".join(["creator,date,subscribers,views,videos", *rows]), encoding="utf-8")

    (found,) = lines_of(run("--history", path, "--json"))

    assert found["events"][0]["date"] == "2026-03-14"


def test_bad_rows_are_named_and_the_creator_still_has_its_line(tmp_path):
    path = tmp_path / "history.csv"
    path.write_text("creator,date,subscribers\na,yesterday,5\n,2026-01-01,5\n", encoding="utf-8")

    result = run("--history", path, "--json")

    assert result.exit_code == 1
    assert [(line["creator"], line["level"]) for line in lines_of(result)] == [("a", "not_enough_data")]
    assert "row 1: date" in result.stderr
    assert "row 2: creator" in result.stderr


@pytest.mark.parametrize("arguments", [(), ("--share", "--history", "x.csv"), ("--followers", "a", "--history", "b")])
def test_one_file_is_judged_at_a_time(arguments):
    assert run(*arguments).exit_code == 2


def test_a_file_of_something_else_is_refused(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")

    for kind in ("--followers", "--history"):
        assert "no table of" in str(run(kind, path).exception)
