"""The words that briefs ask with, read once from `data/*.tsv` and from CLDR."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pkgutil import get_data

from matcher.reading.letters import fold
from matcher.reading.names import name_currencies, name_languages, name_months

TABLES = (
    "numbers",
    "money",
    "followers",
    "tiers",
    "platforms",
    "audience",
    "languages",
    "recency",
    "dates",
    "exclusions",
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is met: one with a capital in its table only as it stands there, any other in any case."""

    folded: str
    exact: str | None
    kind: str
    value: str


Vocabulary = dict[str, tuple[Word, ...]]


@cache
def read_vocabulary() -> Vocabulary:
    """Return all words by their first two letters, the longest first; where two are equal, the first table's."""
    by_form: dict[tuple[str, str | None], Word] = {}
    for kind, value, written in _list_words():
        folded = fold(written)
        exact = written if any(letter.isupper() for letter in written) else None
        by_form.setdefault((folded, exact), Word(folded, exact, kind, value))
    by_head: dict[str, list[Word]] = {}
    for word in by_form.values():
        by_head.setdefault(word.folded[:2], []).append(word)
    return {
        head: tuple(sorted(words, key=lambda word: (-len(word.folded), word.exact is None)))
        for head, words in by_head.items()
    }


def read_table(name: str) -> list[list[str]]:
    """Return the rows of a table that comes with the program, without its head and its remarks (# ...)."""
    content = get_data("matcher.reading", f"data/{name}.tsv")
    lines = (content or b"").decode("utf-8").splitlines()
    return [line.split("\t") for line in lines[1:] if line and not line.startswith("#")]


def _list_words() -> Iterator[tuple[str, str, str]]:
    for table in TABLES:
        for kind, value, words, *_ in read_table(table):
            yield from ((kind, value, word) for word in words.split("; "))
    yield from (("currency", code, name) for code, name in name_currencies())
    yield from (("month", month, name) for month, name in name_months())
    yield from (("language", code, name) for code, name in name_languages())
