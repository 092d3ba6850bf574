import numpy as np
import pytest

from matcher.lens import Lens, fit_lens
from matcher.lens import _noise as measure_noise
from matcher.lens import unit as unit_rows

D = 16
LANGUAGES = ("en", "ja", "th")
TOPICS, FRAMES = 40, 3
SEED = 7


def draw(seed: int, *shape: int) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal(shape)


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)


def make_bank() -> np.ndarray:
    """Return (L, W, K, d): a topic in the first six dimensions, and offsets of language and frame that outweigh it."""
    topics, languages, frames = np.zeros((TOPICS, D)), np.zeros((len(LANGUAGES), D)), np.zeros((FRAMES, D))
    topics[:, :6] = draw(SEED, TOPICS, 6) / 10
    languages[:, 10:] = 2 + draw(SEED + 1, len(LANGUAGES), 6)
    frames[:, 10:] = draw(SEED + 2, FRAMES, 6)
    return unit(languages[:, None, None] + frames[None, :, None] + topics[None, None]).astype(np.float32)


BANK = make_bank()
ANSWERS = BANK[:, 0, ::5]


@pytest.fixture(scope="module")
def lens() -> Lens:
    return fit_lens(BANK, ANSWERS, LANGUAGES)


def see_all(lens: Lens) -> np.ndarray:
    """Return (L, W, K, d): the whole bank as briefs seen through the lens."""
    briefs = zip(LANGUAGES, BANK, strict=True)
    return np.array([[[lens.see(q, language) for q in rows] for rows in own] for language, own in briefs])


def direct_noise(topics: np.ndarray) -> float:
    """Return tau topic by topic, from the eigenvectors of the other topics' scatter."""
    outside = []
    for left_out in range(len(topics)):
        others = topics[[k for k in range(len(topics)) if k != left_out]]
        spread, directions = np.linalg.eigh(others.T @ others)
        spread, directions = spread[::-1], directions[:, ::-1]
        rank = next(r for r in range(1, D + 1) if spread[:r].sum() >= 0.9 * spread.sum())
        inside = sum((topics[left_out] @ directions[:, r]) ** 2 for r in range(rank))
        outside.append((topics[left_out] @ topics[left_out] - inside) / (D - rank))
    return sum(outside) / len(outside)


def find_topics(bank: np.ndarray) -> np.ndarray:
    return (bank - bank.mean(axis=2, keepdims=True)).mean(axis=(0, 1))


def direct_matrix(bank: np.ndarray, noise: float | None = None) -> np.ndarray:
    """Return P (P + Sw)^-1, vector by vector as the design says it."""
    common = [own.reshape(-1, D).mean(axis=0) for own in bank]
    mean = sum(common) / len(common)
    centred = np.array([[rows - rows.mean(axis=0) for rows in own] for own in bank])
    topics = centred.reshape(-1, TOPICS, D).mean(axis=0)
    rest = [q - mean - topics[k] for own in bank for rows in own for k, q in enumerate(rows)]
    prior = sum(np.outer(t, t) for t in topics) / TOPICS + (direct_noise(topics) if noise is None else noise) * np.eye(
        D
    )
    within = sum(np.outer(r, r) for r in rest) / len(rest)
    return prior @ np.linalg.inv(prior + within)


def test_one_topic_is_seen_alike_in_all_languages_and_frames(lens):
    seen = see_all(lens).reshape(-1, TOPICS, D)

    cosines = np.einsum("akd,bkd->abk", seen, seen)

    assert cosines.min() > 0.99


def test_before_the_lens_a_brief_lies_nearer_to_its_language_than_to_its_topic():
    same_language = (BANK[0, 0, 0] @ BANK[0, 0, 1:].T).min()
    same_topic = (BANK[0, 0, 0] @ BANK[1:, 0, 0].T).max()

    assert same_language > same_topic


def test_different_topics_stay_as_far_apart_as_they_are(lens):
    true = draw(SEED, TOPICS, 6)
    true = unit(true - true.mean(axis=0))
    seen = see_all(lens)

    cosines = seen[0, 0] @ seen[1, 2].T

    assert cosines == pytest.approx(true @ true.T, abs=0.02)


