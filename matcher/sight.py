"""What is looked for, seen through the lens: a brief's words, creators like these, and unlike those."""

import re

import numpy as np

from matcher.domain import Brief
from matcher.lens import Rows, unit
from matcher.ports import Shelf
from matcher.score import Seen

# The weights of what was named as good and as bad beside the words: Rocchio's method with the values that Manning,
# Raghavan and Schütze give (Introduction to Information Retrieval, 2008, chapter 9).
LIKE, UNLIKE = 0.75, 0.15
NUMBERS = {"budget", "followers", "engagement_rate", "last_post_days", "dates"}  # fields of what was understood
SHORTEST_POST = 50  # characters: a few words are a subject, however they are written
DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")  # kana, Han and Hangul say 2.5 times as much each
MORE = 1.5


def see(brief: Brief, shelf: Shelf) -> Seen:
    """Return the direction to search in; one call of the encoder where the brief has words.

    Raises:
        CreatorNotFound: a creator that the brief names is not in the index.
    """
    words = _read(brief, shelf) if brief.text else None
    if words is not None and not brief.like and not brief.unlike:
        return words
    x = words.x if words is not None else np.zeros(shelf.lens.matrix.shape[0], np.float32)
    for creators, weight in ((brief.like, LIKE), (brief.unlike, -UNLIKE)):
        if creators:
            x = x + weight * shelf.lens.filter(unit(shelf.evidence.vectors(creators)).mean(axis=0))
    return Seen(x=unit(x), like=words.like if words is not None else None)


def read_subject(brief: Brief) -> str:
    """Return the brief's text without the numbers that were read out of it: they say nothing of its subject.

    The whole text, untouched, where no number was read or nothing else is left.
    """
    numbers = sorted((one for one in brief.understood if one.field in NUMBERS), key=lambda one: one.start)
    if not numbers:
        return brief.text
    rest, end = [], 0
    for one in numbers:
        rest.append(brief.text[end : one.start])
        end = one.start + len(one.span)
    subject = " ".join([*rest, brief.text[end:]]).strip(" 、，,.。・")
    return subject if any(letter.isalnum() for letter in subject) else brief.text


def _read(brief: Brief, shelf: Shelf) -> Seen:
    """See a brief's words: as a brief, or as a post where they are written like one."""
    text = read_subject(brief)
    asking, answering = shelf.encode_brief(text)
    posts = shelf.evidence.post_mean(brief.language)
    is_short = len(text) + MORE * len(DENSE.findall(text)) < SHORTEST_POST
    if posts is None or is_short or not shelf.lens.reads_like_a_post(answering, brief.language, posts):
        return Seen(x=shelf.lens.see(asking, brief.language))
    like: Rows = answering - posts
    return Seen(x=shelf.lens.filter(like), like=like)
