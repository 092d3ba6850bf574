"""Where a text says something that the rules know."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from re import Match

from matcher.disclosure.layout import is_label, is_negated, is_quoted
from matcher.disclosure.patterns import ADDRESSES, HASHTAGS, MENTIONS, Patterns, compile_rules
from matcher.disclosure.rules import CLEAR, DENIAL, RulePack, Term

MASK = "\0"  # stands for each letter of an address or a name


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that the rules know, by their place in the spelt text."""

    term: Term
    start: int
    end: int
    is_tag: bool = False  # a hashtag; the place is that of its words


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What was read in one text."""

    text: str  # spelt
    marks: tuple[Mark, ...]  # in the order of the text, none over another
    tags: tuple[tuple[int, int], ...]  # where each hashtag stands, with its #


def read_marks(text: str, rules: RulePack) -> Read:
    """Find everything in a spelt text; the time grows with its length alone."""
    patterns = compile_rules(rules)
    masked = MENTIONS.sub(_hide_name, ADDRESSES.sub(_hide, text))
    hashtags = list(HASHTAGS.finditer(masked))
    marks = [
        *_read_labels(masked, rules, patterns),
        *_read_tags(masked, hashtags, rules, patterns),
        *_read_plain(masked, patterns.phrases.find(masked), rules, patterns),
        *_read_plain(masked, _find_sentences(masked, patterns), rules, patterns),
        *_read_plain(text, patterns.links.find(text), rules, patterns),
    ]
    return Read(text=text, marks=_choose(marks), tags=tuple(tag.span() for tag in hashtags))


def _read_labels(text: str, rules: RulePack, patterns: Patterns) -> Iterator[Mark]:
    for start, end, term in patterns.labels.find(text):
        if is_negated(text, start, end, rules.layout, patterns):
            yield Mark(rules.denied, start, end)
        elif is_label(text, start, end, rules.layout):
            yield Mark(term, start, end)


def _read_tags(text: str, hashtags: list[Match[str]], rules: RulePack, patterns: Patterns) -> Iterator[Mark]:
    for found in hashtags:
        start, end = found.span(1)
        term = patterns.tags.get(found[1])
        if term is None or is_quoted(text, start - 1, end):
            continue
        negated = is_negated(text, start - 1, end, rules.layout, patterns)
        yield Mark(rules.denied if negated else term, start, end, is_tag=not negated)


def _read_plain(
    text: str, places: Iterable[tuple[int, int, Term]], rules: RulePack, patterns: Patterns
) -> Iterator[Mark]:
    for start, end, term in places:
        negated = term.kind != DENIAL and is_negated(text, start, end, rules.layout, patterns)
        yield Mark(rules.denied if negated else term, start, end)


def _find_sentences(text: str, patterns: Patterns) -> Iterator[tuple[int, int, Term]]:
    for pattern, term in patterns.sentences:
        yield from ((*found.span(), term) for found in pattern.finditer(text))


def _choose(marks: list[Mark]) -> tuple[Mark, ...]:
    """Keep what does not overlap: denials win, then what is clear, then the longer, then the earlier."""
    rank = {DENIAL: 0, CLEAR: 1}
    kept: list[Mark] = []
    taken = bytearray(max((mark.end for mark in marks), default=0))
    for mark in sorted(marks, key=lambda one: (rank.get(one.term.kind, 2), one.start - one.end, one.start)):
        if not any(taken[mark.start : mark.end]):
            kept.append(mark)
            taken[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
    return tuple(sorted(kept, key=lambda mark: mark.start))


def _hide(found: Match[str]) -> str:
    return MASK * len(found[0])


def _hide_name(found: Match[str]) -> str:
    return "@" + MASK * (len(found[0]) - 1)
