"""Portraits and notes as JSON, to be shown later exactly as they were."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from matcher.domain import Source
from web.shortlists.figures import Figure
from web.shortlists.portrait import Portrait, Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a client sees of one entry."""

    portrait: Portrait
    note: str


def freeze(shown: Shown) -> dict[str, Any]:
    """Return an entry as JSON; `thaw` gives back the same."""
    plain = asdict(shown.portrait)
    plain["figures"] = [_freeze_figure(figure) for figure in shown.portrait.figures]
    for quote in plain["quotes"]:
        quote["day"] = None if quote["day"] is None else quote["day"].isoformat()
    return {"note": shown.note, "portrait": plain}


def thaw(copy: Mapping[str, Any]) -> Shown:
    """Return what was frozen."""
    plain = copy["portrait"]
    portrait = Portrait(
        **{
            **plain,
            "languages": tuple(plain["languages"]),
            "figures": tuple(_thaw_figure(figure) for figure in plain["figures"]),
            "quotes": tuple(_thaw_quote(quote) for quote in plain["quotes"]),
        }
    )
    return Shown(portrait=portrait, note=copy["note"])


def _freeze_figure(figure: Figure) -> dict[str, Any]:
    amount = figure.amount
    source = figure.source
    return {
        "name": figure.name,
        "amount": {"day": amount.isoformat()} if isinstance(amount, date) else amount,
        "source": source and {"name": source.name, "observed_at": source.observed_at.isoformat()},
        "posts": figure.posts,
        "interval": figure.interval and list(figure.interval),
    }


def _thaw_figure(plain: Mapping[str, Any]) -> Figure:
    amount, source, interval = plain["amount"], plain["source"], plain["interval"]
    return Figure(
        name=plain["name"],
        amount=date.fromisoformat(amount["day"]) if isinstance(amount, dict) else amount,
        source=source and Source(name=source["name"], observed_at=datetime.fromisoformat(source["observed_at"])),
        posts=plain["posts"],
        interval=interval and (interval[0], interval[1]),
    )


def _thaw_quote(plain: Mapping[str, Any]) -> Quote:
    day = plain["day"]
    return Quote(**{**plain, "day": None if day is None else date.fromisoformat(day)})
