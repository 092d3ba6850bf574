from dataclasses import replace

import pytest

from scripts.bench.goals import find_best, list_ratios
from scripts.bench.report import write_ratios, write_report
from scripts.bench.results import Ratio, Results

MACHINE = {"processor": "A processor", "cores": 2, "memory GB": 24, "python": "3.11.7", "flags": ["avx2"]}
PROCESS = {"core": 1, "pools": ["openmp x1"], "faiss": "AVX2", "faiss threads": 1}


def measured(p50, recall=1.0, worst=1.0):
    times = {"p50": p50, "p95": p50, "p99": 2 * p50}
    at = {
        f"{name}@{depth}": found
        for depth in (10, 100)
        for name, found in (("recall", recall), ("worst", worst), ("times", times), ("queries", 200))
    }
    return {"memory": 1, **at}


CELLS = {
    "search/made/100000/ours/build": {"seconds": 4.0, "disk": 100_000_000, "peak": 5e8, "process": PROCESS},
    "search/made/100000/ours/product/1 %": measured(0.1),
    "search/made/100000/zvec/build": {"seconds": 90.0, "disk": 200_000_000, "peak": 1e9, "process": PROCESS},
    "search/made/100000/zvec/ef 128/1 %": measured(0.05, recall=0.98, worst=0.5),
    "search/made/100000/zvec/ef 512/1 %": measured(0.4),
    "search/made/1000000/ours/product/1 %": measured(0.3),
    "search/made/1000000/faiss-flat/array/1 %": measured(0.34),
    "filtering/1000000/1 %": {
        "bitmaps": {"p50": 0.06, "p95": 0.1, "p99": 0.1},
        "numpy": {"p50": 0.6, "p95": 1.0, "p99": 1.0},
        "columns": {"p50": 60, "p95": 100, "p99": 100},
    },
    "footprint/1000000/together": {
        "creators": 1_000_000,
        "queries": 10_000,
        "grown": {"rss": 900_000_000, "private": 1_000_000},
        "second": {"rss": 800_000_000, "private": 2_000_000},
    },
    "encoding/1000/ours": {"passages a second": 300.0, "ratio": 3.2, "cosine": 1.0, "lowest cosine": 1.0, "threads": 2},
    "encoding/1000/sentence-transformers": {
        **{"passages a second": 93.8, "ratio": 1.0, "cosine": 1.0, "lowest cosine": 1.0, "threads": 2},
    },
    "encoding/1000/openvino": {"absent": "ModuleNotFoundError: No module named 'openvino'"},
    "embedding/1000/index": {
        **{"creators": 1_000, "texts": 9_000, "seconds": 100.0, "in the encoder": 91.0, "encoder alone": 90.0},
        "ratio": 0.9,
    },
    "product/1000000/index": {
        **{"creators": 1_000_000, "seconds": 1_000.0, "encoder seconds": 80.0, "embedded": 3_000_000},
        **{"disk": 5_000_000_000, "peak": 6_000_000_000},
    },
    "product/1000000/reindex": {
        **{"creators": 1_000_000, "seconds": 20.0, "encoder seconds": 1.0, "embedded": 20_000},
        **{"disk": 5_000_000_000, "peak": 6_000_000_000},
    },
    "product/1000000/request": {
        **{"creators": 1_000_000, "requests": 795, "grown": {"rss": 2_000_000_000}},
        "parts": {
            "search": {"p50": 1.0, "p95": 1.5, "p99": 2.0},
            "in all without the encoder": {"p50": 4.0, "p95": 6.0, "p99": 10.0},
            "in all": {"p50": 5.0, "p95": 7.0, "p99": 11.0},
        },
    },
    "search/made/1000000/hnswlib/ef 128/1 %": {"failed": "ended with 1"},
}
RESULTS = Results(creators=1_000_000, small=100_000, cells=CELLS)


def ratio_of(what):
    return next(ratio for ratio in list_ratios(RESULTS) if ratio.what == what)


@pytest.mark.parametrize(
    ("ratio", "rising", "verdict"),
    [
        (0.5, False, "goal met"),
        (0.6, False, "floor met"),
        (1.1, False, "missed"),
        (None, False, "not measured"),
        (0.5, True, "missed"),
        (1.0, True, "goal met"),
    ],
)
def test_a_verdict(ratio, rising, verdict):
    goal, floor = (1.0, 0.9) if rising else (0.5, 1.0)

    assert Ratio(what="a", measured=ratio, goal=goal, floor=floor, rising=rising).verdict == verdict


