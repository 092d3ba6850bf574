"""Briefs of which no two are the same: what a server remembers of the last ones is of no use."""

from urllib.parse import urlencode

from scripts.bench.catalogue import read_vocabulary


def write_address(number: int) -> str:
    """Return the address of the page for the brief of that number, in one of the languages of the topics."""
    vocabulary = list(read_vocabulary().values())
    topics = vocabulary[number % len(vocabulary)]
    one, two = topics[number % len(topics)], topics[(number // len(topics) + number * 7) % len(topics)]
    return f"/?{urlencode({'q': f'{one}, {two} ({number})'})}"
