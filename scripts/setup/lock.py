"""Write the two lock files: what Enmusubi runs on, and what its checks need on top.

Run by `make lock` with Python 3.11, the oldest supported, so that the versions it picks install everywhere.
torch stays outside: its build (CPU, CUDA, Metal) is the machine's affair. A stand-in of the same version
takes its place while the versions are resolved, so that no CUDA package is drawn in; `pip check` at the end
of `make setup` tells when the true torch needs more than the stand-in says.
"""

import os
import re
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path

TORCH_NEEDS = (  # what torch needs on every machine
    "filelock",
    "fsspec>=0.8.5",
    "jinja2",
    "networkx>=2.5.1",
    "setuptools>=77.0.3",
    "sympy>=1.13.3",
    "typing-extensions>=4.10.0",
)
RUN, TEST = "requirements.lock", "requirements-test.lock"
OPTIONS = (
    "--quiet",
    "--generate-hashes",
    "--strip-extras",
    "--unsafe-package=torch",
    "--no-emit-index-url",
    "--no-emit-trusted-host",
    "--no-emit-find-links",
    "--resolver=backtracking",
)
EXTRA_SOURCES = ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX")


def write_stand_in(folder: Path, version: str) -> None:
    """Write an empty torch wheel that needs what the true one needs on every machine."""
    info = f"torch-{version}+standin.dist-info"
    needs = "".join(f"Requires-Dist: {need}\n" for need in TORCH_NEEDS)
    metadata = f"Metadata-Version: 2.1\nName: torch\nVersion: {version}+standin\n{needs}"
    with zipfile.ZipFile(folder / f"torch-{version}+standin-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{info}/METADATA", metadata)
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")


def compile_lock(target: str, extras: list[str], stand_in: Path, more: list[str]) -> None:
    """Resolve pyproject.toml with its extras into `target`, whose pins are kept unless `more` says --upgrade.

    Only the default index is asked: the hashes are those of the published files, not of a machine's builds.
    """
    environment = {name: value for name, value in os.environ.items() if name not in EXTRA_SOURCES}
    environment |= {"PIP_CONFIG_FILE": os.devnull, "CUSTOM_COMPILE_COMMAND": "make lock"}
    chosen = [f"--extra={extra}" for extra in extras]
    command = [sys.executable, "-m", "piptools", "compile", *OPTIONS, *chosen, *more]
    command += [f"--find-links={stand_in}", f"--output-file={target}", "pyproject.toml"]
    run = subprocess.run(command, check=False, env=environment, stderr=subprocess.PIPE, text=True)  # noqa: S603
    if run.returncode:  # when it succeeds it only warns that torch has no pin, which is what we want
        sys.exit(run.stderr)


def read_blocks(text: str) -> dict[str, str]:
    """Return each pinned requirement with its hashes and comments, by its first line."""
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    return {block.splitlines()[0]: block.split("\n\n")[0].rstrip() + "\n" for block in blocks}


def read_header(text: str) -> str:
    """Return the comment on top."""
    return re.split(r"^(?=[a-z0-9])", text, maxsplit=1, flags=re.MULTILINE)[0]


def main() -> None:
    """Write both locks; arguments go to pip-compile (--upgrade, --upgrade-package=NAME)."""
    if sys.version_info[:2] != (3, 11):
        sys.exit("The lock is made with Python 3.11, the oldest supported: make lock PYTHON=python3.11")
    dependencies = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    version = next(need.split("==")[1] for need in dependencies if need.startswith("torch=="))
    with tempfile.TemporaryDirectory() as folder:
        write_stand_in(Path(folder), version)
        compile_lock(RUN, ["postgresql"], Path(folder), sys.argv[1:])
        more = [f"--constraint={RUN}", *sys.argv[1:]]
        compile_lock(TEST, ["postgresql", "test"], Path(folder), more)
    run, test = Path(RUN).read_text("utf-8"), Path(TEST).read_text("utf-8")
    held = read_blocks(run)
    only_test = [block for line, block in read_blocks(test).items() if line not in held]
    Path(RUN).write_text(read_header(run) + "".join(held.values()), "utf-8")
    Path(TEST).write_text(read_header(test) + "".join(only_test), "utf-8")


if __name__ == "__main__":
    main()
