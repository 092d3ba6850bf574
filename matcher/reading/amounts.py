"""Amounts as briefs write them: at least 10k, 1〜5万人, 10 a 50 mil, 300,000円以内, about $500."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from matcher.reading.tokens import Token

LINK = "[lp]"
BEFORE = f"(?:[acdfg]{LINK}{{0,2}}|U{LINK}?|T){{0,3}}"
AFTER = f"(?:{LINK}?[bcefg]|T(?!q)){{0,2}}"
LIST = f"{LINK}{{0,6}}"
LARGEST = 10**12  # what a filter can hold; nobody asks for more
AT_MOST, AT_LEAST = "abcU", "def"


def spell_amount(units: str) -> str:
    """Return the grammar of one amount: a number or a range, with bounds and with any of the units around it."""
    unit = f"[{units}]{{0,2}}" if units else ""
    number = f"{unit}q{unit}"
    between = f"W{LINK}?{BEFORE}{number}[TDRUA]{{1,2}}{LINK}?{number}"
    return f"(?:{between}|(?:W{LINK}?)?{BEFORE}{number}(?:[TDRU]{{1,2}}{LINK}?{number})?){AFTER}"


@dataclass(frozen=True, slots=True)
class Amount:
    """What an amount says; None is open. `about` is told where the number is only near."""

    low: Decimal | None
    high: Decimal | None
    about: bool = False
    strict: bool = False  # `high` itself is outside: "fewer than"

    @property
    def is_bare(self) -> bool:
        """Say whether one number stands there without any bound."""
        return self.low == self.high


def read_amount(tokens: Sequence[Token]) -> Amount | None:
    """Return what the tokens of one amount say; None where its ends are crossed."""
    numbers = [place for place, token in enumerate(tokens) if token.kind == "q"]
    kinds = "".join(token.kind for token in tokens)
    about = "g" in kinds
    if any(tokens[place].number > LARGEST for place in numbers):
        return None
    if len(numbers) > 1:
        low, high = _read_range(tokens[numbers[0]], tokens[numbers[1]])
        return Amount(low, high) if low <= high else None
    only, number = numbers[0], tokens[numbers[0]].number
    strict = any(token.value == "strict" for token in tokens)
    if any(kind in AT_MOST for kind in kinds) or "T" in kinds[:only]:
        return Amount(None, number, about, strict)
    if any(kind in AT_LEAST for kind in kinds) or "T" in kinds[only:]:
        return Amount(number, None, about)
    return Amount(number, number, about)


def join_amounts(amounts: Sequence[Amount | None]) -> Amount | None:
    """Return the one amount that two say together: 10k or more, 50k or fewer; None where they do not fit."""
    known = [amount for amount in amounts if amount is not None]
    if len(known) != len(amounts) or not known:
        return None
    if len(known) == 1:
        return known[0]
    lows = [amount.low for amount in known if amount.low is not None]
    highs = [amount.high for amount in known if amount.high is not None]
    if len(lows) != 1 or len(highs) != 1 or lows[0] > highs[0]:
        return None
    return Amount(lows[0], highs[0], strict=any(amount.strict for amount in known))


def _read_range(first: Token, second: Token) -> tuple[Decimal, Decimal]:
    """Return both ends; the multiplier of the second is the first's too, where that keeps their order."""
    low, high = first.number, second.number
    if first.scale == 1 < second.scale and low * second.scale <= high:
        low *= second.scale
    return low, high
