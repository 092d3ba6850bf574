"""The command as a user types it: a real process, with a tiny sentence-transformers model in a folder."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.home import SAMPLE
from tests.tiny_model import write_tiny_model

ROOT = Path(__file__).parents[2]
BRIEFS = [
    {"id": "b1", "text": "新作リップを紹介してくれる人", "relevant": {"category": "ignored"}},
    {"id": "b2", "text": "coffee", "filter": {"regions": ["GB"]}},
    {"id": "b3", "text": "😀"},
    {"id": "b4", "text": "coffee", "filter": {"region": ["GB"]}},
]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_model(tmp_path_factory.mktemp("model") / "tiny")


@pytest.fixture(scope="module")
def folder(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder that was filled by the commands themselves."""
    home = tmp_path_factory.mktemp("home")
    rows = home / "rows.jsonl"
    rows.write_text("".join(json.dumps(row) + "\n" for row in SAMPLE), encoding="utf-8")
    assert enmusubi("import", rows, home=home, model=model).returncode == 0
    assert enmusubi("index", home=home, model=model).returncode == 0
    return home


def enmusubi(*words: object, home: Path, model: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "ENMUSUBI_HOME": str(home), "ENMUSUBI_MODEL": str(model or ""), "TQDM_DISABLE": "1"}
    return subprocess.run(
        [sys.executable, "-c", "from scripts.cli import main; main()", *map(str, words)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_match_prints_one_json_object_and_nothing_else_on_standard_output(folder: Path, model: Path):
    run = enmusubi(
        "match", "--brief", "新作リップを紹介してくれる人", "--language", "ja", "--json", home=folder, model=model
    )

    answer = json.loads(run.stdout)
    assert (run.returncode, answer["total"], answer["generation"]) == (0, 1, "g000001")
    assert answer["brief"] == {"id": None, "text": "新作リップを紹介してくれる人", "language": "ja", "understood": []}
    assert answer["matches"][0]["creator"] == {
        "id": 1,
        "platform": "instagram",
        "external_id": "lip",
        "handle": None,
        "name": "リップ日和",
        "region": "JP-13",
        "region_source": "declared",
        "region_confidence": None,
        "languages": ["ja"],
        "followers": 48_200,
    }


def test_a_file_of_briefs_gets_one_answer_a_line_with_errors_in_their_place(folder: Path, model: Path, tmp_path: Path):
    briefs = tmp_path / "briefs.jsonl"
    lines = [*(json.dumps(brief, ensure_ascii=False) for brief in BRIEFS), "{broken"]
    briefs.write_text("\n".join(lines), encoding="utf-8")

    run = enmusubi("match", "--briefs", briefs, "--json", "--limit", 2, home=folder, model=model)

    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert run.returncode == 1
    assert [answer["brief"]["id"] for answer in answers] == ["b1", "b2", "b3", "b4", None]
    assert [answer.get("error", {}).get("code") for answer in answers] == [
        None,
        None,
        "invalid_brief",
        "invalid_filter",
        "invalid_brief",
    ]
    assert [len(answer.get("matches", [])) for answer in answers] == [2, 1, 0, 0, 0]


def test_no_match_is_an_empty_list_and_no_error(folder: Path, model: Path):
    run = enmusubi("match", "--brief", "coffee", "--region", "BR", "--json", home=folder, model=model)

    assert (run.returncode, json.loads(run.stdout)["matches"]) == (0, [])


def test_matches_for_people_quote_their_posts(folder: Path, model: Path):
    run = enmusubi("match", "--brief", "coffee", "--must", "filter coffee", home=folder, model=model)

    head, first, quote = run.stdout.splitlines()
    assert head == "1 of 1 creators (g000001)"
    assert first.startswith("  1. Corner cafe notes  [youtube, GB, en, 1,000 followers]  fit 0.")
    assert quote.endswith("“The best coffee in town A cafe with good filter coffee”")


def test_what_a_brief_asks_for_is_told_and_not_applied(folder: Path, model: Path):
    run = enmusubi("match", "--brief", "coffee, over 1M followers", home=folder, model=model)

    head, understood, *_ = run.stdout.splitlines()
    assert head == "4 of 4 creators (g000001)"
    assert understood == '     “over 1M followers” read as followers {"min": 1000000}'


def test_a_second_index_says_that_nothing_changed(folder: Path, model: Path):
    run = enmusubi("index", "--json", home=folder, model=model)

    done = json.loads(run.stdout)
    assert (run.returncode, done["changed"], done["embedded_passages"], done["embedded_views"]) == (0, False, 0, 0)


def test_status_says_what_is_there_and_checks_it_in_full(folder: Path, model: Path):
    run = enmusubi("status", "--check", "--json", home=folder, model=model)

    said = json.loads(run.stdout)
    assert run.returncode == 0
    assert (said["generation"], said["creators"], said["up_to_date"], said["checked"]) == ("g000001", 4, True, True)
    assert said["encoder"].startswith("tiny@")
    assert sum(said["bytes_by_part"].values()) == said["bytes"]
    assert {part: round(size / 4) for part, size in said["bytes_by_part"].items()} == said["bytes_a_creator"]
    assert (said["previous"], said["unfinished_build"]) == (None, False)


def test_status_for_people_names_every_part(folder: Path, model: Path):
    run = enmusubi("status", home=folder, model=model)

    lines = dict(line.split(maxsplit=1) for line in run.stdout.splitlines())
    assert re.fullmatch(
        r"vectors [\d,]+, filters [\d,]+, texts [\d,]+, lexical [\d,]+, lens [\d,]+", lines["bytes_a_creator"]
    )
    assert (lines["generation"], lines["previous"], lines["unfinished_build"]) == ("g000001", "None", "False")


def test_there_is_nothing_to_go_back_to_after_a_first_index(folder: Path, model: Path):
    run = enmusubi("rollback", home=folder, model=model)

    assert (run.returncode, run.stdout) == (3, "")
    assert "There is no generation before the live one to go back to. Run `enmusubi index`" in run.stderr


def test_going_back_says_what_serves_now_and_how_to_go_forward(folder: Path, model: Path, tmp_path: Path):
    home = shutil.copytree(folder, tmp_path / "home")
    rows = home / "more.jsonl"
    rows.write_text('{"platform": "x", "external_id": "more", "name": "More coffee"}', encoding="utf-8")
    for words in (("import", rows), ("index",)):
        assert enmusubi(*words, home=home, model=model).returncode == 0

    shown = enmusubi("status", "--json", home=home, model=model)
    run = enmusubi("rollback", home=home, model=model)
    again = enmusubi("match", "--brief", "coffee", "--json", home=home, model=model)
    forward = enmusubi("index", "--json", home=home, model=model)

    assert json.loads(shown.stdout)["previous"] == "g000001"
    first, second = run.stdout.splitlines()
    assert re.fullmatch(r"g000001 of \S+ with 4 creators is live again; g000002 is left\.", first)
    assert second == ("To go forward again, run `enmusubi index`: it builds a new generation from the catalogue.")
    assert (json.loads(again.stdout)["generation"], json.loads(forward.stdout)["generation"]) == ("g000001", "g000003")


def test_going_back_to_another_encoder_says_how_to_read_it(folder: Path, model: Path, tmp_path: Path):
    home = shutil.copytree(folder, tmp_path / "home")
    shutil.copytree(home / "snapshots" / "g000001", home / "snapshots" / "g000002")
    (home / "snapshots" / "CURRENT").write_text("g000002")

    run = enmusubi("rollback", "--json", home=home)

    said = json.loads(run.stdout)
    assert (run.returncode, said["generation"], said["left"], said["readable"]) == (0, "g000001", "g000002", False)


@pytest.mark.parametrize(
    ("words", "code", "problem"),
    [
        (["match"], 2, "Give either --brief TEXT, --like ID or --briefs FILE."),
        (["match", "--brief", ""], 2, "The brief is empty."),
        (["match", "--brief", "😀☕"], 2, "The brief has no words, only signs."),
        (["match", "--brief", "x" * 100_000], 2, "The brief has 100,000 characters; at most 10,000 can be read."),
        (["match", "--brief", "a", "--limit", "0"], 2, "limit: 0 does not lie between 1 and 200."),
        (["match", "--brief", "a", "--limit", "1000000000"], 2, "limit: 1000000000 does not lie between 1 and 200."),
        (["match", "--brief", "a", "--language", "xx"], 2, '"xx" is no language.'),
        (["match", "--brief", "a", "--region", "XX"], 2, '"XX" is no region.'),
        (["match", "--brief", "a", "--min-followers", "9", "--max-followers", "1"], 2, "followers starts at 9"),
        (["match", "--briefs", "nowhere.jsonl", "--json"], 1, "nowhere.jsonl cannot be read"),
        (["nonsense"], 2, "No such command"),
    ],
)
def test_wrong_words_are_answered_with_what_is_wrong(folder: Path, words: list[str], code: int, problem: str):
    run = enmusubi(*words, home=folder)

    assert (run.returncode, run.stdout) == (code, "")
    assert problem in run.stderr
    assert "Traceback" not in run.stderr


def test_a_home_without_a_catalogue_names_the_command_to_run(tmp_path: Path):
    run = enmusubi("index", home=tmp_path / "none")

    assert (run.returncode, run.stdout) == (3, "")
    assert "There is no catalogue at" in run.stderr
    assert "Run `enmusubi import FILE` first." in run.stderr


def test_another_encoder_than_the_index_is_refused(folder: Path):
    run = enmusubi("match", "--brief", "coffee", home=folder)

    assert run.returncode == 3
    assert "The index was built with tiny@" in run.stderr


def test_a_home_that_is_a_file_is_refused(tmp_path: Path):
    (tmp_path / "file").write_text("")

    run = enmusubi("import", ROOT / "pyproject.toml", "--as", "jsonl", home=tmp_path / "file")

    assert run.returncode == 3
    assert "Traceback" not in run.stderr


def test_an_unknown_number_format_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ENMUSUBI_DTYPE", "float8")

    run = enmusubi("status", home=tmp_path)

    assert (run.returncode, "ENMUSUBI_DTYPE is 'float8'" in run.stderr) == (2, True)
