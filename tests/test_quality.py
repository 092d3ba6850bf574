"""Creators of real channels for real briefs, with the true encoder: a floor under the ranking, by brief language."""

import json
from pathlib import Path

import pytest

from indexer.catalogue.opening import open_catalogue
from indexer.encoder.sentence import SentenceEncoder
from indexer.importers.run import ImportOptions, import_path
from indexer.index.reindex import Workshop, reindex
from indexer.progress import silent
from indexer.settings import read_settings
from indexer.shelves import Shelves
from matcher.search import find_matches
from scripts.ndcg import score_answers
from tests.home import NOW
from web.read import read_brief
from web.show import show_answer

FLOORS = {"en": 0.72, "ja": 0.70, "id": 0.68}


@pytest.mark.model
def test_the_ranking_keeps_its_floor_in_every_brief_language(data_folder: Path, unpacked: Path, tmp_path: Path):
    settings = read_settings({"ENMUSUBI_MODEL": "default"}, tmp_path)
    encoder = SentenceEncoder(str(unpacked), "default", "auto")
    engine = open_catalogue(settings.database)
    channels, briefs = data_folder / "youtube-2018" / "creators.csv", data_folder / "briefs" / "youtube_2018.jsonl"
    import_path(channels, "youtube-trending", engine, ImportOptions(rejects=settings.rejects, now=NOW))
    reindex(
        Workshop(
            engine=engine,
            snapshots=settings.snapshots,
            encoder="default",
            open_encoder=lambda: encoder,
            progress=silent,
            now=NOW,
        )
    )
    shelves = Shelves(settings, lambda: encoder)

    answers = [
        show_answer(find_matches(read_brief({**json.loads(line), "limit": 10}, strict=False), shelves))
        for line in briefs.read_text(encoding="utf-8").splitlines()
    ]

    written = tmp_path / "answers.jsonl"
    written.write_text("\n".join(map(json.dumps, answers)), encoding="utf-8")
    scores = {language: score for language, (score, _) in score_answers(written, briefs, channels).items()}
    assert {language: score for language, score in scores.items() if score < FLOORS[language]} == {}
    engine.dispose()
