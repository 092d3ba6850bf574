"""The languages of a creator: voted by the posts and the profile, which tell each other what they are too short for."""

from collections import Counter
from collections.abc import Sequence

from indexer.catalogue.tags import Tags
from indexer.tagging.guess import ENSEMBLE, Guess
from indexer.tagging.han import LARGEST, clip
from indexer.tagging.language import tag_language, tell_language
from matcher.domain import Creator, Post

LEAST_SHARE = 0.2  # of the weighed text: below that a language is an exception
MOST_LANGUAGES = 3
MOST_WEIGHT = 200  # characters: one long post does not outvote many


def tag_creator(creator: Creator, detector: str = ENSEMBLE) -> Tags:
    """Tag every post, then let posts and profile vote for the creator's languages.

    A post whose language was declared votes for that one. A text weighs its length. Texts in Han letters that leave
    doubt between Japanese and Chinese take the side that all of the creator's texts take together; other posts that
    are too short to tell stay without a tag. Where no text can be told alone, all of them together are asked.
    """
    texts = ["\n".join(filter(None, [creator.name, creator.bio])), *map(_words, creator.posts)]
    profile, *told = _side([tell_language(text, detector) for text in texts])
    tagged = {post.id: post.language or language for post, language in zip(creator.posts, told, strict=True)}
    votes: Counter[str] = Counter()
    for language, text in zip([profile, *tagged.values()], texts, strict=True):
        if language:
            votes[language] += min(len(text), MOST_WEIGHT)
    if not votes:
        together = tag_language("\n".join([*texts, " ".join(creator.tags)]), detector)
        return Tags(creator=creator.id, languages=(together,) if together else (), posts=tagged)
    return Tags(creator=creator.id, languages=_elect(votes), posts=tagged)


def _side(guesses: Sequence[Guess]) -> list[str | None]:
    """Return the languages of one creator's texts; those of doubtful Han letters by the evidence of all together."""
    evidence = sum(clip(guess.japanese) for guess in guesses if guess.japanese is not None)
    scripts = Counter(guess.language for guess in guesses if guess.language in ("zh-Hans", "zh-Hant"))
    script = max(scripts, key=lambda code: (scripts[code], code), default="zh")
    return [_take_side(guess, evidence, script) for guess in guesses]


def _take_side(guess: Guess, evidence: float, script: str | None) -> str | None:
    if guess.japanese is None:
        return guess.language
    doubtful = abs(guess.japanese) < LARGEST <= abs(evidence)
    japanese = (evidence if doubtful else guess.japanese) > 0
    if japanese:
        return "ja" if doubtful else guess.language
    told = guess.language if guess.language not in ("ja", "zh", None) else None
    return told or script


def _elect(votes: Counter[str]) -> tuple[str, ...]:
    ranked = sorted(votes, key=lambda language: (-votes[language], language))
    least = min(LEAST_SHARE * votes.total(), votes[ranked[0]])  # where all are exceptions, none is
    return tuple(language for language in ranked if votes[language] >= least)[:MOST_LANGUAGES]


def _words(post: Post) -> str:
    return "\n".join(filter(None, [post.title, post.text]))
