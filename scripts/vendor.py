"""Fetch the scripts that the page carries along: `python -m scripts.vendor`."""

import json
import shutil
import subprocess
import tarfile
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import click

ROOT = Path(__file__).parent.parent
VENDOR = ROOT / "web" / "static" / "vendor"
TESTS_VENDOR = ROOT / "tests" / "browser" / "vendor"


@dataclass(frozen=True, slots=True)
class Script:
    """One file of one npm package, at one version."""

    name: str
    version: str
    path: str  # inside the package
    folder: str  # that it is put into


@dataclass(frozen=True, slots=True)
class Vendored:
    """What lies in a package's folder, as its vendored.json says it."""

    name: str
    version: str
    licence: str
    file: str
    sha256: str


SCRIPTS = (
    Script("htmx.org", "4.0.1", "dist/htmx.min.js", "htmx.org"),
    Script("uplot", "1.6.32", "dist/uPlot.iife.min.js", "uplot"),
    Script("uplot", "1.6.32", "dist/uPlot.min.css", "uplot-css"),
)
FOR_TESTS = (Script("axe-core", "4.14.1", "axe.min.js", "axe-core"),)


@click.command()
def vendor() -> None:
    """Fetch every script with `npm pack` and write its file, licence and checksum."""
    for room, scripts in ((VENDOR, SCRIPTS), (TESTS_VENDOR, FOR_TESTS)):
        for script in scripts:
            fetched = fetch_script(script, room / script.folder)
            click.echo(f"{fetched.name} {fetched.version}: {fetched.file} {fetched.sha256}")


def fetch_script(script: Script, folder: Path) -> Vendored:
    """Put one package's file and licence into the folder, with what is known of them."""
    with TemporaryDirectory() as scratch:
        package = _unpack(script, Path(scratch))
        licence = json.loads((package / "package.json").read_text("utf-8"))["license"]
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(package / script.path, folder / Path(script.path).name)
        shutil.copyfile(package / "LICENSE", folder / "LICENSE.txt")
    file = folder / Path(script.path).name
    fetched = Vendored(script.name, script.version, licence, file.name, read_sha256(file))
    (folder / "vendored.json").write_text(f"{json.dumps(asdict(fetched), indent=2)}\n", "utf-8")
    return fetched


def read_sha256(file: Path) -> str:
    """Return a file's checksum."""
    return sha256(file.read_bytes()).hexdigest()


def _unpack(script: Script, scratch: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise click.ClickException("npm is not installed; it is needed only to fetch scripts anew.")
    command = [npm, "pack", f"{script.name}@{script.version}", "--silent", "--pack-destination", str(scratch)]
    subprocess.run(command, check=True, cwd=scratch, stdout=subprocess.DEVNULL)  # noqa: S603 (fixed words)
    with tarfile.open(next(scratch.glob("*.tgz"))) as archive:
        archive.extractall(scratch, filter="data")
    return scratch / "package"


if __name__ == "__main__":
    vendor()
