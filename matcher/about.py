"""What a creator is about: the topics of the bank that lie nearest."""

from matcher.ports import Shelf

NEAREST = 5


def find_topics(creator: int, shelf: Shelf, most: int = NEAREST) -> tuple[int, ...]:
    """Return the numbers of the topics that a creator's vector points to most, nearest first, ties by number.

    Raises:
        CreatorNotFound: the creator is not in the index.
    """
    terms = (shelf.evidence.vectors([creator]) @ shelf.lens.topics.T)[0].tolist()
    nearest = sorted(range(len(terms)), key=lambda topic: (-terms[topic], topic))
    return tuple(topic for topic in nearest[:most] if terms[topic] > 0)
