"""What is said of an audience, as JSON. None stays null."""

from matcher.authenticity.nouns import Authenticity, Event, Evidence

DIGITS = 4  # of a probability: more would claim to know more


def show_authenticity(found: Authenticity | None) -> dict[str, object] | None:
    """Return level, probability, interval and events as `enmusubi authenticity` prints them, and what they rest on."""
    if found is None:
        return None
    return {
        "level": found.level,
        "probability": None if found.probability is None else round(found.probability, DIGITS),
        "interval": None if found.interval is None else [round(end, DIGITS) for end in found.interval],
        "events": [show_event(event) for event in found.events],
        "prior": found.prior,
        "version": found.version,
        "evidence": [_show_evidence(one) for one in found.evidence],
        "faults": list(found.faults),
    }


def show_event(event: Event) -> dict[str, object]:
    """Return one event."""
    return {
        "date": event.date.isoformat(),
        "kind": event.kind,
        "probability": round(event.probability, DIGITS),
        "subscribers": event.subscribers,
        "benign": event.benign,
    }


def _show_evidence(one: Evidence) -> dict[str, object]:
    numbers = {name: round(number, DIGITS) for name, number in one.numbers.items()}
    return {"kind": one.kind, "log_odds": round(one.log_odds, DIGITS), **numbers}
