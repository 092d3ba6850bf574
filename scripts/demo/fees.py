"""Draw what a creator asks for, in the money of the region."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor, log10
from random import Random

from scripts.demo.mix import chance
from scripts.demo.people import Person

KNOWN = 0.20  # creators whose fee is known
CURRENCY: Mapping[str, str] = {
    "JP": "JPY", "US": "USD", "GB": "GBP", "AU": "AUD", "SG": "SGD", "IN": "INR", "PH": "PHP",
    "CA": "CAD", "KR": "KRW", "CN": "CNY", "MY": "MYR", "ID": "IDR", "TW": "TWD", "HK": "HKD",
    "TH": "THB", "VN": "VND", "MX": "MXN", "ES": "EUR", "AR": "USD", "CO": "COP",
}  # fmt: skip
A_FOLLOWER: Mapping[str, float] = {  # the usual fee a follower, in the currency itself
    "JPY": 3.0, "USD": 0.010, "GBP": 0.008, "AUD": 0.015, "SGD": 0.013, "INR": 0.40, "PHP": 0.30,
    "CAD": 0.0135, "KRW": 13.0, "CNY": 0.06, "MYR": 0.035, "IDR": 100.0, "TWD": 0.28, "HKD": 0.075,
    "THB": 0.25, "VND": 180.0, "MXN": 0.15, "EUR": 0.009, "COP": 30.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DemoFee:
    """A known fee for one deliverable."""

    amount: int
    currency: str
    deliverable: str


def draw_fees(rng: Random, person: Person) -> list[DemoFee]:
    """Draw a fee for about one creator in five, within a third of the usual one."""
    if not chance(rng, KNOWN):
        return []
    currency = CURRENCY.get(person.lives_in[:2], "USD")
    amount = person.followers * A_FOLLOWER[currency] * rng.uniform(0.68, 1.32)
    deliverable = "video" if person.platform in {"youtube", "tiktok"} else "post"
    return [DemoFee(round_like_people(amount), currency, deliverable)]


def round_like_people(amount: float) -> int:
    """Round to two leading digits, never to nothing."""
    step = int(10 ** max(0, floor(log10(amount)) - 1))
    return max(1, round(amount / step) * step)
