"""All measurements of authenticity, in one report."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from matcher.authenticity.weights import Weights
from matcher.ports import Encoder
from scripts.trust.accounts import measure_accounts, read_labelled
from scripts.trust.cost import measure_cost
from scripts.trust.growth import FILE, measure_detection, read_channels, simulate_channels

LABELLED = Path("instafake")


def measure_trust(data: Path, weights: Weights, seed: int, encoder: Encoder | None = None) -> Mapping[str, Any]:
    """Return every section; those without their data are None, and so is the cost without an encoder.

    The same seed gives the same numbers but for times.
    """
    return {
        "version": weights.version,
        "seed": seed,
        "accounts": measure_accounts(read_labelled(data / LABELLED), weights, seed)
        if (data / LABELLED).is_dir()
        else None,
        "growth": measure_detection(read_channels(data), weights, seed) if (data / FILE).is_file() else None,
        "simulated": measure_detection(simulate_channels(seed), weights, seed),
        "cost": measure_cost(encoder, weights, seed) if encoder is not None else None,
    }