@pytest.mark.parametrize(
    ("what", "measured", "note"),
    [
        (
            "filtered search against the best other engine, 100,000 creators, 1 %",
            pytest.approx(0.25),
            "0.100 ms, zvec ef 512 0.400 ms",
        ),
        (
            "filtered search against the best single index of FAISS, 1,000,000 creators, 1 %",
            pytest.approx(0.75),
            "0.300 ms, faiss-flat array 0.400 ms",
        ),
        ("filter to bitmap against a packed mask in numpy, 1 %", pytest.approx(0.1), "0.060 ms, 0.600 ms"),
        ("median at 1,000,000 creators against 100,000, 1 %", pytest.approx(3.0), "0.300 ms, 0.100 ms"),
        ("resident kB a creator, vectors and bitmaps", 0.9, "a second process adds 2.0 MB of its own"),
        ("recall@10, made vectors, the lowest of the cells", 1.0, "at 1 %; worst query 1.00"),
        ("recall@10, hard vectors, the lowest of the cells", None, ""),
        (
            "passages a second against sentence-transformers in single precision",
            3.2,
            "300.0, 93.8; the goal is for CPUs that compute in bfloat16, not this one",
        ),
        ("the encoder alone against the whole index of the same texts", 0.9, "90.0 s, 100.0 s, 1,000 creators"),
        ("index after 1 % changed against the first index, vectors given", 0.02, "20.0 s, 1,000.0 s"),
        (
            "99th percentile of a whole request against its median, without the encoder",
            2.5,
            "10.0 ms, 4.0 ms",
        ),
        (
            "resident kB a creator, the whole product with one post a creator",
            2.0,
            "files it has mapped and touched are counted",
        ),
    ],
)
def test_ratios(what, measured, note):
    ratio = ratio_of(what)

    assert (ratio.measured, ratio.note) == (measured, note)


def test_a_goal_for_other_machines_is_no_goal_here():
    verdicts = [
        next(one.verdict for one in list_ratios(results) if one.what.startswith("passages a second"))
        for results in (RESULTS, replace(RESULTS, computes_in_bfloat16=True))
    ]

    assert verdicts == ["no goal here", "floor met"]


def test_an_engine_that_finds_too_little_is_not_the_best():
    assert find_best(RESULTS, 100_000, "1 %", peers=True) == ("zvec ef 512", 0.4)
    assert find_best(RESULTS, 1_000_000, "1 %", peers=True) is None


def test_the_table_of_ratios():
    rows = [
        Ratio(what="a", measured=0.25, goal=0.5, floor=1.0, note="1 ms, 4 ms"),
        Ratio(what="b", measured=None, goal=0.999, floor=0.99, rising=True),
    ]

    assert write_ratios(rows).splitlines() == [
        "| ratio | measured | goal | floor | verdict | of |",
        "| --- | --- | --- | --- | --- | --- |",
        "| a | 0.250 | ≤ 0.5 | ≤ 1 | goal met | 1 ms, 4 ms |",
        "| b | – | ≥ 0.999 | ≥ 0.99 | not measured |  |",
    ]


def test_the_page():
    report = {"creators": 1_000_000, "small": 100_000, "queries": 200, "seconds": 8.0, "seed": 7, "quick": False}

    lines = write_report(
        {**report, "machine": MACHINE, "absent": {"usearch": "pip install usearch"}, "cells": CELLS}
    ).splitlines()

    assert lines[2].startswith("Written by `enmusubi bench --creators 1000000`; do not edit it by hand. A processor, 2")
    assert "| zvec ef 128 | – | – | – | 0.050 / 0.100 (0.980, 0.50) | – | – | – |" in lines
    assert "| ours | made | 100,000 | 4.0 | 100.0 | 500.0 | openmp x1 |" in lines
    assert "| search | 1 | 1.5 | 2 | 20% |" in lines
    assert "| reindex | 1,000,000 | 20.0 | 1.0 | 20,000 | 5,000.0 | 6,000.0 |" in lines
    assert "| second | 800.0 | 2.0 |" in lines
    assert "| ours | 300.0 | 3.2 | 1.0 | 1.0 | 2 |" in lines
    assert lines[lines.index("## Left out") + 2 :] == [
        "- usearch is not installed: `pip install usearch`.",
        "- zvec was not built for 1,000,000 creators: 90 s for 100,000 would become more than 600 s, as n log n grows.",
        "- encoding/1000/openvino is absent: ModuleNotFoundError: No module named 'openvino'.",
        "- search/made/1000000/hnswlib failed: ended with 1.",
    ]
