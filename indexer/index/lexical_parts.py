"""The texts of a creator as parts that can be searched one by one, and what is asked of them."""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from indexer.index.lexical_text import cut, find_mentions, name_handle, name_tag, stands_in
from matcher.domain import Creator
from matcher.reading.hashtags import find_hashtags

TEXT, TAG, HANDLE = "text", "tag", "handle"  # what a word is looked for in
ONE_TAG, ONE_HANDLE = re.compile(r"[#＃][^\s#＃]+"), re.compile(r"[@＠][^\s@＠]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """A word as it is looked for."""

    field: str  # TEXT, TAG or HANDLE
    key: str  # empty: it says nothing, and nobody says it


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a creator, cut, with the keys of its hashtags and of the handles in it."""

    where: str  # "handle", "name", "bio", "tags" or a post's id
    text: str
    tags: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()

    def says(self, asked: Asked) -> bool:
        """Say whether this part is one of those that the index finds for the word."""
        if asked.field == TEXT:
            return stands_in(asked.key, self.text)
        return asked.key in (self.tags if asked.field == TAG else self.handles)


def read_word(word: str) -> Asked:
    """Tell "#tag" and "@handle" from words that are looked for in every text."""
    word = word.strip()
    if ONE_TAG.fullmatch(word):
        return Asked(TAG, name_tag(word))
    if ONE_HANDLE.fullmatch(word):
        return Asked(HANDLE, name_handle(word))
    return Asked(TEXT, cut(word))


def read_parts(creator: Creator) -> Iterator[Part]:
    """Give every text of a creator that is not empty."""
    if creator.handle:
        yield Part("handle", cut(creator.handle), handles=(name_handle(creator.handle),))
    yield from _read_texts("name", (creator.name,))
    yield from _read_texts("bio", (creator.bio,))
    yield from _read_tags("tags", creator.tags)
    for post in creator.posts:
        yield from _read_texts(str(post.id), (post.title, post.text))
        yield from _read_tags(str(post.id), post.tags)


def pack(parts: Iterable[Part]) -> bytes:
    """Return parts as bytes that `unpack` reads."""
    lines = ("\t".join((part.where, part.text, " ".join(part.tags), " ".join(part.handles))) for part in parts)
    return zlib.compress("\n".join(lines).encode())


def unpack(packed: bytes) -> Iterator[Part]:
    """Give the parts that were packed."""
    for line in zlib.decompress(packed).decode().split("\n"):
        if line:
            where, text, tags, handles = line.split("\t")
            yield Part(where, text, tuple(tags.split(" ")), tuple(handles.split(" ")))


def _read_texts(where: str, texts: Iterable[str | None]) -> Iterator[Part]:
    for text in filter(None, texts):
        tags = dict.fromkeys(name_tag(tag) for tag in find_hashtags(text))
        yield Part(where, cut(text), tuple(tags), tuple(sorted(find_mentions(text))))


def _read_tags(where: str, tags: Iterable[str]) -> Iterator[Part]:
    return (Part(where, cut(tag), (name_tag(tag),)) for tag in tags)
