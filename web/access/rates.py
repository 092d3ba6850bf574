"""How often one may try: signing in, showing keys, asking the API; counted for all workers together."""

import math
import time
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import IPv6Address, ip_address

from flask import Flask, Response, current_app, g, request
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.strategies import FixedWindowRateLimiter

from indexer.settings import Settings
from web.access.counting import SharedCounts
from web.phrases import Phrase
from web.refusals import Refused

KEY = "enmusubi_rates"
TRIES_OF_AN_ACCOUNT = RateLimitItemPerMinute(10, 15, namespace="account")  # wrong passwords in 15 minutes
TRIES_OF_AN_ADDRESS = RateLimitItemPerMinute(30, 15, namespace="address")
KEYS_OF_AN_ADDRESS = RateLimitItemPerMinute(30, 15, namespace="keys")  # keys that do not exist


@dataclass(frozen=True, slots=True)
class Rates:
    """The counts, and how many requests a minute the API answers."""

    limiter: FixedWindowRateLimiter
    api: RateLimitItem


def init_rates(app: Flask, settings: Settings) -> None:
    """Give the app the counts of its home."""
    limiter = FixedWindowRateLimiter(SharedCounts(settings.home / "limits.db"))
    app.extensions[KEY] = Rates(limiter, RateLimitItemPerMinute(settings.api_rate, 1, namespace="api"))
    app.after_request(show_rate)


def count_sign_in(name: str) -> None:
    """Count a try to sign in, before the password is looked at.

    Raises:
        Refused: 429, too many wrong ones for that name or from that address.
    """
    for item, whose in _tries(name):
        if not _rates().limiter.hit(item, whose):
            raise _refuse(item, whose)


def uncount_sign_in(name: str) -> None:
    """Take back the count of a try that was right; the wrong ones of that name are forgotten."""
    (account, whose), (address, where) = _tries(name)
    _rates().limiter.clear(account, whose)
    _rates().limiter.hit(address, where, cost=-1)


def refuse_guesses() -> None:
    """Refuse keys from where many wrong ones came.

    Raises:
        Refused: 429.
    """
    where = _read_address()
    if not _rates().limiter.test(KEYS_OF_AN_ADDRESS, where):
        raise _refuse(KEYS_OF_AN_ADDRESS, where)


def count_guess() -> None:
    """Count a key that does not exist.

    Raises:
        Refused: 429, others were counted since it was looked up.
    """
    where = _read_address()
    if not _rates().limiter.hit(KEYS_OF_AN_ADDRESS, where):
        raise _refuse(KEYS_OF_AN_ADDRESS, where)


def count_request(who: str | None) -> None:
    """Count a request to the API.

    Args:
        who: the key or the user; None counts by address.

    Raises:
        Refused: 429, more than the settings allow in a minute.
    """
    item, whose = _rates().api, who or _read_address()
    allowed = _rates().limiter.hit(item, whose)
    stats = _rates().limiter.get_window_stats(item, whose)
    g.rate = (item.amount, stats.remaining, _count_seconds(stats.reset_time))
    if not allowed:
        raise _refuse(item, whose)


def show_rate(answer: Response) -> Response:
    """Tell programs how much is left, and when it is full again."""
    if (rate := g.get("rate")) is not None:
        for name, number in zip(("Limit", "Remaining", "Reset"), rate, strict=True):
            answer.headers[f"RateLimit-{name}"] = str(number)
    return answer


def _rates() -> Rates:
    rates: Rates = current_app.extensions[KEY]
    return rates


def _tries(name: str) -> tuple[tuple[RateLimitItem, str], tuple[RateLimitItem, str]]:
    return (TRIES_OF_AN_ACCOUNT, _hide(name.strip().lower())), (TRIES_OF_AN_ADDRESS, _read_address())


def _read_address() -> str:
    """Return where the request came from; of IPv6 the network, since one sender has as many addresses as it wants."""
    given = request.remote_addr or ""
    try:
        address = ip_address(given)
    except ValueError:
        return _hide(given)
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return _hide(str(int(address) >> 64))
    return _hide(str(address))


def _hide(text: str) -> str:
    """Return what stands for a name or an address in the file, which need not hold it."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _refuse(item: RateLimitItem, whose: str) -> Refused:
    seconds = _count_seconds(_rates().limiter.get_window_stats(item, whose).reset_time)
    refusal = Refused(
        429,
        "too_many_requests",
        Phrase("There were too many tries in a short time."),
        Phrase("Wait %(seconds)s seconds, then try again.", seconds=seconds),
    )
    refusal.headers["Retry-After"] = str(seconds)
    return refusal


def _count_seconds(moment: float) -> int:
    return max(1, math.ceil(moment - time.time()))
