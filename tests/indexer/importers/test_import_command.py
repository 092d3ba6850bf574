import json

import pytest
from click.testing import CliRunner

from matcher.errors import UnreadableInput
from scripts.cli.import_command import import_command

GOOD = '{"platform": "x", "external_id": "1", "email": "a@example.com"}\n'


@pytest.fixture
def run(tmp_path):
    """Return a function that runs the command on a file of this content, with a home of its own."""

    def run(content, *options):
        path = tmp_path / "creators.jsonl"
        path.write_text(content, "utf-8")
        return CliRunner().invoke(import_command, [str(path), "--home", str(tmp_path / "home"), *options])

    return run


def test_the_summary_says_what_was_taken(run):
    result = run(GOOD)

    assert result.stdout == (
        "1 accepted, 0 rejected; 1 new, 0 changed, 0 unchanged creators.\n"
        "Fields without a meaning here were left out: email (1).\n"
    )
    assert (result.exit_code, "Importing" in result.stderr) == (0, True)


def test_rejected_rows_are_named_and_make_the_exit_code_one(run, tmp_path):
    result = run(GOOD * 2 + "broken\n")

    (rejects,) = (tmp_path / "home" / "rejects").iterdir()
    assert result.stdout.splitlines() == [
        "2 accepted, 1 rejected; 1 new, 0 changed, 0 unchanged creators.",
        "1 repeated an earlier row of the file: the later one counts.",
        "Fields without a meaning here were left out: email (2).",
        f"The rejected rows, with reasons: {rejects}",
    ]
    assert (result.exit_code, json.loads(rejects.read_text("utf-8"))["line"]) == (1, 3)


def test_json_is_one_object_on_standard_output(run):
    result = run(GOOD + "broken\n", "--as", "jsonl", "--json")

    said = json.loads(result.stdout)
    assert said.pop("rejects").endswith(".rejects.jsonl")
    assert said == {
        "name": "creators.jsonl",
        "shape": "jsonl",
        **{"accepted": 1, "rejected": 1, "repeated": 0, "new": 1, "changed": 0, "unchanged": 0},
        "ignored": {"email": 1},
        "resumed_from": 0,
    }
    assert result.exit_code == 1


def test_what_cannot_be_read_leaves_no_catalogue_behind(run, tmp_path):
    result = run("")

    assert isinstance(result.exception, UnreadableInput)
    assert not (tmp_path / "home").exists()


def test_an_unknown_shape_is_wrong_usage(run):
    result = run(GOOD, "--as", "modash")

    assert (result.exit_code, "'modash' is not one of 'jsonl', 'csv', 'youtube-trending'" in result.stderr) == (2, True)


def test_a_broken_off_import_says_where_it_went_on(run, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("scripts.cli.import_command.tqdm.update", stop)
        run(GOOD)

    assert "Went on after row 1, where an earlier import broke off." in run(GOOD).stdout
