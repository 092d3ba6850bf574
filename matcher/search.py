"""The recipe: from a brief to ranked creators with reasons."""

from dataclasses import dataclass
from math import exp

from matcher.domain import Answer, Brief, Creator, Match, Post, Reason
from matcher.ports import Shelf, Shelves, Terms
from matcher.reading.hashtags import find_hashtags

RECALLED = 300  # creators whose terms are looked at, at least
SPARE = 20  # recalled beyond the limit, for those that were erased since the generation was built
QUOTED = 3  # posts quoted for a match, at most
EXCERPT = 300  # characters of a quoted text
EVEN = 2.0  # the score whose fit is 0.5; scores are in spreads of a language's topics, and an average creator's is 0


def find_matches(brief: Brief, shelves: Shelves) -> Answer:
    """Answer a brief with the creators that fit best and pass its filter.

    A score is the sum of its reasons' shares. Ties go to the smaller id.

    Raises:
        EnmusubiError: there is no index, or it cannot be used.
    """
    shelf = shelves.current()
    x = shelf.lens.see(shelf.encode_query(brief.text), brief.language)
    hits = shelf.vectors.search(x, max(RECALLED, brief.limit + SPARE), brief.filter)
    scored = [_score(terms) for terms in shelf.evidence.terms(x, [hit.creator for hit in hits])]
    ranked = sorted(scored, key=lambda candidate: (-candidate.score, candidate.terms.creator))
    return Answer(
        brief=brief,
        generation=shelf.generation,
        total=shelf.vectors.count(brief.filter),
        matches=tuple(_show(ranked, shelf, brief.limit)),
    )


@dataclass(frozen=True, slots=True)
class _Candidate:
    terms: Terms
    quoted: tuple[int, ...]  # post ids, largest term first
    score: float


def _score(terms: Terms) -> _Candidate:
    by_term = sorted(terms.posts, key=lambda post: (-post[1], post[0]))
    quoted = [post for post, term in by_term[:QUOTED] if term > 0] or [post for post, _ in by_term[:1]]
    score = terms.profile + (terms.topic or 0.0) + sum(term for _, term in terms.posts)
    return _Candidate(terms, tuple(quoted), score)


def _show(ranked: list[_Candidate], shelf: Shelf, limit: int) -> list[Match]:
    """Load the best candidates; the next ones take the places of those that were erased since."""
    matches: list[Match] = []
    for chosen in (ranked[:limit], ranked[limit:]):
        if len(matches) == min(limit, len(ranked)):
            break
        ids = [candidate.terms.creator for candidate in chosen]
        creators = shelf.catalogue.load(ids, [post for candidate in chosen for post in candidate.quoted])
        for candidate in chosen:
            creator = creators.get(candidate.terms.creator)
            if creator is not None and len(matches) < limit:
                matches.append(_match(len(matches) + 1, candidate, creator))
    return matches


def _match(rank: int, candidate: _Candidate, creator: Creator) -> Match:
    reasons = _reasons(candidate, creator)
    score = sum(reason.share for reason in reasons)
    return Match(rank=rank, creator=creator, score=score, fit=fit(score), reasons=reasons)


def _reasons(candidate: _Candidate, creator: Creator) -> tuple[Reason, ...]:
    """Turn terms into reasons, largest first; what is not quoted is part of the profile's share."""
    posts = {post.id: post for post in creator.posts if post.id in candidate.quoted}
    rest = sum(term for post, term in candidate.terms.posts if post not in posts)
    profile = Reason(kind="profile", share=candidate.terms.profile + rest, text=_excerpt(creator.name, creator.bio))
    reasons = [profile]
    if candidate.terms.topic is not None:
        reasons.append(Reason(kind="topic", share=candidate.terms.topic, text=_topics(creator)))
    reasons += [
        Reason(kind="post", share=term, text=_quote(posts[post]), post=posts[post])
        for post, term in candidate.terms.posts
        if post in posts
    ]
    return tuple(sorted(reasons, key=lambda reason: -reason.share))


def fit(score: float) -> float:
    """Map a score to 0..1 for people, the same way in every answer: the logistic function of score - EVEN."""
    return 1 / (1 + exp(EVEN - score))


def _topics(creator: Creator) -> str:
    """Return the creator's tags, or the hashtags of the quoted posts where it has none of its own."""
    hashtags = (
        tag for post in creator.posts for tag in (*post.tags, *find_hashtags(post.title), *find_hashtags(post.text))
    )
    return _excerpt(", ".join(creator.tags or dict.fromkeys(hashtags)))


def _quote(post: Post) -> str:
    return _excerpt(post.title, post.text)


def _excerpt(*parts: str | None) -> str:
    text = "\n".join(part for part in parts if part)
    return text if len(text) <= EXCERPT else f"{text[: EXCERPT - 1].rstrip()}…"
