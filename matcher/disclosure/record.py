"""A creator's posts judged one by one, and counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from matcher.disclosure.judge import MISSING, Shown, Verdict, judge
from matcher.disclosure.nouns import Record
from matcher.disclosure.rules import CLEAR, UNCLEAR, RulePack
from matcher.domain import Creator, Post


@dataclass(frozen=True, slots=True)
class Judged:
    """A post with the verdict on it."""

    post: Post
    verdict: Verdict


def judge_posts(creator: Creator, rules: RulePack) -> list[Judged]:
    """Return the posts that look sponsored, in the order of the creator's posts."""
    judged = [Judged(post, judge(show_post(post, creator.platform), rules)) for post in creator.posts]
    return [one for one in judged if one.verdict.looks_sponsored]


def show_post(post: Post, platform: str) -> Shown:
    """Return how a post of the catalogue is shown; on YouTube its text is the description below the title."""
    return Shown(
        text=post.text or "",
        title=post.title or "",
        tags=post.tags,
        platform=platform,
        labelled=post.sponsored,
    )


def count_verdicts(judged: Iterable[Judged], rules: RulePack) -> Record:
    """Return how many posts got each verdict."""
    counts = Counter(one.verdict.verdict for one in judged)
    return Record(
        clear=counts[CLEAR],
        unclear=counts[UNCLEAR],
        missing=counts[MISSING],
        rules=rules.name,
        version=rules.version,
    )
