"""`enmusubi language`: tell the languages of texts, one a line."""

import os
import sys
from pathlib import Path

import click

from indexer.settings import read_settings
from indexer.tagging.guess import DETECTORS
from matcher.errors import UnreadableInput
from scripts.cli.options import bar

BATCH = 1_000  # lines that are printed together
UNDETERMINED = "und"  # BCP 47


@click.command("language")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--detector", type=click.Choice(DETECTORS), help="What tells alphabets  [default: ENMUSUBI_DETECTOR].")
def language_command(path: Path, detector: str | None) -> None:
    """Tell the language of each line of FILE ("-": of standard input), UTF-8 text.

    Prints a line for each line: the BCP 47 code, a tab, and the chance that it is right. "und" stands where it
    cannot be told; the chance is then that of the best guess, and 0.000 where there is no letter.
    """
    from indexer.tagging.language import tell_language  # noqa: PLC0415 -- help needs no models

    lines = _read_lines(path)
    chosen = detector or read_settings(os.environ).detector
    with bar(len(lines), "Telling languages") as advance:
        for start in range(0, len(lines), BATCH):
            guesses = [tell_language(line, chosen) for line in lines[start : start + BATCH]]
            for guess in guesses:
                click.echo(f"{guess.language or UNDETERMINED}\t{guess.confidence:.3f}")
            advance(len(guesses))


def _read_lines(path: Path) -> list[str]:
    name = "Standard input" if path == Path("-") else str(path)
    try:
        content = sys.stdin.buffer.read() if path == Path("-") else path.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise UnreadableInput(
            f"{name} cannot be read: {error.strerror}.", "Give a text file, or - for standard input."
        ) from error
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableInput(f"{name} is not UTF-8: line {line} has other bytes.", "Save it as UTF-8 text.") from error
    lines = text.split("\n")  # line feeds alone: other separators stand inside captions
    return lines if lines[-1] else lines[:-1]
