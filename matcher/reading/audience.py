"""Whom a campaign is for: gender and age."""

import re
from collections.abc import Iterator
from datetime import date

from matcher.reading.amounts import LINK, LIST, Amount, read_amount
from matcher.reading.found import Found, find_all, place, tokens_of
from matcher.reading.tokens import Sentence, Token

NUMBERS = f"[adfg]?P?q(?:Y?P?)?(?:[TDRUA]{LINK}?q)?[YM]{{0,2}}P?{LINK}?[bceg]?"
AGE = f"(?:y{LIST}P?{NUMBERS}|{NUMBERS}|y?{LINK}?P?Z)"
AGES = f"{AGE}(?:[As]?{LINK}?{AGE})?"
WHO = f"(?:[GH]{LIST}{AGES}{LIST}G?|{AGES}{LIST}[GH]|{AGES}|[GHJ]{LIST}G|G{LIST}J|[GHJ])"
AUDIENCE = re.compile(f"(?P<cue>[tI]{LIST})?(?P<who>{WHO})(?P<after>{LIST}I)?")
WITHOUT_AGE = re.compile(f"(?P<cue>[tI]{LIST})?(?P<who>[GHJ](?:{LIST}[GJ])?)(?P<after>{LIST}I)?")
CREATORS_BEHIND, CREATORS_BEFORE = re.compile(f"{LIST}[DA]?k"), re.compile("k[lps]{0,3}$")
CUES = set("yYZGHJ")  # without one of them nobody is meant
COUNTED = "ijFhxM"  # behind a number: it counts something else
YOUNGEST, OLDEST = 4, 99


def find_audience(sentence: Sentence, today: date) -> list[Found]:
    """Return {"gender", "age": {"min", "max"}} as far as told; a generation's ages are those of this year.

    A gender with an age, or either with a cue (向け, for, target) is an audience; creators who are women or in
    their twenties are none.
    """
    if not CUES & set(sentence.kinds):
        return []
    found = (_read_audience(match, sentence, today) for match in find_all(AUDIENCE, sentence.kinds))
    return [one for one in found if one]


def _read_audience(match: re.Match[str], sentence: Sentence, today: date) -> Found | None:
    who = tokens_of(match, sentence, "who")
    gender, age = _read_gender(who), _read_ages(who, today)
    if not age and "q" in match["who"]:  # the number is no age
        rest = WITHOUT_AGE.search(sentence.kinds, match.start(), match.end())
        return _read_audience(rest, sentence, today) if rest else None
    is_cued = bool(match["cue"] or match["after"]) or _is_alone(match)
    if not _is_told(match["who"], bool(age), is_cued) or _is_creator(match, sentence):
        return None
    value: dict[str, object] = {"gender": gender} if gender else {}
    if age:
        value["age"] = age
    return place("audience", value, tokens_of(match, sentence)) if value else None


def _is_alone(match: re.Match[str]) -> bool:
    """Say whether nothing but an age stands between two commas."""
    before, behind = match.string[max(0, match.start() - 1) : match.start()], match.string[match.end() :][:1]
    return before in ("", "s") and behind in ("", "s") and not set("GH") & set(match["who"])


def _is_told(kinds: str, has_age: bool, is_cued: bool) -> bool:
    if has_age and "G" in kinds:
        return True
    return is_cued and (has_age or "y" not in kinds)


def _is_creator(match: re.Match[str], sentence: Sentence) -> bool:
    """Say whether it is the creators who are such: 20代女性クリエイター, "creators in their 20s"."""
    behind = (re.compile("k") if match["after"] else CREATORS_BEHIND).match(sentence.kinds, match.end())
    before = CREATORS_BEFORE.search(sentence.kinds[max(0, match.start() - 4) : match.start()])
    counted = sentence.kinds[match.end() : match.end() + 1] in tuple(COUNTED) and match["who"][-1] == "q"
    return bool(behind) or (bool(before) and not (match["cue"] or match["after"])) or counted


def _read_gender(tokens: tuple[Token, ...]) -> str | None:
    told = {token.value for token in tokens if token.kind in "GH"}
    told |= {token.value.split(":")[0] for token in tokens if token.kind == "Z" and ":" in token.value}
    return told.pop() if len(told) == 1 and told <= {"female", "male"} else None


def _read_ages(tokens: tuple[Token, ...], today: date) -> dict[str, int]:
    """Return from the youngest to the oldest of all ages named."""
    ages = list(_list_ages(tokens, today))
    if not ages or any(age is None for age in ages):
        return {}
    lows, highs = [age[0] for age in ages if age], [age[1] for age in ages if age]
    low = None if None in lows else min(low for low in lows if low is not None)
    high = None if None in highs else max(high for high in highs if high is not None)
    return {end: age for end, age in (("min", low), ("max", high)) if age is not None}


Ages = tuple[int | None, int | None]


def _list_ages(tokens: tuple[Token, ...], today: date) -> Iterator[Ages | None]:
    for token in tokens:
        if token.kind == "J":
            first, last = (int(year) for year in token.value.split("-"))
            yield max(0, today.year - last), max(0, today.year - first)
        if token.kind == "Z":
            low, _, high = token.value.rpartition(":")[2].partition("-")
            yield int(low), int(high) if high else None
    for part in _split_ages(tokens):
        yield _read_age(part)


def _split_ages(tokens: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """Yield the tokens of each age; two that are only listed (20代・30代) are two."""
    kinds = "".join(token.kind for token in tokens)
    for match in re.finditer(f"(?:y{LIST})?{NUMBERS}", kinds):
        yield tokens[match.start() : match.end()]


def _read_age(tokens: tuple[Token, ...]) -> Ages | None:
    amount, units = read_amount(tokens), [token for token in tokens if token.kind in "YM"]
    if amount is None or any(unit.kind == "M" and unit.value != "365" for unit in units):
        return None
    bounded = not amount.is_bare or any(token.kind == "y" for token in tokens)
    if not units and not bounded:
        return None
    low, high = (None if number is None else int(number) for number in (amount.low, amount.high))
    if any(unit.value == "decade" for unit in units):
        low, high = _widen(amount, [token.value for token in tokens if token.kind == "P"])
    ends = [age for age in (low, high) if age is not None]
    return (low, high) if all(YOUNGEST <= age <= OLDEST for age in ends) else None


PARTS = {"early": (0, 4), "middle": (3, 6), "late": (5, 9)}
DECADE = (0, 9)


def _widen(amount: Amount, parts: list[str]) -> Ages:
    """Return the ages of a decade or decades: 20代 is 20 to 29, its second half 25 to 29, 20〜30代 is 20 to 39."""
    ends = [PARTS[part] for part in parts[:2]] or [DECADE]
    low = None if amount.low is None else int(amount.low) + ends[0][0]
    high = None if amount.high is None else int(amount.high) + ends[-1][1]
    return low, high
