"""How recently a creator must have posted."""

import re

from matcher.reading.amounts import read_amount
from matcher.reading.found import Found, find_all, place, tokens_of
from matcher.reading.tokens import Sentence

SPAN = "(?P<span>(?:O[lpO]{0,2}[adg]{0,2}qM[lbO]{0,3}|[ap]{0,2}qM[lp]?O))"
RECENT = re.compile(f"Q[lpoa]{{0,3}}{SPAN}|{SPAN.replace('span', 'other')}[lpo]{{0,2}}Q")
LONGEST = 3650  # days


def find_recency(sentence: Sentence) -> list[Found]:
    """Return the most days since the last post: "active in the last 2 weeks" is 14, a month has 30 days.

    A deadline ("post within 7 days") is none: it takes a word such as last, 直近, terakhir.
    """
    found = [_read_days(match, sentence) for match in find_all(RECENT, sentence.kinds)]
    return [one for one in found if one]


def _read_days(match: re.Match[str], sentence: Sentence) -> Found | None:
    tokens = tokens_of(match, sentence)
    unit = next(int(token.value) for token in tokens if token.kind == "M")
    amount = read_amount(tokens_of(match, sentence, "span") or tokens_of(match, sentence, "other"))
    count = amount.high if amount and amount.high is not None else amount.low if amount else None
    days = int(count * unit) if count is not None else 0
    return place("last_post_days", days, tokens) if 1 <= days <= LONGEST else None
