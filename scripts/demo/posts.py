"""Draw a creator's posts: when, about what, in which language, with which effect."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from scripts.demo.banks import Bank, Topic, read_bank
from scripts.demo.captions import Voice, Written, write_post
from scripts.demo.counts import Counts, draw_counts
from scripts.demo.history import Growth
from scripts.demo.mix import chance
from scripts.demo.people import Person

SPONSORED, UNDISCLOSED = 0.08, 0.12  # of all posts; of the sponsored ones
FEWEST, MOST = 2, 5
DORMANT = 0.07  # creators whose last post is months old


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPost:
    """One post, ready to be written out."""

    number: int  # 1 for the oldest
    written: Written
    published_at: datetime  # UTC
    counts: Counts
    sponsored: bool


def draw_posts(rng: Random, person: Person, growth: Growth, until: date) -> list[DemoPost]:
    """Draw four to nine posts of the year before `until`, oldest first."""
    moments = draw_moments(rng, until)
    scripts = _deal(rng, person, len(moments))
    popularity = rng.lognormvariate(0.0, 0.35)
    habit = rng.choice((0.0, 0.3, 0.6, 0.9))
    posts = []
    for number, (moment, script) in enumerate(zip(moments, scripts, strict=True), start=1):
        sponsored = chance(rng, SPONSORED)
        disclosed = sponsored and not chance(rng, UNDISCLOSED)
        month = growth.month_of(moment.date())
        audience = growth.organic[month] * popularity * growth.buzz[month] * (0.8 if sponsored else 1.0)
        posts.append(
            DemoPost(
                number=number,
                written=_write(rng, person, script, habit=habit, disclosed=disclosed),
                published_at=moment,
                counts=draw_counts(rng, person.platform, script.topic.key, audience),
                sponsored=sponsored,
            )
        )
    return posts


def draw_moments(rng: Random, until: date) -> list[datetime]:
    """Draw when the posts appeared, oldest first; most creators posted within weeks."""
    oldest, newest = 364, (rng.randint(100, 200) if chance(rng, DORMANT) else 1)
    posts = rng.randint(FEWEST + 1, MOST)
    ages = {newest + round((oldest - newest) * rng.random() ** 1.7) for _ in range(posts)}
    while len(ages) < FEWEST:
        ages.add(rng.randint(newest, oldest))
    days = [until - timedelta(days=age) for age in sorted(ages, reverse=True)]
    return [datetime.combine(day, time(rng.randint(0, 23), rng.randint(0, 59)), UTC) for day in days]


@dataclass(frozen=True, slots=True)
class Script:
    """What a post will be made from."""

    bank: Bank
    topic: Topic
    template: str


def _deal(rng: Random, person: Person, posts: int) -> list[Script]:
    """Deal each post a topic, a language and a caption no other post of the creator has."""
    topics = [person.topics[0], *person.topics[1:], *rng.choices(person.topics, k=posts)][:posts]
    languages = [*person.languages, *rng.choices(person.languages, weights=_falling(person), k=posts)][:posts]
    decks = {
        (language, topic): _shuffled(rng, read_bank(language).topics[topic])
        for language in person.languages
        for topic in person.topics
    }
    scripts = [_next_script(decks, *pair) for pair in zip(languages, topics, strict=True)]
    rng.shuffle(scripts)
    return scripts


def _next_script(decks: dict[tuple[str, str], Iterator[str]], language: str, topic: str) -> Script:
    bank = read_bank(language)
    return Script(bank, bank.topics[topic], next(decks[language, topic]))


def _falling(person: Person) -> list[int]:
    return [3, 1][: len(person.languages)]


def _shuffled(rng: Random, topic: Topic) -> Iterator[str]:
    while True:
        yield from rng.sample(topic.captions, len(topic.captions))


def _write(rng: Random, person: Person, script: Script, *, habit: float, disclosed: bool) -> Written:
    region = script.bank.region(person.lives_in) or script.bank.regions[script.bank.home]
    voice = Voice(bank=script.bank, region=region, platform=person.platform, emoji_habit=habit)
    return write_post(rng, voice, script.topic, script.template, disclosed=disclosed)
