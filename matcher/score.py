"""From creators to scores: every number that is added is a term that can be shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from matcher.calibration import Calibration
from matcher.lens import Rows, unit
from matcher.ports import Shelf, Terms
from matcher.subjects import weigh_subjects

FED = 20  # creators, at most, whose mean is searched with again
SUREST = 2.5  # spreads above the average that a creator must be for that
CHANCE = 3.0  # spreads between unrelated posts beyond which two posts say the same: one pair in a thousand


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How much each part counts; all parts are in standard deviations. Set beforehand, not fitted; 0 leaves one out."""

    meaning: float = 0.5  # the brief through the lens
    subject: float = 0.5  # whether the creator is about the brief's subject or about another one
    feedback: float = 0.25  # what the surest creators have in common
    alike: float = 2.0  # a post that says what the brief, itself written like a post, says
    literal: float = 1.0  # words that the brief asks for literally, in what the best creator earns otherwise


RECIPE = Recipe()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is looked for, seen through the lens."""

    x: Rows  # (d,) the direction, of unit length
    like: Rows | None = None  # (d,) the brief as a centred passage, where it reads like a post


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The term of what a creator is about."""

    share: float
    topic: int | None  # the bank's topic that speaks most for it; None: the brief's own subject


@dataclass(frozen=True, slots=True, kw_only=True)
class LiteralTerm:
    """The term of a word that the brief asks for and the creator says."""

    text: str
    share: float
    post: int | None  # id of a post that says it; None: the profile does


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A creator with the terms that add up to its score."""

    terms: Terms
    subject: Subject | None  # None: the recipe leaves it out
    literals: tuple[LiteralTerm, ...] = ()

    @property
    def score(self) -> float:
        """The sum of the terms."""
        others = (self.terms.tags or 0.0) + (self.subject.share if self.subject else 0.0)
        posts = sum(term for _, term in self.terms.posts)
        return self.terms.profile + others + posts + sum(literal.share for literal in self.literals)


def score_creators(
    seen: Seen, creators: Sequence[int], shelf: Shelf, recipe: Recipe = RECIPE, further: Sequence[int] = ()
) -> list[Scored]:
    """Score creators for what was seen, then `further` ones, in the order given.

    The surest of `creators` feed back into all scores. The `further` ones change no score, not even by rounding: they
    are computed apart.
    """
    if not creators:
        return []
    vectors, units = shelf.evidence.vectors(creators), shelf.calibration
    subjects = _judge_subjects(seen.x, vectors, shelf, recipe)
    along = recipe.meaning / units.recalled * seen.x
    first = vectors @ along + np.array([subject.share if subject else 0.0 for subject in subjects])
    along = along + recipe.feedback / units.recalled * _feed_back(seen.x, vectors, first, units)
    aimed = replace(seen, x=along.astype(np.float32))
    scored = _add_up(aimed, creators, subjects, shelf, recipe)
    if further:
        subjects = _judge_subjects(seen.x, shelf.evidence.vectors(further), shelf, recipe)
        scored += _add_up(aimed, further, subjects, shelf, recipe)
    return scored


def _add_up(
    aimed: Seen, creators: Sequence[int], subjects: Sequence[Subject | None], shelf: Shelf, recipe: Recipe
) -> list[Scored]:
    """Return creators with the terms of their inner products with the direction aimed at, and of their subjects."""
    terms = shelf.evidence.terms(aimed.x, creators, aimed.like)
    return [
        Scored(terms=_add_likeness(each, shelf.calibration, recipe), subject=subject)
        for each, subject in zip(terms, subjects, strict=True)
    ]


def _judge_subjects(x: Rows, vectors: Rows, shelf: Shelf, recipe: Recipe) -> list[Subject | None]:
    """Return the term of each creator's subject; it is 0 for one who is about everything alike."""
    if not recipe.subject:
        return [None] * len(vectors)
    parts = weigh_subjects(vectors, x, shelf.lens.topics, shelf.lens.kinship)
    shares = recipe.subject / shelf.calibration.subject * np.log(parts.sum(axis=1) * parts.shape[1])
    own = parts.shape[1] - 1
    return [
        Subject(share=float(share), topic=None if topic == own else int(topic))
        for share, topic in zip(shares, parts.argmax(axis=1), strict=True)
    ]


def _feed_back(x: Rows, vectors: Rows, first: npt.NDArray[np.floating], units: Calibration) -> Rows:
    """Return the (d,) unit mean of the best creators that are sure to fit; zero where nobody is."""
    best = np.argsort(-first, kind="stable")[:FED]
    sure = best[vectors[best] @ x > SUREST * units.everyone]
    common: Rows = unit(unit(vectors[sure]).sum(axis=0))
    return common


def _add_likeness(terms: Terms, units: Calibration, recipe: Recipe) -> Terms:
    """Add to the post that is most like the brief how unlikely it is that they agree by chance."""
    if terms.alike is None:
        return terms
    post, cosine = terms.alike
    spreads = max(cosine / units.alike, 0.0)
    nats = max(spreads**2 - CHANCE**2, 0.0) / 2  # the logarithm of a normal tail, from CHANCE on
    return terms.with_post(post, recipe.alike * nats)
