"""What the bench puts into the product: vectors as if given, texts, parts that note their times."""

from multiprocessing import Pipe
from types import SimpleNamespace

import numpy as np
import pytest

from scripts.bench import parts
from scripts.bench.encoding import _serve
from scripts.bench.given import GivenEncoder
from scripts.bench.parts import PartTimes
from scripts.bench.real import Source, mix_real, read_real
from scripts.bench.texts import make_texts
from scripts.bench.timing import find_percentiles, time_call, time_calls


def test_given_vectors_are_the_same_each_time_and_alike_for_common_words():
    encoder = GivenEncoder()

    one, near, far = encoder.encode_passages(["tea and cake", "tea and bread", "night trains"])

    assert np.array_equal(one, GivenEncoder().encode_queries(["tea and cake"])[0])
    assert np.linalg.norm(one) == pytest.approx(1.0, abs=1e-5)
    assert one @ near > 0.4
    assert one @ far < 0.2
    assert (encoder.texts, encoder.encode_passages([]).shape) == (3, (0, 384))


def test_texts_are_distinct_and_the_same_for_a_seed():
    texts = make_texts(50, 7)

    assert len(set(texts)) == len(texts) == 50
    assert texts == make_texts(50, 7)
    assert texts != make_texts(50, 8)


def test_parts_add_up_to_the_whole():
    times = PartTimes()
    times.take("in all", lambda: times.take("search", lambda: sum(range(10_000))))
    times.take("json", lambda: None)
    times.finish(100)

    found = {part: held[0] for part, held in times.list_parts().items()}

    assert list(found) == ["search", parts.REST, "json", parts.WITHOUT, "in all"]
    assert found["in all"] == pytest.approx(found["search"] + found[parts.REST] + found["json"])
    assert found[parts.WITHOUT] == found["in all"]


def test_the_encoder_is_taken_out_of_the_whole():
    times = PartTimes()
    times.take("in all", lambda: times.take("encode", lambda: sum(range(10_000))))
    times.take("json", lambda: None)
    times.finish(100)

    found = {part: held[0] for part, held in times.list_parts().items()}

    assert found[parts.WITHOUT] == pytest.approx(found["in all"] - found["encode"])


def test_answers_that_were_interrupted_do_not_count_where_enough_were_not(monkeypatch):
    interruptions = iter(range(1_000))
    calm = SimpleNamespace(now=True)
    monkeypatch.setattr(parts, "count_interruptions", lambda: 0 if calm.now else next(interruptions))
    times = PartTimes()
    for number in range(60):
        calm.now = number < 55
        times.begin()
        times.take("in all", lambda: None)
        times.take("json", lambda: None)
        times.finish(100)

    assert {part: len(held) for part, held in times.list_parts().items()}["in all"] == 55


def test_a_watched_part_notes_what_is_named_and_passes_on_the_rest():
    times = PartTimes()
    part = parts._Watched(SimpleNamespace(load=lambda ids: ids, size=3), times, {"load": "load"})

    assert (part.load([1]), part.size, dict(times._now).keys()) == ([1], 3, {"load"})


def test_an_interrupted_call_is_timed_again(monkeypatch):
    interruptions = iter([0, 1, 1, 1])
    monkeypatch.setattr("scripts.bench.timing.count_interruptions", lambda: next(interruptions))
    calls = []

    time_call(lambda: calls.append(1))

    assert len(calls) == 2


def test_calls_end_with_the_time_but_some_are_made_at_least():
    answers, times = time_calls([lambda: 1] * 50, seconds=0)

    assert (answers, len(times)) == ([1] * 20, 20)
    assert find_percentiles([1.0, 2.0, 3.0]) == {"p50": 2.0, "p95": 2.9, "p99": 2.98}


def test_real_vectors_are_widened_with_their_lengths_and_queries_held_apart():
    rng = np.random.default_rng(7)
    real = (rng.standard_normal((400, 16)) * rng.uniform(0.5, 2.0, (400, 1))).astype(np.float16)
    source = Source(real, 40, 7)

    ((vectors, categories),) = mix_real(source, 1_000)
    ((again, _),) = mix_real(Source(real, 40, 7), 1_000)

    assert (vectors.shape, vectors.dtype, categories.max() < 20) == ((1_000, 16), np.float16, True)
    assert np.array_equal(vectors, again)
    lengths, given = (np.linalg.norm(rows.astype(np.float32), axis=1) for rows in (vectors, source.real))
    assert np.abs(lengths[:, None] - given).min(axis=1).max() < 0.01
    held = {row.tobytes() for row in np.concatenate([source.calibrating, source.asking])}
    assert len(held) == 80
    unit = source.real / np.linalg.norm(source.real, axis=1, keepdims=True)
    assert held.isdisjoint(row.tobytes() for row in unit.astype(np.float32))


def test_an_encoder_that_cannot_be_opened_says_why(tmp_path):
    here, there = Pipe()

    _serve("no such encoder", tmp_path, there)

    assert here.recv() == "KeyError: 'no such encoder'"
    here.close()
    there.close()


def test_the_vectors_of_a_live_index_are_read(home):
    vectors = read_real(home.settings.snapshots)

    assert (vectors.dtype, vectors.shape[1]) == (np.float16, 48)
    assert len(vectors) == 4
    assert vectors.any(axis=1).all()
