"""Ways in which a file goes bad."""

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

Harm = Callable[[Path, Random], bool]  # False: that file cannot be harmed so


def cut(path: Path, random: Random) -> bool:
    """Take away the end of a file."""
    content = path.read_bytes()
    if content:
        _replace(path, content[: random.randrange(len(content))])
    return bool(content)


def flip(path: Path, random: Random) -> bool:
    """Change one bit."""
    content = bytearray(path.read_bytes())
    if content:
        content[random.randrange(len(content))] ^= 1 << random.randrange(8)
        _replace(path, bytes(content))
    return bool(content)


def lose(path: Path, _random: Random) -> bool:
    """Take a file away."""
    path.unlink()
    return True


def age(path: Path, _random: Random) -> bool:
    """Put the file of the generation before in its place."""
    generation = next(folder for folder in path.parents if folder.parent.name == "snapshots")
    before = generation.with_name(f"g{int(generation.name[1:]) - 1:06d}") / path.relative_to(generation)
    if not before.is_file() or before.read_bytes() == path.read_bytes():
        return False
    path.unlink()
    shutil.copyfile(before, path)
    return True


HARMS: dict[str, Harm] = {"cut off": cut, "a bit changed": flip, "lost": lose, "of the generation before": age}


def _replace(path: Path, content: bytes) -> None:
    """Write a new file in the place of the old one: other names of that keep what they have."""
    path.unlink()
    path.write_bytes(content)
