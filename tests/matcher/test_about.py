from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np

from matcher.about import find_topics


@dataclass
class Vectors:
    """The evidence of one creator."""

    rows: list[list[float]]

    def vectors(self, creators):
        return np.array(self.rows, np.float32)


def test_topics_are_told_nearest_first_without_those_that_point_away():
    lens = SimpleNamespace(topics=np.array([[1, 0], [0, 1], [-1, 0], [0.6, 0.8]], np.float32))
    shelf = SimpleNamespace(lens=lens, evidence=Vectors([[2, 1]]))

    assert find_topics(7, shelf) == (0, 3, 1)
    assert find_topics(7, shelf, most=1) == (0,)
