"""The whole machinery at 2,000 creators: ours and numpy, in processes of their own."""

import json
import os

import pytest
from click.testing import CliRunner

from indexer.progress import silent
from scripts.bench import engines, plan, run
from scripts.bench.engines import Entry
from scripts.bench.journal import Journal
from scripts.bench.plan import BUILDS, CELLS, REQUESTS, Options, fits_in_time, list_stages
from scripts.bench.process import ProcessFailed, run_process
from scripts.cli.bench_command import bench_command

SIZE = 2_000
ONLY = ("search/made/2000/ours/*", "search/made/2000/numpy/*", "filtering/*", "product/*")


@pytest.fixture(scope="module")
def options(tmp_path_factory):
    home = tmp_path_factory.mktemp("bench")
    return Options(creators=SIZE, home=home, snapshots=home / "snapshots", quick=True, only=ONLY)


@pytest.fixture(scope="module")
def report(options):
    return run.run_bench(options, os.environ, silent)


def test_every_cell_is_measured(report):
    assert set(report["cells"]) == {
        *(f"search/made/2000/{name}/build" for name in ("ours", "numpy")),
        *(f"search/made/2000/{name}/{cell}" for name in ("ours/product", "numpy/exact") for cell in CELLS),
        *(f"filtering/2000/{cell}" for cell in CELLS),
        *(f"product/2000/{cell}" for cell in (*BUILDS, *REQUESTS)),
    }


def test_both_find_what_there_is(report):
    cells = report["cells"]

    recalls = {cell: (held["recall@10"], held["recall@100"]) for cell, held in cells.items() if "recall@10" in held}

    assert {cell: recall for cell, recall in recalls.items() if "/numpy/" in cell and recall != (1.0, 1.0)} == {}
    assert min(recall for cell, recall in recalls.items() if "/ours/" in cell) >= (0.99, 0.9)


def test_one_thread_each_is_recorded(report):
    process = report["cells"]["search/made/2000/ours/build"]["process"]

    assert process["faiss threads"] == 1
    assert {pool.rsplit("x", maxsplit=1)[1] for pool in process["pools"]} == {"1"}


def test_the_product_is_indexed_changed_and_asked(report):
    index, again, request = (report["cells"][f"product/2000/{cell}"] for cell in (*BUILDS, *REQUESTS))

    assert (index["creators"], again["creators"], request["creators"]) == (2_000, 2_000, 2_000)
    assert index["embedded"] > 4_000
    assert again["embedded"] == 40  # of 20 creators the post and the whole
    assert request["requests"] == 155
    assert list(request["parts"])[-3:] == ["json", "in all without the encoder", "in all"]
    assert {"encode", "filter", "search", "words", "evidence", "load"} - set(request["parts"]) <= {"words"}


def test_what_is_finished_is_not_run_again(options, report, monkeypatch):
    def refuse(*_):
        raise AssertionError("a process was started")

    monkeypatch.setattr(run, "run_process", refuse)

    assert run.run_bench(options, os.environ, silent)["cells"] == report["cells"]


def test_only_what_is_missing_is_run(options, report):
    path = options.home / "bench" / run.name_journal(options)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if '"search/made/2000/numpy/exact/1 %"' not in line]
    path.write_text("".join(kept) + '{"cell": "cut o', encoding="utf-8")

    again = run.run_bench(options, os.environ, silent)["cells"]

    assert len(kept) == len(lines) - 1
    changed = {cell for cell in again if again[cell] != report["cells"][cell]}
    assert changed <= {"search/made/2000/numpy/exact/1 %"}
    assert len(Journal(path).cells) == len(report["cells"])


def test_a_failure_is_told_and_tried_again(tmp_path):
    journal = Journal(tmp_path / "cells.jsonl")
    journal.add("a", {"failed": "ended with 1"})
    journal.add("b", {"p50": 1.0})

    assert Journal(tmp_path / "cells.jsonl").missing(["a", "b", "c"]) == ["a", "c"]


def test_a_process_that_fails_says_why(tmp_path):
    (tmp_path / "task.json").write_text("{}", encoding="utf-8")

    with pytest.raises(ProcessFailed, match="KeyError"):
        list(run_process("scripts.bench.searching", tmp_path / "task.json", os.environ, 60))


def test_an_absent_engine_is_named_with_its_cure(tmp_path, monkeypatch):
    absent = Entry(place="nowhere:Nothing", knobs=("one",), needs=("no_such_module",), install="pip install nothing")
    for module in (run, plan):
        monkeypatch.setattr(module, "ENGINES", {"ours": engines.ENGINES["ours"], "nothing": absent})
    options = Options(creators=SIZE, home=tmp_path, snapshots=tmp_path, only=("search/*/nothing/*",))

    report = run.run_bench(options, os.environ, silent)

    assert (report["absent"], report["cells"]) == ({"nothing": "pip install nothing"}, {})


@pytest.mark.parametrize(("seconds", "fits"), [(40.0, True), (60.0, False)])
def test_a_slow_peer_is_left_out_at_the_full_size(tmp_path, seconds, fits):
    options = Options(creators=1_000_000, home=tmp_path, snapshots=tmp_path)
    finished = {"search/made/100000/zvec/build": {"seconds": seconds}}

    assert fits_in_time("zvec", options, finished) is fits  # 1M log 1M / (100k log 100k) is 12
    assert fits_in_time("faiss-ivf", options, {})
    assert not fits_in_time("zvec", options, {})


def test_the_sizes_and_the_data_of_a_run(tmp_path):
    options = Options(creators=1_000_000, home=tmp_path, snapshots=tmp_path)

    prefixes = [stage.prefix for stage in list_stages(options, {})]

    assert [name for name in prefixes if "/100000/" in name] == [
        f"search/made/100000/{name}" for name in engines.ENGINES
    ]
    assert "search/hard/1000000/ours" in prefixes
    assert not [name for name in prefixes if "real" in name]
    assert prefixes[-6:] == [
        *("filtering/1000000", "footprint/1000000", "product/1000000", "product/1000000"),
        *("encoding/1000", "embedding/1000"),
    ]


def test_the_command_writes_both_files(options, report, tmp_path):
    arguments = ["--creators", str(SIZE), "--quick", "--only", ",".join(ONLY)]
    folders = ["--home", str(options.home), "--out", str(tmp_path)]

    done = CliRunner().invoke(bench_command, [*arguments, *folders])

    assert done.exit_code == 0
    assert (tmp_path / "benchmarks.md").read_text("utf-8").startswith("# Benchmarks\n")
    held = json.loads((tmp_path / "benchmarks.json").read_text("utf-8"))
    assert (held["creators"], held["small"], held["queries"]) == (2_000, 1_000, 40)
