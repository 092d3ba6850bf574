"""What this process holds in memory, as the kernel counts it."""

import resource
from pathlib import Path

KILO = 1024


def read_memory() -> dict[str, int]:
    """Return bytes: "rss" resident, "pss" with shared pages divided by their holders, "private" nobody else's.

    Without Linux's files only "rss" is known, and it is the peak.
    """
    rollup = Path("/proc/self/smaps_rollup")
    if not rollup.exists():
        return {"rss": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILO}
    found = _read_fields(rollup)
    private = found["Private_Clean"] + found["Private_Dirty"]
    return {"rss": found["Rss"], "pss": found["Pss"], "private": private}


def read_peak() -> int:
    """Return the most bytes that were ever resident in this process."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILO
    return _read_fields(status)["VmHWM"]


def measure_folder(folder: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _read_fields(path: Path) -> dict[str, int]:
    """Return the lines "Name:  12 kB" in bytes."""
    pairs = (line.split() for line in path.read_text("ascii").splitlines())
    return {words[0].rstrip(":"): int(words[1]) * KILO for words in pairs if words[-1] == "kB"}
