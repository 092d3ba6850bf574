"""Reads the weights of authenticity: the packaged file, or one of the user's own."""

import hashlib
import tomllib
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from matcher.authenticity.weights import Weights
from matcher.errors import EnmusubiError

ROOM, PACKAGED = "indexer.authenticity", "weights.toml"
UNSAID = "sources"  # for people


class WeightsUnreadable(EnmusubiError):
    """A file of weights cannot be used."""

    code = "weights_unreadable"
    exit_code = 2


def read_weights(path: Path | None = None, prior: float | None = None) -> Weights:
    """Return the packaged weights, or those of a file; a prior that is given stands in for the file's.

    Raises:
        WeightsUnreadable: the file is missing, no TOML, or lacks something.
    """
    name = str(path or PACKAGED)
    try:
        weights = parse_weights((path or files(ROOM).joinpath(PACKAGED)).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise WeightsUnreadable(
            f"The weights in {name} cannot be used: {_shorten(error)}.",
            "Start from the packaged file, indexer/authenticity/weights.toml.",
        ) from error
    return weights if prior is None else set_prior(weights, prior)


def set_prior(weights: Weights, prior: float) -> Weights:
    """Return the weights with another prior for accounts and creators."""
    return replace(
        weights,
        accounts=replace(weights.accounts, prior=prior),
        creator=replace(weights.creator, prior=prior),
    )


def parse_weights(text: str) -> Weights:
    """Return the weights of a TOML text.

    Raises:
        ValueError: it is no TOML, lacks something, or has a prior that is none.
    """
    said = tomllib.loads(text)
    for part in ("accounts", "growth", "creator"):
        if isinstance(said.get(part), dict):
            said[part].pop(UNSAID, None)
    weights = TypeAdapter(Weights).validate_python(said)
    for prior in (weights.accounts.prior, weights.creator.prior):
        if not 0 < prior < 1:
            raise ValueError(f"the prior is {prior}, not between 0 and 1")
    return weights


def digest_weights(weights: Weights) -> str:
    """Return what tells these weights from all others: the version, and a hash of every number."""
    content = TypeAdapter(Weights).dump_json(weights)
    return f"{weights.version}+{hashlib.blake2b(content, digest_size=4).hexdigest()}"


def _shorten(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error).rstrip(".")
