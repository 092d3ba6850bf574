"""Queries and vectors in fewer numbers, such that their inner products change as little as they can."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.lens import Rows

WIDTH = 128  # numbers that are kept at most
FOREIGN = 0.1  # how far queries are expected to be like the vectors rather than like those that were seen
RIDGE = 1e-6  # of the mean variance, so that every direction can be inverted
Square = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Shortening:
    """Two matrices: the inner product of what they make is nearly that of the long ones."""

    asking: Rows  # (short, d), for queries
    asked: Rows  # (short, d), for vectors


def learn_shortening(queries: Rows, vectors: Rows) -> Shortening:
    """Return the two matrices that lose least of the inner products of such queries with such vectors.

    The product of the square roots of both second moments is cut at its largest singular values. All numbers of a
    short query are equally large on the average, so that errors in any number of a short vector weigh the same.

    Args:
        queries: (q, d), at least 1.
        vectors: (n, d), at least 1.

    Source:
        Tepper et al., "LeanVec: Searching vectors faster by making them fit", 2024, for queries unlike the vectors.
    """
    of_vectors = _moment(vectors)
    of_queries = (1 - FOREIGN) * _moment(queries) + FOREIGN * of_vectors
    root = _root(of_queries)
    left, _, _ = np.linalg.svd(root @ _root(of_vectors))
    kept = min(WIDTH, vectors.shape[1])
    asking, asked = left[:, :kept].T @ np.linalg.inv(root), left[:, :kept].T @ root
    return Shortening(_pad(asking), _pad(asked))


def _moment(rows: Rows) -> Square:
    """Return the second moment, of trace 1 and a little more, so that it can be inverted."""
    wide = rows.astype(np.float64)
    moment: Square = wide.T @ wide
    return moment / (np.trace(moment) or 1.0) + RIDGE / len(moment) * np.eye(len(moment))


def _root(moment: Square) -> Square:
    values, axes = np.linalg.eigh(moment)
    root: Square = (axes * np.sqrt(np.maximum(values, RIDGE * RIDGE))) @ axes.T
    return root


def _pad(matrix: Square) -> Rows:
    """Return an even number of rows, the last one zero where they were odd."""
    return np.ascontiguousarray(np.pad(matrix, ((0, len(matrix) % 2), (0, 0))), np.float32)
