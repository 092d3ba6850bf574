"""The budget that a brief names, with its currency."""

import re
from decimal import Decimal

from matcher.reading.amounts import LIST, Amount, join_amounts, read_amount, spell_amount
from matcher.reading.found import Found, find_all, place, tokens_of
from matcher.reading.tokens import Sentence, Token

AMOUNT = spell_amount("j")
BUDGET = re.compile(
    f"B[lpg]*(?P<first>{AMOUNT})(?:[lpsA]?(?P<second>{AMOUNT})(?!{LIST}F))?(?P<each>v?)"
    f"|(?=[^BFs]{{0,15}}j)(?P<third>{AMOUNT}){LIST}B"
)
COUNTED = tuple("hiFYZMk")  # behind a number without a currency: it counts something else
OF_FOLLOWERS = re.compile("F[lpacdfgTW]{0,3}q")  # the word belongs to the number behind it
LEAST = 1000  # an amount without a currency or a multiplier that is smaller may be anything
LOCAL = {"ja": "JPY", "ko": "KRW", "th": "THB", "zh-Hans": "CNY", "zh-Hant": "TWD"}
AMBIGUOUS = {
    "YEN_OR_YUAN": {"zh-Hans": "CNY", "zh-Hant": "CNY"},
    "YUAN_OR_DOLLAR": {"zh-Hant": "TWD"},
}
INDONESIAN = re.compile(r"(?:juta|jt|ribu|rb|miliar)\b")
OTHERWISE = {"YEN_OR_YUAN": "JPY", "YUAN_OR_DOLLAR": "CNY", "PESO": None}


def find_budget(sentence: Sentence) -> list[Found]:
    """Return {"max", "currency"}, with "min" where one is named; a number without a bound is the most there is.

    Only beside a word for budget: a price ("gadgets under $100") is a subject. Without a currency it is the one
    of the script's country, else unknown (None). ¥ is JPY, but CNY in Chinese; 元 is TWD in traditional Chinese.
    """
    found = [_read_budget(match, sentence) for match in find_all(BUDGET, sentence.kinds)]
    return [one for one in found if one]


def _read_budget(match: re.Match[str], sentence: Sentence) -> Found | None:
    parts = [tokens_of(match, sentence, group) for group in ("first", "second", "third")]
    amounts = [read_amount(tokens) for tokens in parts if tokens]
    amount, tokens = join_amounts(amounts), tokens_of(match, sentence)
    if amount is None and len(amounts) > 1:
        amount, tokens = amounts[0], sentence.tokens[match.start() : match.end("first")]
    if amount is None or match["each"] or not _is_money(tokens, sentence.kinds[match.end() :]):
        return None
    bounds = _bound(amount)
    return place("budget", {**bounds, "currency": _tell_currency(tokens, sentence)}, tokens)


def _is_money(tokens: tuple[Token, ...], behind: str) -> bool:
    if any(token.kind == "j" for token in tokens):
        return True
    is_counted = behind.startswith(COUNTED) and not OF_FOLLOWERS.match(behind)
    return not is_counted and any(token.kind == "q" and token.number >= LEAST for token in tokens)


def _bound(amount: Amount) -> dict[str, int | float]:
    low = None if amount.is_bare else amount.low
    return {end: _plain(number) for end, number in (("min", low), ("max", amount.high)) if number is not None}


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _tell_currency(tokens: tuple[Token, ...], sentence: Sentence) -> str | None:
    named = next((token.value for token in reversed(tokens) if token.kind == "j"), None)  # $30,000 MXN
    language = next((token.value for token in tokens if token.kind == "B" and token.value), sentence.script) or ""
    if named is None:
        indonesian = INDONESIAN.search(sentence.folded, tokens[0].start, tokens[-1].end)
        return "IDR" if indonesian else LOCAL.get(language)
    if named in OTHERWISE:
        return AMBIGUOUS.get(named, {}).get(language, OTHERWISE[named])
    return named
