import numpy as np
import pytest

from matcher.forecast.peers import fit_peers
from matcher.forecast.pool import ROUGHEST, UNMEASURED, fit_pool, tell
from matcher.forecast.showings import Showings
from tests.matcher.forecast.made import make_showings

NOBODY = make_showings([])


def make_sized(seed: int, creators: int = 120, posts: int = 8, noise: float = 0.5) -> tuple[Showings, dict]:
    """Return creators who reach a tenth of their followers, twice as many of them on one platform."""
    draw = np.random.default_rng(seed)
    sizes = draw.uniform(np.log(1_000), np.log(1_000_000), creators)
    levels = sizes + np.log(0.1) + np.where(np.arange(creators) % 2, np.log(2), 0) + draw.normal(0, 0.3, creators)
    showings = Showings(
        creators=np.repeat(np.arange(creators), posts),
        days=np.tile(np.arange(posts) * 3.0, creators) + 20_000,
        topics=np.full(creators * posts, -1),
        sizes=np.repeat(sizes, posts),
        counts=np.repeat(levels, posts) + draw.normal(0, noise, creators * posts),
    )
    return showings, {one: ("platform:tiktok",) if one % 2 else ("platform:x",) for one in range(creators)}


PAST, LABELS = make_sized(seed=2)
POOL = fit_pool(PAST, LABELS)


def plan(size: float) -> Showings:
    return make_showings([(1, 30, 1)], size=size)


def test_a_stranger_is_expected_to_do_as_others_of_the_size_and_platform_do():
    for size in (3_000, 300_000):
        on_x, on_tiktok = (
            float(np.exp(tell(POOL, NOBODY, plan(size), [f"platform:{name}"]).centers[0])) for name in ("x", "tiktok")
        )

        assert on_x == pytest.approx(0.1 * size, rel=0.2)
        assert on_tiktok == pytest.approx(0.2 * size, rel=0.2)


def test_posts_of_ones_own_outweigh_peers_and_narrow_the_interval():
    own = make_showings([(1, day, 40_000) for day in range(10)], size=10_000)

    stranger = tell(POOL, NOBODY, plan(10_000), ["platform:x"])
    known = tell(POOL, own, plan(10_000), ["platform:x"])

    assert float(np.exp(known.centers[0])) > 35_000
    assert known.deviations[0] < stranger.deviations[0] * 0.95


def test_who_is_unlike_its_peers_is_told_from_its_own_posts():
    own = make_showings([(1, day, 900_000) for day in range(5)], size=10_000)

    assert float(np.exp(tell(POOL, own, plan(10_000), ["platform:x"]).centers[0])) > 700_000


def test_errors_come_from_posts_forecast_again_and_hold_what_they_promise():
    fresh, labels = make_sized(seed=5)
    held = []
    for creator in range(120):
        own = fresh.take(fresh.creators == creator)
        told = tell(POOL, own.take(np.arange(6)), own.take(np.array([7])), labels[creator])
        low, high = POOL.errors.quantile(told, 0.1), POOL.errors.quantile(told, 0.9)
        held.append(bool(low[0] <= own.counts[7] <= high[0]))

    assert POOL.errors.measured == 120 * 4
    assert 0.72 <= np.mean(held) <= 0.88


def test_how_much_posts_differ_is_measured_where_creators_have_several():
    rough, labels = make_sized(seed=4, noise=0.9)
    single, single_labels = make_sized(seed=4, posts=1)

    assert POOL.noise == pytest.approx(0.25, rel=0.35)
    assert fit_pool(rough, labels).noise == pytest.approx(0.81, rel=0.3)
    assert fit_pool(single, single_labels).noise == UNMEASURED
    assert fit_pool(rough, labels).noise < ROUGHEST


def test_without_anybodys_counts_there_is_no_pool():
    assert fit_pool(NOBODY, {}) is None


def test_unknown_followers_make_the_line_flat_and_stop_nothing():
    past = make_showings([(one, one, 100 * (one + 1)) for one in range(12)], size=0)

    pool = fit_pool(past, {one: ("platform:x",) for one in range(12)})

    assert (pool.peers.slope, np.isnan(past.sizes).all()) == (0.0, True)
    assert np.exp(tell(pool, NOBODY, plan(5_000), []).centers[0]) == pytest.approx(np.sqrt(600 * 700), rel=0.01)


def test_a_giant_does_not_turn_the_line():
    sizes = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 10_000_000]
    parts = [make_showings([(one, 0, size / 10)], size=size) for one, size in enumerate(sizes[:-1])]
    parts.append(make_showings([(9, 0, 5)], size=sizes[-1]))
    names = ("creators", "days", "topics", "sizes", "counts")
    line = fit_peers(Showings(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names}))

    assert line.slope > 0.8
