"""The tiers of creators by followers, as the editable table `data/tiers.tsv` has them."""

from functools import cache
from pkgutil import get_data

COMMON = "commonly used since 2023"  # the rows whose tiers follow each other without a gap
BELOW = "below nano"


@cache
def list_tiers() -> tuple[tuple[str, int], ...]:
    """Return (name, least followers) of each tier, smallest first; each ends where the next begins."""
    table = (get_data("matcher.reading", "data/tiers.tsv") or b"").decode()
    rows = [line.split("\t") for line in table.splitlines() if line.endswith(COMMON)]
    tiers = sorted((int(value.partition("-")[0]), words.partition(";")[0]) for _, value, words, _ in rows)
    return ((BELOW, 0), *((name, least) for least, name in tiers))
