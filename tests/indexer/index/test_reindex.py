import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from indexer.index.publishing import current_generation
from indexer.index.reindex import reindex
from matcher.errors import Busy, IndexNotReady
from matcher.lens import Rows
from tests.home import SAMPLE, Home

ROOT = Path(__file__).parents[3]


def test_the_first_index_embeds_every_passage_and_view(empty_home: Home):
    empty_home.import_rows(SAMPLE)

    built = empty_home.index()

    assert (built.generation, built.creators, built.tagged) == ("g000001", 4, 4)
    assert built.embedded_passages == 6  # a post each
    assert built.embedded_views == 7  # whole of four, tags of two, titles of one


def test_a_second_index_with_nothing_changed_embeds_nothing_and_publishes_nothing(home: Home):
    built = home.index()

    assert (built.changed, built.generation, built.embedded_passages, built.embedded_views) == (False, "g000001", 0, 0)
    assert home.encoder.encoded == []


def test_one_changed_post_embeds_one_passage_and_the_views_that_it_is_part_of(home: Home):
    changed = {"external_id": "t2", "text": "Timetables are poems"}
    home.import_rows([{"platform": "youtube", "external_id": "trains", "posts": [changed]}])

    built = home.index()

    assert (built.embedded_passages, built.embedded_views) == (1, 1)
    assert sum(text == "Timetables are poems" for text in home.encoder.encoded) == 1


def test_a_changed_number_embeds_nothing_but_is_published(home: Home):
    home.import_rows([{"platform": "youtube", "external_id": "cafe", "followers": 2_000}])

    built = home.index()

    assert (built.generation, built.embedded_passages, built.embedded_views) == ("g000002", 0, 0)
    assert home.generation().base.columns.followers.tolist() == [48_200, 2_000, -1, 0]


def test_an_incremental_index_equals_one_built_from_nothing(home: Home, tmp_path: Path):
    news = [
        {"platform": "x", "external_id": "new", "name": "Kopi pagi", "tags": ["kopi"], "region": "ID"},
        {"platform": "youtube", "external_id": "cafe", "bio": "Espresso, mostly"},
    ]
    fresh = Home(tmp_path / "fresh")
    fresh.import_rows([*SAMPLE, *news])
    home.import_rows(news)

    home.index()
    fresh.index()

    assert _vectors(home) == pytest.approx(_vectors(fresh), abs=0)
    fresh.engine.dispose()


def test_another_encoder_embeds_everything_anew(home: Home):
    home.encoder.encoded.clear()

    built = reindex(home.workshop(encoder="another"))

    assert built.embedded_passages == 6
    assert home.generation().manifest.encoder == "another"


def test_an_empty_catalogue_cannot_be_indexed(empty_home: Home):
    with pytest.raises(IndexNotReady, match="holds no creators.*enmusubi import"):
        empty_home.index()


def test_a_failed_build_leaves_the_old_generation_and_nothing_else(home: Home, monkeypatch: pytest.MonkeyPatch):
    home.import_rows([{"platform": "x", "external_id": "new", "name": "brand new words"}])
    monkeypatch.setattr(home.encoder, "encode_passages", _break)

    with pytest.raises(RuntimeError, match="the encoder broke"):
        home.index()

    left = sorted(path.name for path in home.settings.snapshots.iterdir())
    assert left == [".lock", "CURRENT", "embedded.journal", "g000001"]
    assert home.generation().manifest.creators == 4


def test_a_second_builder_is_told_to_wait(home: Home, monkeypatch: pytest.MonkeyPatch):
    home.import_rows([{"platform": "x", "external_id": "new", "name": "brand new words"}])
    whole = home.encoder.encode_passages

    def build_meanwhile(texts: list[str]) -> Rows:
        with pytest.raises(Busy, match="Another process is building"):
            reindex(home.workshop())
        return whole(texts)

    monkeypatch.setattr(home.encoder, "encode_passages", build_meanwhile)

    assert home.index().generation == "g000002"


@pytest.mark.parametrize("delay", [0.02, 0.3, 0.9])
def test_a_killed_build_leaves_the_old_generation_serving_and_the_next_run_finishes(home: Home, delay: float):
    rows = [{"platform": "x", "external_id": f"n{n}", "name": f"creator number {n}"} for n in range(400)]
    home.import_rows(rows)
    script = (
        "import sys; from pathlib import Path; from tests.home import Home; home = Home(Path(sys.argv[1]));"
        "print('ready', flush=True); home.index()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(home.settings.home)], cwd=ROOT, stdout=subprocess.PIPE
    ) as run:
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(delay)
        os.kill(run.pid, signal.SIGKILL)

    before = home.generation().manifest.generation  # whatever the moment, what is live is whole
    built = home.index()

    assert before in ("g000001", "g000002")
    assert (built.creators, home.generation().manifest.creators) == (404, 404)
    assert not list(home.settings.snapshots.glob(".building-*"))


def test_the_generation_before_is_kept_and_older_ones_go(home: Home):
    for followers in (1, 2, 3):
        home.import_rows([{"platform": "x", "external_id": "silent", "followers": followers}])
        home.index()

    assert current_generation(home.settings.snapshots).name == "g000004"
    assert sorted(path.name for path in home.settings.snapshots.glob("g*")) == ["g000003", "g000004"]


def _break(texts: list[str]) -> Rows:
    raise RuntimeError("the encoder broke")


def _vectors(home: Home) -> Rows:
    generation = home.generation()
    return generation.base.evidence.combine(np.arange(len(generation.base.columns.ids)))
