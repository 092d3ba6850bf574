"""Who paid: brands that stand beside what makes a post look sponsored."""

import re
from collections.abc import Iterable, Iterator

from matcher.disclosure.brands import name_key
from matcher.disclosure.judge import TEXT, TITLE, Found
from matcher.disclosure.nouns import Sponsor
from matcher.disclosure.patterns import ADDRESSES
from matcher.disclosure.record import Judged
from matcher.disclosure.rules import DENIAL

NEAR = 60  # characters between a name and the sign that it belongs to
MOST_TAGS = 60  # of one post; a row of more is no list of brands
MENTION = re.compile(r"[@＠]([A-Za-z0-9_.]{2,60})")
HONORED = re.compile(r"([^\W_][\w・&]{0,24}?)(?:様|さま|さん|社)(?=(?:から|より|に|の|と)[^\W])")
LABELLED = re.compile(r"([^\W_][\w.]{1,60}?)との(?:タイアップ|コラボ)")
CAPITALS = re.compile(r"\b(?:by|with|from|to|at)\s(?:the\s)?([A-Z][\w&'’]{1,30}(?:\s[A-Z][\w&'’]{1,30}){0,2})")
HASHTAG = re.compile(r"[#＃♯](\w{2,60})")
NAMES = (MENTION, HONORED, LABELLED, CAPITALS)
PARTICLES = re.compile(r"^..+?(?:は|を|で|も)(?=[^\W\d_]{2})")  # what a sentence says before a name


def find_sponsors(judged: Iterable[Judged]) -> tuple[Sponsor, ...]:
    """Return the brands that posts name beside a sign of sponsorship: those of most posts first, then by name."""
    names: dict[str, str] = {}
    posts: dict[str, list[int]] = {}
    for one in judged:
        for key, name in dict(_find_names(one)).items():
            names.setdefault(key, name)
            posts.setdefault(key, []).append(one.post.id)
    found = [Sponsor(name=names[key], posts=tuple(ids), key=key) for key, ids in posts.items()]
    return tuple(sorted(found, key=lambda sponsor: (-len(sponsor.posts), sponsor.key)))


def list_keys(judged: Iterable[Judged], sponsors: Iterable[Sponsor]) -> list[str]:
    """Return the keys that a filter against sponsors meets: those found, then every hashtag of the same posts.

    A hashtag may be no brand, but whoever excludes a competitor names one.
    """
    tags = [name_key(tag) for one in judged for tag in _list_tags(one)]
    return list(dict.fromkeys([*(sponsor.key for sponsor in sponsors), *filter(None, tags)]))


def _find_names(one: Judged) -> Iterator[tuple[str, str]]:
    for where, text in ((TITLE, one.post.title), (TEXT, one.post.text)):
        signs = [found for found in one.verdict.found if found.where == where and found.kind != DENIAL]
        if text and signs:
            yield from _find_near(ADDRESSES.sub(lambda found: " " * len(found[0]), text), signs)
    if all(found.where not in (TITLE, TEXT) for found in one.verdict.found):  # the platform's label: whoever is tagged
        yield from _name_all(MENTION.findall(one.post.text or ""))


def _find_near(text: str, signs: list[Found]) -> Iterator[tuple[str, str]]:
    for pattern in NAMES:
        named = [(found.start(1), found[1]) for found in pattern.finditer(text)]
        near = [name for place, name in named if any(_is_near(place, sign) for sign in signs)]
        yield from _name_all(_shorten(name) if pattern is HONORED else name for name in near)


def _is_near(place: int, sign: Found) -> bool:
    return sign.start - NEAR <= place <= sign.end + NEAR


def _shorten(name: str) -> str:
    """Return the name without the words before it: 今日はコーセー is コーセー."""
    return PARTICLES.sub("", name)


def _name_all(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        plain = name.strip("._")
        if key := name_key(plain):
            yield key, plain


def _list_tags(one: Judged) -> list[str]:
    text = f"{one.post.title or ''}\n{one.post.text or ''}"
    return [*one.post.tags, *HASHTAG.findall(text)][:MOST_TAGS]
