"""The verdict on one post: whether a reader is told that it is paid for."""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.disclosure.hiding import CROWD, FOLD, find_fold, find_rows, is_crowded
from matcher.disclosure.marks import Mark, read_marks
from matcher.disclosure.rules import CLEAR, DENIAL, DUE, UNCLEAR, RulePack, Term, Words
from matcher.disclosure.spelling import Spelling, spell

MISSING, NOT_APPLICABLE = "missing", "not_applicable"
VERDICTS = (CLEAR, UNCLEAR, MISSING, NOT_APPLICABLE)
KEPT_ASIDE = "only_in_tags"
CONTRADICTED, PLATFORM, NOT_NAMED = "contradicted", "platform_label", "not_in_rules"
REASONS = (CLEAR, CONTRADICTED, CROWD, FOLD, KEPT_ASIDE, PLATFORM, NOT_NAMED, MISSING, NOT_APPLICABLE)
TITLE, TEXT, TAGS, LABEL = "title", "text", "tags", "label"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is known of how a post is shown."""

    text: str
    title: str = ""  # shown in full, before the text
    tags: tuple[str, ...] = ()  # listed beside the text; whether a reader sees them is not known
    platform: str | None = None
    labelled: bool | None = None  # the platform marks it as paid; None: not known


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Words that count, where they stand (code points of the text as it is), and why they count."""

    term: str  # as it stands
    kind: str  # of matcher.disclosure.rules.KINDS
    where: str  # TITLE, TEXT, TAGS, or LABEL: the platform's own, without words
    start: int
    end: int
    source: str
    why: Words
    hidden: str | None = None  # FOLD, CROWD or KEPT_ASIDE


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a post tells its readers, as the rules see it. A person decides."""

    verdict: str  # of VERDICTS
    reason: str  # of REASONS
    rules: str
    version: str
    found: tuple[Found, ...]  # title, text, tags, label; in the order of each

    @property
    def looks_sponsored(self) -> bool:
        """Say whether anything points to a commercial relation."""
        return self.verdict != NOT_APPLICABLE


def judge(shown: Shown, rules: RulePack) -> Verdict:
    """Judge one post. What the official text does not name is never "clear"."""
    found = [
        *_read_title(shown, rules),
        *_read_text(shown, rules),
        *_read_tags(shown, rules),
        *_read_label(shown, rules),
    ]
    reason = _find_reason(found)
    verdict = reason if reason in VERDICTS else UNCLEAR
    return Verdict(verdict=verdict, reason=reason, rules=rules.name, version=rules.version, found=tuple(found))


def _find_reason(found: Sequence[Found]) -> str:
    """Return why the verdict is what it is: the first of these that holds."""
    told = [one for one in found if one.kind in (CLEAR, UNCLEAR)]
    clear = [one for one in told if one.kind == CLEAR]
    if told and any(one.kind == DENIAL for one in found):
        return CONTRADICTED
    if any(one.hidden is None for one in clear):
        return CLEAR
    if clear:
        return clear[0].hidden or CLEAR
    if told:
        return PLATFORM if all(one.where == LABEL for one in told) else NOT_NAMED
    return MISSING if any(one.kind == DUE for one in found) else NOT_APPLICABLE


def _read_title(shown: Shown, rules: RulePack) -> list[Found]:
    spelling = spell(shown.title)
    return [_show(mark, shown.title, spelling, TITLE) for mark in read_marks(spelling.text, rules).marks]


def _read_text(shown: Shown, rules: RulePack) -> list[Found]:
    spelling = spell(shown.text)
    read = read_marks(spelling.text, rules)
    if not read.marks:
        return []
    fold, rows = find_fold(read.text, shown.platform, rules), find_rows(read)
    found = []
    for mark in read.marks:
        crowded = is_crowded(mark, read, rows, rules.hashtags)
        hidden = FOLD if mark.end > fold else CROWD if crowded else None
        found.append(_show(mark, shown.text, spelling, TEXT, hidden))
    return found


def _read_tags(shown: Shown, rules: RulePack) -> list[Found]:
    """Read tags that do not stand in the text anyway."""
    text = spell(shown.text).text if shown.tags else ""
    found = []
    for tag in shown.tags:
        word = f"#{tag.lstrip('#＃')}"
        spelling = spell(word)
        if spelling.text not in text:
            marks = read_marks(spelling.text, rules).marks
            found += [_show(mark, word, spelling, TAGS, KEPT_ASIDE) for mark in marks]
    return found


def _read_label(shown: Shown, rules: RulePack) -> list[Found]:
    if not shown.labelled:
        return []
    return [_make_found(rules.label, "", LABEL, (0, 0))]


def _show(mark: Mark, original: str, spelling: Spelling, where: str, hidden: str | None = None) -> Found:
    start, end = spelling.span(mark.start, mark.end)
    return _make_found(mark.term, original[start:end], where, (start, end), hidden)


def _make_found(term: Term, words: str, where: str, span: tuple[int, int], hidden: str | None = None) -> Found:
    return Found(
        term=words,
        kind=term.kind,
        where=where,
        start=span[0],
        end=span[1],
        source=term.source,
        why=term.why,
        hidden=hidden,
    )
