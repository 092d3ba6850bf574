"""Write what a post says: caption, closing, emoji, disclosure, hashtags."""

from dataclasses import dataclass
from random import Random

from scripts.demo.banks import Bank, Region, Topic
from scripts.demo.mix import chance, some
from scripts.demo.words import fill, join_hashtag, polish

HASHTAGS = {"instagram": (3, 6), "xiaohongshu": (3, 6), "tiktok": (3, 5), "youtube": (0, 3), "x": (0, 2)}
UNSPACED = frozenset({"ja", "zh-Hans", "zh-Hant"})
AIRY = frozenset({"instagram", "xiaohongshu", "youtube"})  # where people break lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks, in which language and place, on which platform."""

    bank: Bank
    region: Region
    platform: str
    emoji_habit: float  # chance of emoji at the end of a caption


@dataclass(frozen=True, slots=True)
class Written:
    """The words of a post; only YouTube has titles."""

    title: str | None
    text: str


def write_post(rng: Random, voice: Voice, topic: Topic, template: str, *, disclosed: bool) -> Written:
    """Write one post from a caption template; title and text share their fillers."""
    words = draw_words(rng, voice, topic)
    body = _polished(template, words, voice)
    body += _draw_closing(rng, voice, topic, body)
    if disclosed:
        brand = rng.choice(voice.bank.brands)
        body = fill(rng.choice(voice.bank.sponsored), {"text": body, "brand": brand})
        body = body.replace(f"#{brand}", f"#{join_hashtag(brand)}")
    title = _polished(rng.choice(topic.titles), words, voice) if voice.platform == "youtube" else None
    return Written(title, body + _draw_hashtags(rng, voice, topic, words))


def draw_words(rng: Random, voice: Voice, topic: Topic) -> dict[str, str]:
    """Draw one word for every slot a template of this topic may have."""
    slots = {**voice.bank.slots, **topic.slots}
    words = {slot: rng.choice(fillers) for slot, fillers in slots.items()}
    return words | {"place": rng.choice(voice.region.towns), "trip": rng.choice(voice.region.trips)}


def _polished(template: str, words: dict[str, str], voice: Voice) -> str:
    return polish(fill(template, words), voice.bank.language)


def _draw_closing(rng: Random, voice: Voice, topic: Topic, body: str) -> str:
    """Draw emoji that the caption lacks, and the sentence many people end with."""
    lacking = [emoji for emoji in topic.emoji if emoji not in body]
    closing = "".join(some(rng, lacking, 1, 2)) if chance(rng, voice.emoji_habit) else ""
    if closing and voice.bank.language not in UNSPACED:
        closing = f" {closing}"
    return closing if chance(rng, 0.55) else f"{closing}\n{rng.choice(voice.bank.tails)}"


def _draw_hashtags(rng: Random, voice: Voice, topic: Topic, words: dict[str, str]) -> str:
    drawn = some(rng, topic.hashtags, *HASHTAGS[voice.platform])
    if not drawn:
        return ""
    gap = rng.choice(("\n", "\n\n")) if voice.platform in AIRY else " "
    return gap + " ".join(join_hashtag(fill(hashtag, words)) for hashtag in drawn)
