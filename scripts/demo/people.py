"""Draw creators: account, topics, region, size. Names are channel names, never a person's."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from scripts.demo.banks import Bank, Region, Topic, read_bank
from scripts.demo.mix import PLATFORMS, RELATED, SECOND_LANGUAGES, TOPICS, chance, pick, some
from scripts.demo.seats import Seat
from scripts.demo.words import fill, polish

SMALLEST, LARGE, LARGEST = 800, 100_000, 2_000_000
TYPICAL, SPREAD = 9.6, 1.45  # log-normal: a median of 15,000 followers


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One invented account."""

    seat: Seat
    platform: str
    handle: str
    name: str
    bio: str
    tags: tuple[str, ...]
    lives_in: str  # a region of the bank of the main language
    region: str | None  # what is shown; None: not known
    topics: tuple[str, ...]  # main topic first
    languages: tuple[str, ...]  # main language first
    followers: int  # true even where the platform hides it
    following: int | None  # None: YouTube does not say
    verified: bool

    @property
    def external_id(self) -> str:
        """The platform's id, unique over the sample."""
        return f"demo-{self.seat.number:06d}"

    @property
    def url(self) -> str:
        """An address that belongs to nobody."""
        return f"https://example.com/{self.platform}/{self.handle}"


def draw_person(rng: Random, seat: Seat, taken: set[str]) -> Person:
    """Draw one account; its handle is added to `taken`."""
    bank = read_bank(seat.language)
    platform = pick(rng, PLATFORMS[seat.language])
    topics = draw_topics(rng)
    code = pick(rng, {code: region.weight for code, region in bank.regions.items()})
    region = bank.regions[code]
    followers = draw_followers(rng)
    return Person(
        seat=seat,
        platform=platform,
        handle=draw_handle(rng, bank, topics[0], taken),
        name=draw_name(rng, bank, bank.topics[topics[0]], region),
        bio=draw_bio(rng, bank, topics, region),
        tags=tuple(tag for topic in topics for tag in some(rng, bank.topics[topic].tags, 2, 3)),
        lives_in=code,
        region=None if chance(rng, 0.04) else code,
        topics=topics,
        languages=draw_languages(rng, seat.language, code),
        followers=followers,
        following=None if platform == "youtube" else round(rng.lognormvariate(5.8, 0.8)),
        verified=chance(rng, 0.45 if followers > LARGE else 0.03),
    )


def draw_topics(rng: Random) -> tuple[str, ...]:
    """Draw a main topic and, for two in five, one that goes with it."""
    main = pick(rng, TOPICS)
    return (main, rng.choice(RELATED[main])) if chance(rng, 0.4) else (main,)


def draw_followers(rng: Random) -> int:
    """Draw a follower count, log-normal, between 800 and two million."""
    while True:
        followers = round(rng.lognormvariate(TYPICAL, SPREAD))
        if SMALLEST <= followers <= LARGEST:
            return followers


def draw_handle(rng: Random, bank: Bank, topic: str, taken: set[str]) -> str:
    """Draw an ASCII handle that nobody else in the sample has."""
    words = [rng.choice(bank.topics[topic].handles), rng.choice(bank.handles)]
    rng.shuffle(words)
    stem = rng.choice(("_", ".", "")).join(words)
    handle = next(handle for handle in _variants(rng, stem) if handle not in taken)
    taken.add(handle)
    return handle


def _variants(rng: Random, stem: str) -> Iterator[str]:
    yield stem
    while True:
        yield f"{stem}{rng.choice(('', '_'))}{rng.randint(2, 999)}"


def draw_name(rng: Random, bank: Bank, topic: Topic, region: Region) -> str:
    """Draw a channel's name, such as 蔵前コーヒー日和."""
    words = {
        "name": rng.choice(topic.names),
        "mood": rng.choice(bank.slots["mood"]),
        "place": rng.choice(region.towns),
    }
    return fill(rng.choice(bank.names), words)


def draw_bio(rng: Random, bank: Bank, topics: tuple[str, ...], region: Region) -> str:
    """Draw a sentence for each topic and, mostly, how to get in touch."""
    lines = []
    for key in topics:
        topic = bank.topics[key]
        words = {slot: rng.choice(fillers) for slot, fillers in topic.slots.items()}
        words |= {"place": rng.choice(region.towns), "trip": rng.choice(region.trips)}
        lines.append(polish(fill(rng.choice(topic.bios), words), bank.language))
    if chance(rng, 0.7):
        lines.append(rng.choice(bank.contacts))
    return "\n".join(lines)


def draw_languages(rng: Random, main: str, code: str) -> tuple[str, ...]:
    """Draw the languages written: about one in eleven has a second one, spoken of there."""
    if not chance(rng, 0.3 if main == "en" else 0.09):
        return (main,)
    country = code[:2]
    second = [one for one in SECOND_LANGUAGES.get(main, ("en",)) if country in read_bank(one).regions]
    return (main, second[0]) if second and not _is_common(main, country) else (main,)


def _is_common(main: str, country: str) -> bool:
    return main == "en" and country in {"GB", "AU"}
