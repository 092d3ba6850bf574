"""The texts of a creator that are embedded: views of the whole account, and passages that can be quoted."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from matcher.domain import Creator, Post
from matcher.reading.hashtags import drop_hashtags, find_hashtags

VIEWS = ("titles", "tags", "whole")  # what the columns of the views' vectors stand for
MOST_TEXT = 1_500  # characters of a passage: about what the default encoder reads at once
MOST_WHOLE = 600  # characters of the whole text
MOST_TITLES = 12
MOST_TAGS = 30
DIGEST = 16  # bytes of a text's hash
ABSENT = bytes(DIGEST)  # stands for the hash of a view that a creator lacks


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A text that can be quoted."""

    post: int  # post id
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Everything of one creator that is embedded."""

    views: tuple[str | None, ...]  # in the order of VIEWS; None: the creator has nothing of that kind
    passages: tuple[Passage, ...]  # the posts with words, in the order of their ids

    def digests(self) -> tuple[bytes, bytes]:
        """Return the digests of the views, one after the other, and those of the passages."""
        views = b"".join(digest(text) if text else ABSENT for text in self.views)
        return views, b"".join(digest(passage.text) for passage in self.passages)


def read_texts(creator: Creator) -> Texts:
    """Put together what is embedded of a creator. Posts without words are left out."""
    posts = [Passage(post=post.id, text=text) for post in creator.posts if (text := _whole(post))]
    titles = [post.title for post in creator.posts if post.title and post.title.strip()][:MOST_TITLES]
    tags = ", ".join(_tags(creator)[:MOST_TAGS])
    return Texts(
        views=(
            _join(" ", creator.name, *titles) if titles else None,
            tags[:MOST_TEXT] or None,
            _put_together(creator, tags, posts) or None,
        ),
        passages=tuple(posts),
    )


def digest(text: str) -> bytes:
    """Return what tells a text from others when an index is built again."""
    return hashlib.blake2b(text.encode(), digest_size=DIGEST).digest()


def _whole(post: Post) -> str:
    return _join("\n", post.title, post.text)


def _put_together(creator: Creator, tags: str, posts: Sequence[Passage]) -> str:
    """Return profile, tags and posts; the profile and tags alone where several posts do not fit.

    Those posts are a view of their own, and a part of them would speak for all.
    """
    profile = (creator.name, creator.bio, tags)
    whole = _join("\n", *profile, *(drop_hashtags(passage.text) for passage in posts))
    if len(posts) > 1 and len(whole) > MOST_WHOLE:
        whole = _join("\n", *profile)
    return whole[:MOST_WHOLE].rstrip()


def _tags(creator: Creator) -> list[str]:
    """Return the creator's own tags, then those of the posts, most used first."""
    used = Counter(
        tag.lower()
        for post in creator.posts
        for tag in (*post.tags, *find_hashtags(post.text), *find_hashtags(post.title))
    )
    return list(dict.fromkeys([*creator.tags, *sorted(used, key=lambda tag: (-used[tag], tag))]))


def _join(separator: str, *parts: str | None) -> str:
    return separator.join(part for part in parts if part).strip()[:MOST_TEXT].rstrip()
