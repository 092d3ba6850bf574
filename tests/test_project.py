"""The project's own files: short, about nothing but the project, and in step with each other."""

import os
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ["requirements.lock", "requirements-test.lock"]
CODE = {".py", ".sh", ".html", ".css", ".js", ".mako", ""}
NOT_OURS = {"build", "dist", "vendor", "__pycache__"}
LONGEST = 300
A_MACHINES_OWN_PATH = re.compile(r"(?<![\w.~/}-])/(?:home|root|work|Users)/[\w.-]|[A-Z]:\\Users")
UNFINISHED = re.compile(r"\b(?:TO[D]O|FIX[M]E|X[X]X)\b")


def is_ours(folder: str) -> bool:
    hidden = folder.startswith(".") and folder not in {".ci", ".github"}
    return not hidden and folder not in NOT_OURS and not folder.endswith(".egg-info")


def find_files() -> dict[Path, str]:
    """Return every text file of the project, vendored ones aside, by its path from the root."""
    texts = {}
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if is_ours(name)]
        for path in (Path(folder, name) for name in names if name != ".git"):  # a file where git keeps several trees
            content = path.read_bytes()
            if b"\0" not in content and path.suffix != ".pyc":
                texts[path.relative_to(ROOT)] = content.decode("utf-8")
    return texts


@pytest.fixture(scope="module")
def files() -> dict[Path, str]:
    return find_files()


@pytest.fixture(scope="module")
def pyproject() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def find_lines(files: dict[Path, str], pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path}:{number} {line.strip()[:80]}"
        for path, text in files.items()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_code_file_is_longer_than_a_few_screens(files):
    code = {path: text for path, text in files.items() if path.suffix in CODE and path.name != "LICENSE"}

    assert [str(path) for path, text in code.items() if text.count("\n") > LONGEST] == []


def test_no_file_names_a_folder_of_one_machine(files):
    assert find_lines(files, A_MACHINES_OWN_PATH) == []


def test_nothing_is_left_unfinished_without_a_word_to_the_reader(files):
    assert find_lines(files, UNFINISHED) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place_and_no_torch(files, lock):
    text = files[Path(lock)]

    assert re.findall(r"\w+://|^-.*|^ *--(?!hash=sha256:).*|^torch\b.*", text, re.MULTILINE) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_in_a_lock_has_one_version_and_a_hash(files, lock):
    entries = re.split(r"^(?=[a-z0-9])", files[Path(lock)], flags=re.MULTILINE)[1:]

    pinned = [re.match(r"[a-z0-9-]+==\S+ .*\\\n    --hash=sha256:[0-9a-f]{64}", entry) for entry in entries]

    assert len(entries) > 10
    assert all(pinned), entries[pinned.index(None)]


def test_the_locks_hold_what_the_project_asks_for(files, pyproject):
    extras = pyproject["optional-dependencies"]
    run = [*pyproject["dependencies"], *extras["postgresql"]]
    asked = {"requirements.lock": run, "requirements-test.lock": [*run, *extras["test"]]}
    held: set[str] = set()
    for lock, needs in asked.items():
        held |= set(re.findall(r"^([a-z0-9-]+)==", files[Path(lock)], re.MULTILINE))
        names = {re.match(r"[A-Za-z0-9_-]+", need).group().lower().replace("_", "-") for need in needs}

        assert names - held == {"torch"}


def test_the_changelog_opens_with_this_version_or_what_is_unreleased(files, pyproject):
    headings = re.findall(r"^## (.+)", files[Path("CHANGELOG.md")], re.MULTILINE)

    assert pyproject["version"] in headings[0] or "Unreleased" in headings[0]


def test_every_target_of_the_makefile_says_what_it_does(files):
    makefile = files[Path("Makefile")]
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    explained = set(re.findall(r"^([a-z]+):.*## \w", makefile, re.MULTILINE))
    phony = set(re.search(r"^\.PHONY: (.*)", makefile, re.MULTILINE).group(1).split())

    assert targets == explained == phony
