"""How well follower accounts are told apart, on labels that no weight was fitted on."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from matcher.authenticity.accounts import Account, judge_account
from matcher.authenticity.share import estimate_share
from matcher.authenticity.weights import Weights
from scripts.trust.measures import (
    Floats,
    bootstrap,
    measure_auc,
    measure_calibration,
    measure_precision,
    measure_recall,
)

FILES = ("realAccountData.json", "fakeAccountData.json")
PRIORS = (0.03, 0.05, 0.1, 0.2, 0.3)
SHARES = (0.0, 0.05, 0.1, 0.2, 0.4)
SAMPLES = (50, 200)
DRAWS, RESAMPLES = 60, 400
FALSE_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Labelled:
    """Accounts and which of them are fake."""

    accounts: list[Account]
    fake: npt.NDArray[np.bool_]


def read_labelled(folder: Path) -> Labelled:
    """Return the accounts of the folder, each once."""
    found = {}
    for name in FILES:
        for row in json.loads((folder / name).read_text("utf-8")):
            found[_read_account(row)] = bool(row["isFake"])
    return Labelled(list(found), np.array(list(found.values())))


def _read_account(row: dict[str, int]) -> Account:
    return Account(
        posts=row["userMediaCount"],
        following=row["userFollowingCount"],
        followers=row["userFollowerCount"],
        has_picture=bool(row["userHasProfilPic"]),
        is_private=bool(row["userIsPrivate"]),
        username_length=row["usernameLength"],
        username_digits=row["usernameDigitCount"],
        bio_length=row["userBiographyLength"],
    )


def measure_accounts(labelled: Labelled, weights: Weights, seed: int) -> dict[str, Any]:
    """Measure what the table asks for, its intervals, other priors, a baseline and shares of samples."""
    probabilities = _judge(labelled, weights)
    ratio = np.array([_ratio(account) for account in labelled.accounts])
    random, of = np.random.default_rng(seed), (probabilities[~labelled.fake], probabilities[labelled.fake])
    return {
        "real": int((~labelled.fake).sum()),
        "fake": int(labelled.fake.sum()),
        "ours": _measure(probabilities, labelled.fake),
        "intervals": {name: _find_interval(probabilities, labelled.fake, name, random) for name in ("auc", "recall")},
        "baseline": _measure(ratio / (1 + ratio), labelled.fake),
        "priors": {str(prior): _measure_prior(labelled, weights, prior) for prior in PRIORS},
        "shares": [_measure_share(of, weights, (share, size), random) for size in SAMPLES for share in SHARES],
    }


def _judge(labelled: Labelled, weights: Weights) -> Floats:
    return np.array([judge_account(account, weights.accounts) for account in labelled.accounts])


def _ratio(account: Account) -> float:
    return (account.following or 0) / ((account.followers or 0) + 1)


def _measure(probabilities: Floats, fake: npt.NDArray[np.bool_]) -> dict[str, float]:
    return {
        "auc": measure_auc(probabilities[~fake].tolist(), probabilities[fake].tolist()),
        "precision": measure_precision(probabilities, fake),
        "recall": measure_recall(probabilities, fake, FALSE_SHARE),
        "false": float((probabilities[~fake] >= 0.5).mean()),  # noqa: PLR2004 -- the default level
        "found": float((probabilities[fake] >= 0.5).mean()),  # noqa: PLR2004
        "ece": measure_calibration(probabilities, fake),
    }


def _measure_prior(labelled: Labelled, weights: Weights, prior: float) -> dict[str, float]:
    own = replace(weights, accounts=replace(weights.accounts, prior=prior))
    return _measure(_judge(labelled, own), labelled.fake)


def _find_interval(
    probabilities: Floats, fake: npt.NDArray[np.bool_], name: str, random: np.random.Generator
) -> list[float]:
    """Return the 95 % bootstrap interval of a measure."""
    draws = bootstrap(fake, random, RESAMPLES)
    measured = [_measure(probabilities[draw], fake[draw])[name] for draw in draws]
    return [float(end) for end in np.quantile(measured, (0.025, 0.975))]


def _measure_share(
    of: tuple[Floats, Floats], weights: Weights, drawn: tuple[float, int], random: np.random.Generator
) -> dict[str, float]:
    """Return how far the estimated share of a sample with a known share lies off, and how often its interval holds."""
    (real, fake), (share, size) = of, drawn
    fakes, errors, held = round(share * size), list[float](), 0
    for _ in range(DRAWS):
        sample = [*random.choice(fake, fakes).tolist(), *random.choice(real, size - fakes).tolist()]
        found = estimate_share(sample, weights.accounts)
        errors.append(found.share - share)
        held += found.low <= share <= found.high
    return {
        "size": size,
        "share": share,
        "error": float(np.abs(errors).mean()),
        "bias": float(np.mean(errors)),
        "held": held / DRAWS,
    }
