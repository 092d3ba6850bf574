"""The command as a user types it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scripts.cli.disclosure_command import disclosure_command


def run(*words: str) -> Result:
    return CliRunner().invoke(disclosure_command, list(words))


def test_a_verdict_is_one_json_object_on_a_line():
    result = run("--text", "#PR 新作のリップ", "--rules", "jp", "--json")

    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "verdict": "clear",
        "rules": "jp",
        "version": "2026-11",
        "reason": "clear",
        "why": "It says so in words that the operating standard names.",
        "found": [
            {
                "term": "PR",
                "start": 1,
                "end": 3,
                "where": "text",
                "kind": "clear",
                "hidden": None,
                "why": "One of the words that the operating standard names: 広告, 宣伝, プロモーション, PR.",
                "source": "「一般消費者が事業者の表示であることを判別することが困難である表示」の運用基準",
            }
        ],
        "note": "An aid to a person's judgement and no legal advice. "
        "Decide with the Consumer Affairs Agency's operating standard at hand.",
    }


def test_people_read_the_reason_and_that_it_is_no_legal_advice():
    result = run("--text", "#ad #sp", "--rules", "us")

    assert result.stdout.splitlines() == [
        "clear: It says so in words that the FTC's guidance names.  (us, 2026-11)",
        "      1  ad  clear: One of the terms that Disclosures 101 names: advertisement, ad, sponsored.",
        "      5  sp  unclear: The FTC's staff calls it vague or not understood, and says to avoid it.",
        "An aid to a person's judgement and no legal advice. Decide with the FTC's own guidance at hand.",
    ]


def test_japans_rules_are_the_first_and_reasons_come_in_japanese_too():
    told = json.loads(run("--text", "#ad 新作", "--language", "ja", "--json").stdout)

    assert (told["verdict"], told["rules"]) == ("unclear", "jp")
    assert told["note"].startswith("判断の手がかりであり、法的助言ではありません。")


def test_the_platform_says_how_much_is_seen():
    text = "とても長い文章です。" * 20 + "#PR"

    assert json.loads(run("--text", text, "--platform", "instagram", "--json").stdout)["reason"] == "below_fold"
    assert json.loads(run("--text", text, "--platform", "facebook", "--json").stdout)["reason"] == "clear"


def test_a_file_gives_a_verdict_a_line_and_says_what_is_wrong_with_others(tmp_path: Path):
    path = tmp_path / "posts.jsonl"
    lines = [
        '{"id": "a", "text": "#PR", "likes": 3}',
        '{"id": 2, "title": "【広告】", "text": null}',
        '{"id": 3, "text": "新作", "sponsored": true}',
        '{"id": 4, "text": "新作", "tags": ["PR"], "platform": "tiktok"}',
        "",
        '{"id": 5, "text": 7}',
        '{"id": "\\ud800", "text": 7}',
        '{"id": 6, "text": "\\ud800 #PR"}',
        "[1]",
        "no json",
        "[" * 5000,
    ]
    path.write_text("\n".join(lines), encoding="utf-8")

    result = run("--file", str(path))

    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [(one["id"], one.get("verdict")) for one in told] == [
        *[("a", "clear"), (2, "clear"), (3, "unclear"), (4, "unclear")],
        *[(5, None), (None, None), (6, None), (None, None), (None, None), (None, None)],
    ]
    assert told[4]["error"] == {
        "code": "invalid_post",
        "message": 'text: Input should be a valid string. Give {"text": "..."}.',
    }


def test_an_empty_file_is_no_error(tmp_path: Path):
    path = tmp_path / "posts.jsonl"
    path.touch()

    assert (run("--file", str(path)).exit_code, run("--file", str(path)).stdout) == (0, "")


@pytest.mark.parametrize(
    "words", [[], ["--text", "a", "--file", "b"], ["--text", "a", "--rules", "fr"], ["--text", "a", "--language", "th"]]
)
def test_wrong_usage_is_told(words):
    assert run(*words).exit_code == 2


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path):
    result = run("--file", str(tmp_path / "none.jsonl"))

    assert str(result.exception) == (
        f"{tmp_path / 'none.jsonl'} cannot be read: No such file or directory. Give a JSON Lines file in UTF-8."
    )
