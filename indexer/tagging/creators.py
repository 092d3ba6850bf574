"""The languages of a creator: voted by the posts and the profile."""

from collections import Counter

from indexer.catalogue.tags import Tags
from indexer.tagging.language import tag_language
from matcher.domain import Creator, Post

LEAST_SHARE = 0.2  # of the weighed text: below that a language is an exception
MOST_LANGUAGES = 3
MOST_WEIGHT = 200  # characters: one long post does not outvote many


def tag_creator(creator: Creator) -> Tags:
    """Tag every post, then let posts and profile vote for the creator's languages.

    A post whose language was declared votes for that one. A text weighs its length. Where no text can be told alone,
    all of them together are asked.
    """
    profile = "\n".join(filter(None, [creator.name, creator.bio]))
    tagged = {post.id: post.language or tag_language(_words(post)) for post in creator.posts}
    votes: Counter[str] = Counter()
    for language, text in [
        (tag_language(profile), profile),
        *((tagged[post.id], _words(post)) for post in creator.posts),
    ]:
        if language:
            votes[language] += min(len(text), MOST_WEIGHT)
    if not votes:
        together = tag_language("\n".join([profile, *map(_words, creator.posts), " ".join(creator.tags)]))
        return Tags(creator=creator.id, languages=(together,) if together else (), posts=tagged)
    return Tags(creator=creator.id, languages=_elect(votes), posts=tagged)


def _elect(votes: Counter[str]) -> tuple[str, ...]:
    ranked = sorted(votes, key=lambda language: (-votes[language], language))
    least = min(LEAST_SHARE * votes.total(), votes[ranked[0]])  # where all are exceptions, none is
    return tuple(language for language in ranked if votes[language] >= least)[:MOST_LANGUAGES]


def _words(post: Post) -> str:
    return "\n".join(filter(None, [post.title, post.text]))
