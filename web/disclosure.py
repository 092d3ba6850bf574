"""Verdicts on disclosure become the JSON that the API and the command line print, and what the page tells."""

from collections.abc import Mapping
from dataclasses import dataclass

from indexer.disclosure.creators import judge_creator
from matcher.disclosure.judge import MISSING, Found, Verdict
from matcher.disclosure.nouns import Record, Sponsor
from matcher.disclosure.record import Judged, count_verdicts
from matcher.disclosure.rules import CLEAR, OURS, UNCLEAR, RulePack
from matcher.disclosure.sponsors import find_sponsors
from matcher.domain import Creator
from web.phrases import Phrase

DIGITS = 4
VERDICTS = {CLEAR: Phrase("Disclosed"), UNCLEAR: Phrase("Unclear: ask a person"), MISSING: Phrase("Not disclosed")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the page tells of one creator."""

    record: Record
    judged: tuple[Judged, ...]  # the posts that look sponsored
    sponsors: tuple[Sponsor, ...]
    rules: RulePack

    @property
    def labels(self) -> Mapping[str, Phrase]:
        """What verdicts are called."""
        return VERDICTS

    @property
    def names(self) -> Mapping[int, str]:
        """The external ids of these posts."""
        return {one.post.id: one.post.external_id for one in self.judged}


def show_verdict(verdict: Verdict, rules: RulePack, language: str) -> dict[str, object]:
    """Return a verdict with its words and their places, told in "ja" or "en".

    Args:
        verdict: of one post.
        rules: the pack that it was judged by.
        language: of the explanations; one of matcher.disclosure.rules.LANGUAGES.
    """
    return {
        "verdict": verdict.verdict,
        "rules": verdict.rules,
        "version": verdict.version,
        "reason": verdict.reason,
        "why": rules.reasons[verdict.reason][language],
        "found": [_show_found(found, rules, language) for found in verdict.found],
        "note": rules.note[language],
    }


def _show_found(found: Found, rules: RulePack, language: str) -> Mapping[str, object]:
    return {
        "term": found.term,
        "start": found.start,
        "end": found.end,
        "where": found.where,
        "kind": found.kind,
        "hidden": found.hidden,
        "why": found.why[language],
        "source": OURS if found.source == OURS else rules.sources[found.source].title,
    }


def show_record(record: Record | None) -> dict[str, object] | None:
    """Return how many posts that look sponsored disclose it; null: not indexed yet."""
    if record is None:
        return None
    return {
        "clear": record.clear,
        "unclear": record.unclear,
        "missing": record.missing,
        "share": None if record.share is None else round(record.share, DIGITS),
        "rules": record.rules,
        "version": record.version,
    }


def show_disclosure(creator: Creator, language: str = "en") -> dict[str, object]:
    """Return a creator's record with the posts behind it and the brands that paid, judged as they stand now."""
    told = tell_disclosure(creator)
    return {
        **(show_record(told.record) or {}),
        "posts": [
            {
                "post": one.post.external_id,
                "verdict": one.verdict.verdict,
                "reason": one.verdict.reason,
                "why": told.rules.reasons[one.verdict.reason][language],
                "found": [_show_found(found, told.rules, language) for found in one.verdict.found],
            }
            for one in told.judged
        ],
        "sponsors": [
            {"name": sponsor.name, "posts": [told.names[post] for post in sponsor.posts]} for sponsor in told.sponsors
        ],
        "note": told.rules.note[language],
    }


def tell_disclosure(creator: Creator) -> Told:
    """Judge a creator's posts by the rules of where it is."""
    judged, rules = judge_creator(creator)
    return Told(
        record=count_verdicts(judged, rules),
        judged=tuple(judged),
        sponsors=find_sponsors(judged),
        rules=rules,
    )
