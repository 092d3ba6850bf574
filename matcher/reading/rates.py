"""The engagement rate that a brief asks for."""

import re

from matcher.reading.amounts import LIST, read_amount, spell_amount
from matcher.reading.found import Found, find_all, place, tokens_of
from matcher.reading.tokens import Sentence

AMOUNT = spell_amount("i")
RATE = re.compile(f"E{LIST}(?P<first>{AMOUNT})|(?=[^Es]{{0,10}}i)(?P<second>{AMOUNT}){LIST}E")
WHOLE = 100


def find_rates(sentence: Sentence) -> list[Found]:
    """Return {"min", "max"} as fractions: "ER 2% or more" is {"min": 0.02}; a bare rate is the least asked for."""
    found = [_read_rate(match, sentence) for match in find_all(RATE, sentence.kinds)]
    return [one for one in found if one]


def _read_rate(match: re.Match[str], sentence: Sentence) -> Found | None:
    tokens = tokens_of(match, sentence)
    amount = read_amount(tokens_of(match, sentence, "first") or tokens_of(match, sentence, "second"))
    if amount is None or not any(token.kind == "i" for token in tokens):
        return None
    high = None if amount.is_bare else amount.high
    ends = {end: float(rate / WHOLE) for end, rate in (("min", amount.low), ("max", high)) if rate is not None}
    return place("engagement_rate", ends, tokens) if all(0 < rate <= 1 for rate in ends.values()) else None
