"""Texts such as creators post, out of the invented sample."""

from collections.abc import Iterator
from itertools import islice

from scripts.demo.rows import draw_rows
from scripts.demo_data import UNTIL

EACH = 2  # distinct posts that a creator of the sample has at least, on the average


def make_texts(count: int, seed: int) -> list[str]:
    """Return so many distinct texts of posts, in all languages of the sample."""
    creators = count // EACH + 1
    while True:
        texts = list(islice(dict.fromkeys(_list_texts(creators, seed)), count))
        if len(texts) == count:
            return texts
        creators *= 2


def _list_texts(creators: int, seed: int) -> Iterator[str]:
    for row in draw_rows(creators, seed, UNTIL):
        posts = row.creator.get("posts")
        for post in posts if isinstance(posts, list) else ():
            text = " ".join(part for part in (post.get("title"), post.get("text")) if part)
            if text:
                yield text
