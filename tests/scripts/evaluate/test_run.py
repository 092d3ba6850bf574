"""A whole run on tiny data of the true shapes, with the fake encoder."""

import csv
import json
from pathlib import Path

import pytest

from indexer.progress import silent
from indexer.settings import read_settings
from scripts.evaluate import retrieval
from scripts.evaluate.pools import RememberingEncoder
from scripts.evaluate.report import write_report
from scripts.evaluate.run import Bench, evaluate
from tests.fake_encoder import FakeEncoder

COLUMNS = ("id", "name", "platform", "countries", "category", "n_videos", "median_views", "titles", "tags")
CHANNELS = {"Music": "piano concert song", "Pets & Animals": "cat dog kitten", "Sports": "football match goal"}
SENTENCES = {"en": ("eng_Latn", "the {} of day {}"), "ja": ("jpn_Jpan", "{}の{}日目"), "id": ("ind_Latn", "{} hari {}")}


def write_channels(folder: Path) -> None:
    rows = [
        (
            f"{category}-{n}",
            f"{words} {n}",
            "youtube",
            "US",
            category,
            1,
            10,
            f"{words} video {n}",
            "|".join(words.split()),
        )
        for category, words in CHANNELS.items()
        for n in range(12)
    ]
    (folder / "youtube-2018").mkdir()
    with (folder / "youtube-2018" / "creators.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])


def write_sentences(folder: Path) -> None:
    for code, frame in SENTENCES.values():
        place = folder / "sib-200" / code
        place.mkdir(parents=True)
        for split, topic in (("train", "travel"), ("dev", "sports"), ("test", "health")):
            lines = [f"{ord(split[0])}{n}\t{topic}\t{frame.format(topic, n)}" for n in range(4)]
            (place / f"{split}.tsv").write_text("\n".join(["index_id\tcategory\ttext", *lines]), encoding="utf-8")


def write_briefs(folder: Path) -> None:
    (folder / "briefs").mkdir()
    for name, field, labels in (
        ("youtube_2018", "category", CHANNELS),
        ("sib_topics", "topic", {"travel": "travel", "sports": "sports"}),
    ):
        lines = [
            {"id": f"{label}:{language}", "language": language, "text": text, "relevant": {field: label}}
            for label, text in labels.items()
            for language in ("en", "ja")
        ]
        path = folder / "briefs" / f"{name}.jsonl"
        path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    write_channels(folder)
    write_sentences(folder)
    write_briefs(folder)
    return folder


@pytest.fixture(scope="module")
def bench(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    settings = read_settings({"ENMUSUBI_MODEL": "fake"}, tmp_path_factory.mktemp("home"))
    return Bench(settings=settings, data=data, seed=7, progress=silent, encoder=RememberingEncoder(FakeEncoder))


def without_times(report: dict) -> dict:
    channels = {name: part for name, part in report["channels"].items() if name != "latency"}
    return {**report, "channels": channels}


@pytest.fixture(scope="module")
def report(bench: Bench) -> dict:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(retrieval, "FEWEST", 5)  # creators, so that this small pool has a large language
        return evaluate(bench)


def test_our_recipe_stands_beside_named_baselines_and_without_each_of_its_parts(report):
    names = [system["system"] for system in report["channels"]["systems"]]

    assert names == [
        "character TF-IDF",
        "cosine of the encoder",
        "our recipe with TF-IDF voting",
        "our recipe",
        "without subject",
        "without feedback",
        "without alike",
        "without literal",
        "without the filter M",
        "without each language's own mean of briefs",
        "without each language's own mean of creators",
        "without the view of titles",
        "without the view of tags",
        "without the view of whole",
        "without the view of posts",
        "our recipe, the 6 nearest topics removed",
    ]


def test_every_quality_is_by_brief_language_with_an_interval(report):
    ours = report["channels"]["systems"][3]

    assert list(ours["measures"]) == ["ndcg@10", "recall@50", "mrr", "p@50"]
    assert set(ours["measures"]["ndcg@10"]) == {"en", "ja"}
    assert ours["measures"]["ndcg@10"]["en"]["low"] <= ours["measures"]["ndcg@10"]["en"]["mean"] <= 1.0
    assert set(ours["differences"]) == {"ja"}


def test_shares_of_a_language_and_its_pool_are_told(report):
    assert report["sentences"]["pool_shares"] == {"en": pytest.approx(1 / 3), "ja": pytest.approx(1 / 3)}
    assert set(report["sentences"]["systems"][3]["own"]) == {"top 10", "top 50"}


def test_translations_are_found_in_every_direction(report):
    assert list(report["sentences"]["translations"]["our recipe"]) == [
        "en>id",
        "en>ja",
        "id>en",
        "id>ja",
        "ja>en",
        "ja>id",
    ]


def test_the_same_seed_gives_the_same_numbers_but_for_times(bench, report):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(retrieval, "FEWEST", 5)
        again = evaluate(bench)

    assert without_times(again) == without_times(report)


def test_the_report_names_what_is_absent_and_what_is_invented(bench, tmp_path):
    alone = Bench(settings=bench.settings, data=tmp_path / "nowhere", seed=7, progress=silent, encoder=bench.encoder)

    found = evaluate(alone)
    text = write_report(found)

    assert (found["channels"], found["sentences"], found["languages"]) == (None, None, None)
    assert text.count("Not measured: the data set is not in the folder.") == 3
    assert "300 invented creators: this only shows that everything runs." in text


def test_the_report_shows_every_system_in_a_table(report):
    text = write_report(report)

    assert "| our recipe, the 6 nearest topics removed |" in text
    assert "| worst |" in text


def test_the_measures_inside_a_creator_language_stand_beside_the_cosines(report):
    text = write_report(report)

    assert {language: list(found) for language, found in report["channels"]["within"].items()} == {
        "en": ["ndcg@10", "recall@50", "mrr"]
    }
    assert "| creators | measure | our recipe | cosine of the encoder |" in text
    assert "| en | recall@50 |" in text
