"""What a brief asks for beside its subject, read from its text: suggestions that nobody has applied yet."""

from datetime import date

from matcher.domain import Understood
from matcher.reading.audience import find_audience
from matcher.reading.budget import find_budget
from matcher.reading.dates import find_dates
from matcher.reading.exclusions import find_exclusions
from matcher.reading.followers import find_followers
from matcher.reading.found import Found, choose
from matcher.reading.musts import find_musts
from matcher.reading.platforms import find_platforms
from matcher.reading.rates import find_rates
from matcher.reading.recency import find_recency
from matcher.reading.regions import find_regions
from matcher.reading.spoken import find_languages
from matcher.reading.tokens import read_sentence

ONCE = {"followers", "engagement_rate", "last_post_days", "budget", "audience", "dates"}
PLACES = {"regions", "platforms", "languages"}


def understand(text: str, today: date) -> tuple[Understood, ...]:
    """Return what the text asks for, in its order; spans never overlap, and each thing is told once.

    Each place named is an entry of its own; of a field that holds one value the first one counts. `today` gives
    "next month" and the ages of a generation their years.
    """
    sentence = read_sentence(text)
    regions = [Found("regions", list(named.codes), named.start, named.end) for named in find_regions(text)]
    found = [
        *find_budget(sentence),
        *find_followers(sentence),
        *find_rates(sentence),
        *find_recency(sentence),
        *find_audience(sentence, today),
        *find_dates(sentence, today),
        *find_languages(sentence),
        *find_platforms(sentence),
        *regions,
        *find_musts(sentence),
        *find_exclusions(sentence),
    ]
    kept = _keep_once(_drop_denied(choose(found), found))
    return tuple(
        Understood(field=one.field, value=one.value, span=text[one.start : one.end], start=one.start) for one in kept
    )


def _drop_denied(kept: list[Found], found: list[Found]) -> list[Found]:
    """Leave out what is excluded but is no word of posts: 東京以外 asks neither for Tokyo nor against its name."""
    places = [one for one in found if one.field in PLACES]
    return [
        one
        for one in kept
        if one.field != "must_not" or not any(one.start <= place.start and place.end <= one.end for place in places)
    ]


def _keep_once(found: list[Found]) -> list[Found]:
    seen: list[tuple[str, object]] = []
    kept = []
    for one in found:
        told = (one.field, None if one.field in ONCE else one.value)
        if told not in seen:
            kept.append(one)
        seen.append(told)
    return kept
