"""A rule pack as patterns that look at every letter a bounded number of times, whatever the text."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from re import Pattern

from matcher.disclosure.rules import LABEL, LINK, PHRASE, SENTENCE, TAG, RulePack, Term
from matcher.disclosure.spelling import spell

SPACED = "[ .・]"  # between all letters of a label, where any are apart: P R, P.R.
GAP = "[^。!?\n]"  # a sentence goes no further
ADDRESSES = re.compile(r"https?://\S+|www\.\S+")
MENTIONS = re.compile(r"(?<![a-z0-9])@[a-z0-9_.]+")
HASHTAGS = re.compile(r"#(\w+)")


@dataclass(frozen=True, slots=True)
class Lookup:
    """What finds some words, and what each of them means."""

    pattern: Pattern[str]
    terms: Mapping[str, Term]  # by the word without what may stand between its letters

    def find(self, text: str) -> Iterator[tuple[int, int, Term]]:
        """Give the place and the term of each word that is found."""
        for found in self.pattern.finditer(text):
            yield *found.span(), self.terms[tighten(found[0])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """What is looked for in a spelt text."""

    labels: Lookup
    phrases: Lookup
    links: Lookup
    sentences: tuple[tuple[Pattern[str], Term], ...]
    tags: Mapping[str, Term]  # by the whole hashtag
    negated: Pattern[str]  # ends where a negated word begins


@lru_cache(maxsize=8)
def compile_rules(rules: RulePack) -> Patterns:
    """Return the patterns of a pack."""
    by_form = {form: _list_words(rules, form) for form in (LABEL, TAG, PHRASE, LINK)}
    layout = rules.layout
    return Patterns(
        labels=_look_for(by_form[LABEL], (_spell_gaps, _spell_apart)),
        phrases=_look_for(by_form[PHRASE], (_spell_gaps,)),
        links=_look_for(by_form[LINK], (_spell_gaps,)),
        sentences=tuple((_follow(term), term) for term in rules.terms if term.form == SENTENCE),
        tags={word.replace(" ", ""): term for form in (LABEL, TAG) for word, term in by_form[form].items()},
        negated=re.compile(
            rf"(?:{_alternate(layout.before)})\W{{1,3}}(?:(?:{_alternate(layout.fillers)})\W{{1,3}}){{0,3}}#?$"
        ),
    )


def tighten(found: str) -> str:
    """Return found words without what may stand between their letters."""
    return re.sub(r"[\s.・]", "", found)


def _list_words(rules: RulePack, form: str) -> dict[str, Term]:
    return {spell(word).text: term for term in rules.terms if term.form == form for word in term.parts[0]}


def _look_for(terms: Mapping[str, Term], spellings: Iterable[Callable[[str], str]]) -> Lookup:
    """Return what finds the longest of several words, each in some spellings; words in alphabets are met whole."""
    longest = sorted(terms, key=lambda word: (-len(word), word))
    pattern = "|".join(_bound(spelling(word), word) for word in longest for spelling in spellings)
    return Lookup(re.compile(pattern or "(?!)"), {tighten(word): term for word, term in terms.items()})


def _follow(term: Term) -> Pattern[str]:
    """Return what finds one word of each part, near each other."""
    gap = f"{GAP}{{0,{term.within}}}?"
    return re.compile(gap.join(f"(?:{_alternate(part)})" for part in term.parts))


def _alternate(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, none that matches nothing."""
    spelt = sorted((spell(word).text for word in words), key=len, reverse=True)
    return "|".join(_bound(_spell_gaps(word), word) for word in spelt) or "(?!)"


def _spell_gaps(word: str) -> str:
    return r"\s{1,3}".join(map(re.escape, word.split(" ")))


def _spell_apart(word: str) -> str:
    return SPACED.join(map(re.escape, word.replace(" ", "")))


def _bound(pattern: str, word: str) -> str:
    """Return a pattern that does not begin or end inside a word of an alphabet.

    It begins with the letter itself: that is what lets the engine pass over letters with which nothing begins.
    """
    if word[0].isascii() and word[0].isalnum():
        pattern = f"{pattern[0]}(?<![a-z0-9_].){pattern[1:]}"
    return f"{pattern}(?![a-z0-9_])" if word[-1].isascii() and word[-1].isalnum() else pattern
