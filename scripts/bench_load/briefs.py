"""Briefs of which no two are the same: what a server remembers of the last ones is of no use."""

from functools import cache
from urllib.parse import urlencode

from scripts.bench.catalogue import read_vocabulary


def write_address(number: int) -> str:
    """Return the address of the page for the brief of that number, in one of the languages of the topics."""
    vocabulary = _list_topics()
    topics = vocabulary[number % len(vocabulary)]
    one, two = topics[number % len(topics)], topics[(number // len(topics) + number * 7) % len(topics)]
    return f"/?{urlencode({'q': f'{one}, {two} ({number})'})}"


@cache
def _list_topics() -> list[list[str]]:
    """Return the topics by language, read once: whoever asks must cost the machine little."""
    return list(read_vocabulary().values())
