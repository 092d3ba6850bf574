"""The command as a user types it, in real processes without a home folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.tagging.language import tell_language
from scripts.cli import language_command as module

ROOT = Path(__file__).parents[2]
LINES = [
    "今日は新しいカフェに行きました",
    "",
    "The best coffee in town is round the corner",
    "😀 123",
    "手机开箱评测\u2028好",
    "ok",
]


def tell(*words: object, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", "from scripts.cli import main; main()", "language", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "ENMUSUBI_HOME": "/nowhere/at/all", "TQDM_DISABLE": "1", **environment},
        input=given,
        capture_output=True,
        check=False,
    )


def test_every_line_of_a_file_gets_a_line_with_its_language_and_confidence(tmp_path: Path):
    path = tmp_path / "texts.txt"
    path.write_text("\n".join(LINES) + "\n", encoding="utf-8-sig")

    run = tell(path)

    told = [line.split("\t") for line in run.stdout.decode().splitlines()]
    assert run.returncode == 0
    assert [language for language, _ in told] == ["ja", "und", "en", "und", "zh-Hans", "und"]
    assert [confidence for _, confidence in told] == [f"{tell_language(line).confidence:.3f}" for line in LINES]
    assert told[1] == told[3] == ["und", "0.000"]


def test_standard_input_is_read_too_with_windows_line_ends_and_without_the_last():
    run = tell("-", given="今日は新しいカフェ\r\n\r\nmy kitchen".encode())

    assert [line.split("\t")[0] for line in run.stdout.decode().splitlines()] == ["ja", "und", "en"]


def test_an_empty_file_gives_no_line():
    run = tell("-")

    assert (run.returncode, run.stdout) == (0, b"")


def test_the_detector_is_chosen_by_option_or_setting():
    text = b"my kitchen\n"

    answers = [
        tell("-", given=text).stdout[:3],
        tell("-", "--detector", "langdetect", given=text).stdout[:3],
        tell("-", given=text, ENMUSUBI_DETECTOR="langdetect").stdout[:3],
        tell("-", "--detector", "ensemble", given=text, ENMUSUBI_DETECTOR="langdetect").stdout[:3],
    ]

    assert answers == [b"en\t", b"und", b"und", b"en\t"]


def test_a_file_that_is_missing_is_refused(tmp_path: Path):
    run = tell(tmp_path / "missing.txt")

    assert (run.returncode, run.stdout) == (1, b"")
    assert b"missing.txt cannot be read: No such file or directory. Give a text file" in run.stderr


def test_a_file_that_is_not_utf_8_is_refused_with_the_line():
    run = tell("-", given=b"good\n" + "カフェ".encode("shift_jis") + b"\n")

    assert (run.returncode, run.stdout) == (1, b"")
    assert run.stderr == b"enmusubi: Standard input is not UTF-8: line 2 has other bytes. Save it as UTF-8 text.\n"


def test_a_detector_that_does_not_exist_is_wrong_usage():
    assert tell("-", "--detector", "guesswork").returncode == 2


@pytest.mark.parametrize(
    ("content", "lines"), [(b"", []), ("\ufeffa".encode(), ["a"]), (b"\n", [""]), (b"a\n\nb", ["a", "", "b"])]
)
def test_line_numbers_agree(tmp_path: Path, content: bytes, lines: list[str]):
    path = tmp_path / "texts.txt"
    path.write_bytes(content)

    assert module._read_lines(path) == lines
