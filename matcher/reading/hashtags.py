"""Hashtags in a text, in any script."""

import re

# Accents and vowel signs, where the \w of `re` stops: general, Indic, Thai, Lao, Burmese, Khmer.
MARKS = r"\u0300-\u036f\u0900-\u0963\u0966-\u0dff\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ece\u102b-\u103e\u17b4-\u17d3"
HASHTAG = re.compile(rf"[#＃](\w[\w{MARKS}]*)")


def find_hashtags(text: str | None) -> list[str]:
    """Return the hashtags of a text without their signs, in its order."""
    return HASHTAG.findall(text or "")


def drop_hashtags(text: str) -> str:
    """Return the text without its hashtags."""
    return HASHTAG.sub("", text)
