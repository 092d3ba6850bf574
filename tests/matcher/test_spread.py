import numpy as np
import pytest

from matcher.lens import Lens
from matcher.spread import Spread, SpreadFitter

D = 16
LANGUAGES = ("en", "ja", "th")


def draw(seed: int, *shape: int) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal(shape)


def plain_lens(dimensions: int) -> Lens:
    """Return a lens whose topics are the axes."""
    axes = np.eye(dimensions, dtype=np.float32)
    nothing = {"en": np.zeros(dimensions, np.float32)}
    return Lens(matrix=axes, briefs=nothing, answers=nothing, topics=axes, kinship=0.5)


def fit_spread(vectors: np.ndarray, languages: list[str | None], lens: Lens, parts: int = 1) -> Spread:
    """Fit on vectors that come in so many parts."""
    fitter = SpreadFitter(lens)
    for some in np.array_split(np.arange(len(vectors)), parts):
        fitter.add(vectors[some], [languages[row] for row in some])
    spread = fitter.fit()
    assert spread is not None
    return spread


def rows(*vectors: tuple[float, ...], times: int = 1) -> np.ndarray:
    return np.array(vectors * times, dtype=np.float32)


TWENTY_EACH = np.concatenate([rows((1, 0), (3, 0), times=10), rows((-1, 0), (-3, 0), times=10)])
JA_AND_EN = ["ja"] * 20 + ["en"] * 20


def test_twenty_creators_of_a_language_weigh_as_much_as_the_pool():
    spread = fit_spread(TWENTY_EACH, JA_AND_EN, plain_lens(2))

    assert spread.languages == ("en", "ja", "und")
    assert spread.means.tolist() == [[-1, 0], [1, 0], [0, 0]]  # half of -2, of 2, and the pool's own
    assert spread.scales == pytest.approx(np.sqrt([1.5, 1.5, 2.5]))  # own variance 0.5, the pool's 2.5


def test_one_creator_of_a_language_takes_nearly_all_from_the_pool():
    vectors = rows((21, 0), *[(0, 0)] * 20)

    spread = fit_spread(vectors, ["th"] + ["en"] * 20, plain_lens(2))

    assert spread.languages == ("en", "th", "und")
    assert spread.means[1] == pytest.approx([(21 + 20 * 1) / 21, 0])
    assert spread.scales[1] == pytest.approx(np.sqrt(20 * 10 / 21))  # the pool's variance is 20 and 0: 10


def test_creators_without_a_language_have_a_spread_of_their_own():
    spread = fit_spread(TWENTY_EACH, [None] * 20 + ["en"] * 20, plain_lens(2))

    assert spread.languages == ("en", "und")
    assert spread.means.tolist() == [[-1, 0], [1, 0]]


def test_the_spread_is_measured_along_the_topics_alone():
    sideways = Lens(matrix=np.eye(2), briefs={}, answers={}, topics=rows((0, 1)), kinship=0.5)

    spread = fit_spread(TWENTY_EACH, JA_AND_EN, sideways)

    assert spread.scales == pytest.approx([1e-6] * 3)  # nothing varies there; never 0


def test_a_vector_is_centred_and_scaled_in_its_language():
    spread = fit_spread(TWENTY_EACH, JA_AND_EN, plain_lens(2))

    standard = spread.standardise(rows((3, 1), (3, 1), (3, 1), (3, 1)), ["ja", "en", "ko", None])

    expected = [np.divide([2, 1], 1.5**0.5), np.divide([4, 1], 1.5**0.5), *[np.divide([3, 1], 2.5**0.5)] * 2]
    assert standard == pytest.approx(np.array(expected))


def test_large_languages_lie_around_zero_once_standardised():
    offsets = np.repeat(draw(7, 3, D), 3_000, axis=0)
    vectors = (offsets + draw(8, 9_000, D)).astype(np.float32)
    languages = np.repeat(LANGUAGES, 3_000).tolist()

    standard = fit_spread(vectors, languages, plain_lens(D)).standardise(vectors, languages)

    means = standard.reshape(3, 3_000, D).mean(axis=1)
    assert np.abs(means).max() < 0.02
    assert standard.reshape(3, 3_000, D).var(axis=1).mean(axis=1) == pytest.approx([1, 1, 1], abs=0.02)


def test_the_same_vectors_give_the_same_spread():
    vectors, languages = draw(7, 60, D).astype(np.float32), ["en", "ja", None] * 20

    first, again = (fit_spread(vectors, languages, plain_lens(D)) for _ in range(2))

    assert (first.means.tobytes(), first.scales.tobytes()) == (again.means.tobytes(), again.scales.tobytes())


def test_vectors_that_come_in_parts_give_the_spread_of_all():
    vectors, languages = draw(7, 60, D).astype(np.float32) + 5, ["en", "ja", None] * 20

    whole, parts = (fit_spread(vectors, languages, plain_lens(D), parts) for parts in (1, 7))

    assert parts.means == pytest.approx(whole.means, rel=1e-6)
    assert parts.scales == pytest.approx(whole.scales, rel=1e-6)


def test_nothing_has_no_spread():
    assert SpreadFitter(plain_lens(2)).fit() is None
