"""CPM, CPV and CPE from a fee and what it is expected to buy."""

from collections.abc import Iterable
from dataclasses import dataclass

from matcher.forecast.nouns import Charge, Figure, Price

OF_ONE_POST = ("post", "video", "reel", "short", "photo", "carousel", "tweet", "note", "live", "stream", "投稿", "動画")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """What is paid for."""

    name: str
    of: str  # "views" or "engagements"
    size: int  # units in one
    formula: str


UNITS = (
    _Unit(name="cpm", of="views", size=1000, formula="fee / expected views of one post x 1000"),
    _Unit(name="cpv", of="views", size=1, formula="fee / expected views of one post"),
    _Unit(name="cpe", of="engagements", size=1, formula="fee / expected engagements of one post"),
)


def price(charges: Iterable[Charge], views: Figure | None, engagements: Figure | None) -> tuple[Price, ...]:
    """Return the prices of each fee that buys one post; a fee for a month or a story says nothing of a post.

    The fee is certain and the number is not: dear at the interval's lower end, cheap at its upper one.
    """
    figures = {"views": views, "engagements": engagements}
    return tuple(
        _divide(charge, unit, figure)
        for charge in charges
        if buys_one_post(charge.deliverable)
        for unit in UNITS
        if (figure := figures[unit.of]) is not None
    )


def buys_one_post(deliverable: str) -> bool:
    """Say whether a fee's deliverable is one post of some kind."""
    words = deliverable.casefold()
    return any(word in words for word in OF_ONE_POST) and "story" not in words


def _divide(charge: Charge, unit: _Unit, figure: Figure) -> Price:
    fee = float(charge.amount) * unit.size
    return Price(
        name=unit.name,
        median=fee / figure.median,
        low=fee / figure.high,
        high=fee / figure.low,
        charge=charge,
        figure=figure,
        formula=unit.formula,
        denominator=f"{unit.size:,} {unit.of}",
    )
