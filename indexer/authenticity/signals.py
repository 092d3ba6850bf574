"""Signals as the bytes that the index keeps of each creator."""

from pydantic import TypeAdapter

from matcher.authenticity.signals import Signals

JSON = TypeAdapter(Signals)


def write_signals(signals: Signals) -> bytes:
    """Return the signals as JSON; nothing where there is nothing to judge by."""
    measured = (signals.growth, signals.engagement, signals.comments, signals.following, signals.verified)
    return b"" if all(one is None for one in measured) else JSON.dump_json(signals, exclude_defaults=True)


def read_signals(written: bytes) -> Signals | None:
    """Return what was written; None for nothing."""
    return JSON.validate_json(written) if written else None
