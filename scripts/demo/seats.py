"""The plan before anyone is drawn: one seat a creator, with exact counts."""

from dataclasses import dataclass
from random import Random

from scripts.demo.mix import LANGUAGES, share_out

BOUGHT_SHARE = 0.12
HIDDEN_SHARE = 0.03


@dataclass(frozen=True, slots=True)
class Seat:
    """What is decided about a creator beforehand."""

    number: int  # 1 for the first
    language: str
    hidden: bool  # the platform hides the follower count
    bought: bool  # an audience was bought; never where it is hidden


def plan_seats(creators: int, rng: Random) -> list[Seat]:
    """Seat everybody: languages by share, the bought 12 per cent spread by chance."""
    counts = share_out(creators, LANGUAGES)
    languages = [language for language, count in counts.items() for _ in range(count)]
    rng.shuffle(languages)
    order = rng.sample(range(creators), creators)
    hidden = set(order[: round(HIDDEN_SHARE * creators)])
    bought = set(order[creators - round(BOUGHT_SHARE * creators) :])
    return [Seat(i + 1, language, i in hidden, i in bought) for i, language in enumerate(languages)]
