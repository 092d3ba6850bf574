"""From terms to reasons: a reason is the term that was added, with the words that it stands for."""

from collections.abc import Mapping, Sequence
from math import exp

from matcher.authenticity.nouns import UNKNOWN
from matcher.domain import Brief, Creator, Match, Reason
from matcher.reading.hashtags import find_hashtags
from matcher.score import Scored, Subject

QUOTED = 3  # posts quoted for a match, at most
EXCERPT = 300  # characters of a quoted text
EVEN, WIDTH = 3.0, 1.5  # the score whose fit is 0.5, and how far a score must move to change the odds e-fold
ENGLISH = "en"


def pick_quotes(scored: Scored) -> tuple[int, ...]:
    """Return the ids of the posts that carried the score: what says the literals, then the largest terms.

    One post at least, if there is one.
    """
    by_term = sorted(scored.terms.posts, key=lambda post: (-post[1], post[0]))
    carrying = [post for post, term in by_term[:QUOTED] if term > 0] or [post for post, _ in by_term[:1]]
    saying = [literal.post for literal in scored.literals if literal.post is not None]
    return tuple(dict.fromkeys([*saying, *carrying]))


def explain(rank: int, scored: Scored, creator: Creator, brief: Brief, topics: Mapping[str, Sequence[str]]) -> Match:
    """Return the match with its reasons; the score is the sum of their shares."""
    reasons = _list_reasons(scored, creator, brief, topics)
    score = sum(reason.share for reason in reasons)
    return Match(rank=rank, creator=creator, score=score, fit=fit(score), reasons=reasons)


def fit(score: float) -> float:
    """Map a score to 0..1 for people, the same way in every answer: the logistic function of (score - EVEN) / WIDTH."""
    return 1 / (1 + exp((EVEN - score) / WIDTH))


def _list_reasons(
    scored: Scored, creator: Creator, brief: Brief, topics: Mapping[str, Sequence[str]]
) -> tuple[Reason, ...]:
    """Turn terms into reasons, largest first; what is not quoted is part of the profile's share.

    How real the audience is comes last.
    """
    terms, quotes = scored.terms, pick_quotes(scored)
    posts = {post.id: post for post in creator.posts if post.id in quotes}
    rest = sum(term for post, term in terms.posts if post not in posts)
    reasons = [Reason(kind="profile", share=terms.profile + rest, text=_excerpt(creator.name, creator.bio))]
    if scored.subject is not None:
        reasons.append(
            Reason(kind="topic", share=scored.subject.share, text=_name_subject(scored.subject, brief, topics))
        )
    if terms.tags is not None:
        reasons.append(Reason(kind="tags", share=terms.tags, text=_list_tags(creator)))
    reasons += [
        Reason(kind="post", share=term, text=_excerpt(posts[post].title, posts[post].text), post=posts[post])
        for post, term in terms.posts
        if post in posts
    ]
    reasons += [
        Reason(kind="literal", share=literal.share, text=literal.text, post=posts.get(literal.post or 0))
        for literal in scored.literals
    ]
    return (*sorted(reasons, key=lambda reason: -reason.share), *_tell_audience(creator))


def _tell_audience(creator: Creator) -> tuple[Reason, ...]:
    """Return what is known of how real the audience is; it ranks only where that is asked for, so it adds 0."""
    found = creator.authenticity
    if found is None or found.level == UNKNOWN:
        return ()
    return (Reason(kind="authenticity", share=0.0, text=found.level),)


def _name_subject(subject: Subject, brief: Brief, topics: Mapping[str, Sequence[str]]) -> str:
    """Return the topic's name in the brief's language, else in English; the brief's own words where it has none."""
    if subject.topic is None:
        return _excerpt(brief.text)
    language = brief.language or ENGLISH
    names = topics.get(language) or topics.get(language.partition("-")[0]) or topics[ENGLISH]
    return names[subject.topic]


def _list_tags(creator: Creator) -> str:
    """Return the creator's tags, or the hashtags of the quoted posts where it has none of its own."""
    hashtags = (
        tag for post in creator.posts for tag in (*post.tags, *find_hashtags(post.title), *find_hashtags(post.text))
    )
    return _excerpt(", ".join(creator.tags or dict.fromkeys(hashtags)))


def _excerpt(*parts: str | None) -> str:
    text = "\n".join(part for part in parts if part)
    return text if len(text) <= EXCERPT else f"{text[: EXCERPT - 1].rstrip()}…"
