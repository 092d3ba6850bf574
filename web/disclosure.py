"""Verdicts on disclosure become the JSON that the API and the command line print."""

from collections.abc import Mapping

from matcher.disclosure.judge import Found, Verdict
from matcher.disclosure.rules import OURS, RulePack


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
