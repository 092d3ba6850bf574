"""What the creators of one generation are judged with, measured once over all of them and kept as a file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from matcher.authenticity.creator import Bench
from matcher.authenticity.crowds import Crowds
from matcher.authenticity.events import find_crowds
from matcher.authenticity.peers import Key, Usual, measure_peers
from matcher.authenticity.signals import Signals
from matcher.authenticity.weights import Weights

FILE = "bench.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """A bench as JSON can hold it."""

    weights: Weights
    peers: list[tuple[Key, Usual]]
    crowds: dict[str, Crowds]


JSON = TypeAdapter(_Written)


def measure_bench(read: Callable[[], Iterable[Signals]], weights: Weights) -> Bench:
    """Measure what is usual among creators, and what many did on one day; `read` is called twice."""
    return Bench(
        weights=weights,
        peers=measure_peers(read(), weights.creator.peers["shrink"]),
        crowds=find_crowds(read(), weights.growth),
    )


def write_bench(folder: Path, bench: Bench) -> None:
    """Write a bench to a generation's folder."""
    written = _Written(weights=bench.weights, peers=sorted(bench.peers.items()), crowds=dict(bench.crowds))
    (folder / FILE).write_bytes(JSON.dump_json(written))


def open_bench(folder: Path) -> Bench:
    """Read a bench back.

    Raises:
        OSError, ValueError: it is missing, or damaged.
    """
    written = JSON.validate_json((folder / FILE).read_bytes())
    return Bench(weights=written.weights, peers=dict(written.peers), crowds=written.crowds)
