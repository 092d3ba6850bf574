"""How many followers a brief asks for: by number, or by a tier's name such as "micro"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from matcher.reading.amounts import LIST, Amount, join_amounts, read_amount, spell_amount
from matcher.reading.found import Found, find_all, place, tokens_of
from matcher.reading.tokens import Sentence, Token

AMOUNT = spell_amount("h")
NOT_A_COUNT = "(?![ijYMZ])"
FOLLOWERS = re.compile(
    f"F{LIST}(?P<first>{AMOUNT}){NOT_A_COUNT}(?:[lpsA]?(?P<second>{AMOUNT}){NOT_A_COUNT}(?!{LIST}F))?"
    f"|(?<!B)(?<!B[lpacdfg])(?P<third>{AMOUNT})(?:[lpA]?(?P<fourth>{AMOUNT}))?{LIST}F(?P<late>[be]?)"
)
TIERS = re.compile("K(?:[TDRAslp]{0,2}K){0,4}D?k")
APART = 6  # letters between two bounds of one range
FEWEST = 100  # a smaller number beside "followers" counts something else
NEAR = Decimal("0.2")  # "about 50,000" reaches a fifth to either side


def find_followers(sentence: Sentence) -> list[Found]:
    """Return how many followers are asked for, as {"min", "max"}; a bare number is the least that is asked for.

    "About" reaches a fifth to either side. "Fewer than" leaves its number out; "more than" keeps it, since one
    follower is less than platforms count. A number beside a tier's name says the same more exactly, and wins.
    """
    found = [_read_followers(match, sentence) for match in find_all(FOLLOWERS, sentence.kinds)]
    return _join_bounds([one for one in found if one]) or _find_tiers(sentence)


def _read_followers(match: re.Match[str], sentence: Sentence) -> Found | None:
    parts = [tokens_of(match, sentence, group) for group in ("first", "second", "third", "fourth")]
    late = tokens_of(match, sentence, "late") if match["late"] else ()
    amounts = [read_amount((*tokens, *late)) for tokens in parts if tokens]
    amount, tokens = join_amounts(amounts), tokens_of(match, sentence)
    if amount is None and len(amounts) > 1:  # two that do not fit: the one beside the word counts
        is_first = match["first"] is not None
        amount = amounts[0] if is_first else amounts[1]
        ends = (match.start(), match.end("first")) if is_first else (match.start("fourth"), match.end())
        tokens = sentence.tokens[slice(*ends)]
    bounds = _bound(amount) if amount else {}
    return place("followers", bounds, tokens) if bounds and max(bounds.values()) >= FEWEST else None


def _join_bounds(found: list[Found]) -> list[Found]:
    """Join a least and a most that follow each other: "over 10k followers but under 50k followers"."""
    if len(found) > 1 and found[1].start - found[0].end <= APART:
        ends = [end for one in found[:2] for end in _ends(one)]
        bounds = {end: number for end, number in sorted(ends, reverse=True)}
        if sorted(end for end, _ in ends) == ["max", "min"] and bounds["min"] <= bounds["max"]:
            return [Found("followers", bounds, found[0].start, found[1].end)]
    return found


def _ends(found: Found) -> Iterator[tuple[str, int]]:
    if isinstance(found.value, dict):
        yield from found.value.items()


def _bound(amount: Amount) -> dict[str, int]:
    low, high = amount.low, amount.high
    if amount.is_bare and low is not None:
        low, high = (low * (1 - NEAR), low * (1 + NEAR)) if amount.about else (low, None)
    if high is not None and amount.strict:
        high -= 1
    return {end: int(number) for end, number in (("min", low), ("max", high)) if number is not None}


def _find_tiers(sentence: Sentence) -> list[Found]:
    return [_read_tiers(tokens_of(match, sentence)) for match in find_all(TIERS, sentence.kinds)]


def _read_tiers(tokens: tuple[Token, ...]) -> Found:
    """Join the tiers that are named side by side: "nano and micro influencers" are 1,000 to 50,000."""
    limits = [token.value.split("-") for token in tokens if token.kind == "K"]
    lows, highs = [int(low) for low, _ in limits], [int(high) if high else None for _, high in limits]
    bounds = {"min": min(lows)}
    known = [high for high in highs if high is not None]
    if len(known) == len(highs):
        bounds["max"] = max(known)
    return place("followers", bounds, tokens)
