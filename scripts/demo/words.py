"""Put fillers into templates, and mend what the seams show."""

import re
from collections.abc import Mapping

SENTENCE_CASE = frozenset({"en", "es", "id", "vi"})
SENTENCE_START = re.compile(r"(^|[.!?]\s+|\n)([a-zà-ỹ])")
ARTICLE = re.compile(r"\b([Aa]) (?=[aeio]|upright)")
JOINED = re.compile(r"""[\s.,'’·()（）&/"-]""")


def fill(template: str, words: Mapping[str, str]) -> str:
    """Fill every slot of a template.

    Raises:
        KeyError: the template names a slot that has no word.
    """
    return template.format_map(words)


def polish(text: str, language: str) -> str:
    """Start sentences with a capital, and say "an" before a vowel, where the language does."""
    if language in SENTENCE_CASE:
        text = SENTENCE_START.sub(lambda found: found[1] + found[2].upper(), text)
    return ARTICLE.sub(r"\1n ", text) if language == "en" else text


def join_hashtag(hashtag: str) -> str:
    """Close a filled hashtag up, as platforms end it at a space."""
    return JOINED.sub("", hashtag)
