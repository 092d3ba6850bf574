"""The platforms that a brief names."""

from matcher.reading.found import Found
from matcher.reading.tokens import Sentence


def find_platforms(sentence: Sentence) -> list[Found]:
    """Return each platform named, once; インスタ映え and "Instagram marketing" are subjects."""
    found: dict[str, Found] = {}
    for token in sentence.tokens:
        if token.kind == "N":
            found.setdefault(token.value, Found("platforms", [token.value], token.start, token.end))
    return list(found.values())