def test_a_brief_is_seen_with_length_one(lens):
    assert np.linalg.norm(lens.see(BANK[0, 0, 0], "en")) == pytest.approx(1, abs=1e-6)


def test_a_brief_that_says_only_what_all_briefs_say_is_seen_as_nothing(lens):
    assert lens.see(lens.briefs["ja"], "ja").tolist() == [0.0] * D


@pytest.mark.parametrize("language", ["pt", None])
def test_a_language_outside_the_bank_takes_the_mean_of_all(lens, language):
    brief = BANK[1, 2, 3]
    mean = (lens.briefs["en"] + lens.briefs["ja"] + lens.briefs["th"]) / 3

    seen = lens.see(brief, language)

    assert seen == pytest.approx(unit(lens.matrix @ (brief - mean)), abs=1e-5)


def test_what_the_briefs_of_a_language_have_in_common_is_their_mean(lens):
    expected = {language: BANK[place].mean(axis=(0, 1)) for place, language in enumerate(LANGUAGES)}

    assert {language: g.tolist() for language, g in lens.briefs.items()} == {
        language: pytest.approx(g.tolist(), abs=1e-6) for language, g in expected.items()
    }


def test_the_matrix_is_the_wiener_filter_computed_directly(lens):
    assert lens.matrix == pytest.approx(direct_matrix(BANK.astype(np.float64)), abs=1e-5)


def test_the_topics_are_those_of_the_bank_seen_through_the_matrix(lens):
    topics = (BANK - BANK.mean(axis=2, keepdims=True)).mean(axis=(0, 1))

    assert lens.topics == pytest.approx(unit(topics @ lens.matrix.T), abs=1e-5)


def test_the_same_bank_gives_the_same_lens(lens):
    again = fit_lens(BANK.copy(), ANSWERS, LANGUAGES)

    assert again.matrix.tobytes() == lens.matrix.tobytes()
    assert again.topics.tobytes() == lens.topics.tobytes()


def test_a_topics_best_relative_is_found_without_its_own_language(lens):
    assert lens.kinship == pytest.approx(direct_kinship(BANK.astype(np.float64)), abs=1e-6)


def direct_kinship(bank: np.ndarray) -> float:
    """Return the 90th percentile of the best cosine to another topic, item by item."""
    noise = direct_noise(find_topics(bank))
    best = []
    for left_out, own in enumerate(bank):
        others = np.delete(bank, left_out, axis=0)
        matrix = direct_matrix(others, noise)
        topics = (others - others.mean(axis=2, keepdims=True)).mean(axis=(0, 1)) @ matrix.T
        for rows in own:
            for k, item in enumerate(rows):
                x = matrix @ (item - own.mean(axis=(0, 1)))
                cosines = unit(topics) @ unit(x)
                best.append(max(np.delete(cosines, k)))
    return float(np.percentile(best, 90))


def test_a_text_among_posts_reads_like_a_post_and_one_among_briefs_does_not(lens):
    briefs = lens.answers["ja"]
    posts = briefs + 1

    assert lens.reads_like_a_post(posts - 0.37, "ja", posts)  # 0.26 beyond the middle
    assert not lens.reads_like_a_post(posts - 0.38, "ja", posts)


def test_a_zero_row_has_no_direction_and_stays():
    assert unit_rows(np.array([[3.0, 4.0], [0.0, 0.0]])).tolist() == [[0.6, 0.8], [0.0, 0.0]]


@pytest.mark.parametrize(("count", "dimensions"), [(6, 30), (30, 6), (12, 12)])
def test_the_noise_is_the_same_from_either_side_of_the_topics(count, dimensions):
    topics = draw(SEED, count, dimensions)
    outside = []
    for left_out, topic in enumerate(topics):
        _, spread, directions = np.linalg.svd(np.delete(topics, left_out, axis=0), full_matrices=False)
        rank = next(r for r in range(1, len(spread) + 1) if (spread[:r] ** 2).sum() >= 0.9 * (spread**2).sum())
        inside = sum((directions[r] @ topic) ** 2 for r in range(rank))
        outside.append((topic @ topic - inside) / (dimensions - rank))

    assert measure_noise(topics) == pytest.approx(np.mean(outside), abs=1e-9)
