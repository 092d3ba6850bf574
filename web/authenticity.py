"""What is said of an audience, as JSON and in words. None stays null; the words accuse nobody."""

from matcher.authenticity.creator import DIGITS
from matcher.authenticity.nouns import (
    CROWD,
    INFLATED,
    REAL,
    UNCLEAR,
    UNKNOWN,
    VIRAL,
    YOUNG,
    Authenticity,
    Event,
    Evidence,
)
from web.names import write_number
from web.phrases import Phrase

HEADLINES = {
    REAL: Phrase("The audience is likely real."),
    UNCLEAR: Phrase("Some signs speak for this audience and some do not: please look at the evidence."),
    INFLATED: Phrase("Part of this audience cannot be explained by what is known: please ask before booking."),
    UNKNOWN: Phrase("There is not enough data to say how real the audience is."),
}
LEVELS = {
    REAL: Phrase("Likely real"),
    UNCLEAR: Phrase("Unclear"),
    INFLATED: Phrase("Partly unexplained"),
    UNKNOWN: Phrase("Not enough data"),
}
CAUSES = {
    VIRAL: Phrase("Likely cause: a post that spread, as views rose with it."),
    CROWD: Phrase("Likely cause: a change by the platform, as many channels changed on that day."),
    YOUNG: Phrase("Likely cause: a new account, whose growth follows no rule yet."),
    None: Phrase("No cause is seen in views or posts; a day on television, say, would not show there."),
}


EVENTS = {
    "jump": Phrase("Unexplained jump: %(count)s followers (%(share)s); days it took: %(days)d."),
    "rise": Phrase("Unexplained rise: %(count)s followers (%(share)s); days it took: %(days)d."),
    "wave": Phrase("Jump that mostly went again: %(count)s followers (%(share)s); days it took: %(days)d."),
    "fall": Phrase("Fall: %(count)s followers (%(share)s); days it took: %(days)d."),
}
EXPLAINED = Phrase("Rise with a likely cause: %(count)s followers (%(share)s); days it took: %(days)d.")


def show_authenticity(found: Authenticity | None) -> dict[str, object] | None:
    """Return level, probability, interval and events as `enmusubi authenticity` prints them, and what they rest on."""
    if found is None:
        return None
    return {
        "level": found.level,
        "probability": found.probability,
        "interval": None if found.interval is None else list(found.interval),
        "events": [show_event(event) for event in found.events],
        "prior": found.prior,
        "version": found.version,
        "summary": HEADLINES[found.level],
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
    return {
        "kind": one.kind,
        "text": say_evidence(one, "en"),
        "log_odds": round(one.log_odds, DIGITS),
        "numbers": {name: round(number, DIGITS) for name, number in one.numbers.items()},
    }


def say_evidence(one: Evidence, locale: str) -> Phrase:
    """Return one piece of evidence in a sentence with its numbers."""
    numbers = one.numbers
    if one.kind == "engagement":
        return Phrase(
            "%(found)s of followers react to a post; %(usual)s is usual among %(peers)s creators of this size.",
            found=_percent(numbers["found"]),
            usual=_percent(numbers["usual"]),
            peers=write_number(int(numbers["peers"]), locale),
        )
    if one.kind == "comments":
        return Phrase(
            "%(found)s likes for each comment; %(usual)s is usual among %(peers)s creators of this size.",
            found=write_number(round(numbers["found"]), locale),
            usual=write_number(round(numbers["usual"]), locale),
            peers=write_number(int(numbers["peers"]), locale),
        )
    if one.kind == "following":
        return Phrase(
            "Follows %(following)s accounts and has %(followers)s followers.",
            following=write_number(int(numbers["following"]), locale),
            followers=write_number(int(numbers["followers"]), locale),
        )
    return _say_history(one, locale) if one.kind == "history" else Phrase("The platform has verified the account.")


def _say_history(one: Evidence, locale: str) -> Phrase:
    days, events = write_number(int(one.numbers["days"]), locale), int(one.numbers["events"])
    if events:
        return Phrase("Unexplained changes within %(days)s days: %(events)d.", days=days, events=events)
    return Phrase("Within %(days)s days, followers changed only as far as views and other days explain.", days=days)


def say_event(event: Event, locale: str) -> Phrase:
    """Return one event in a sentence with its numbers, without its date."""
    return Phrase(
        EXPLAINED if event.benign and event.subscribers > 0 else EVENTS[event.kind],
        count=("+" if event.subscribers > 0 else "−") + write_number(abs(event.subscribers), locale),
        days=event.days,
        share=_percent(event.share),
    )


def _percent(share: float) -> str:
    return f"{share:.1%}"
