import json
from dataclasses import asdict
from pathlib import Path

import pytest

from scripts.evaluate.languages import (
    KINDS,
    LanguageReport,
    calibrate,
    cut_kanji,
    measure_languages,
    write_captions,
)

SENTENCES = {
    "ja": ["雑談配信を始めます。経済の話", "新宿駅から渋谷駅まで歩く", "文化と手紙"],
    "zh": ["手机，开箱评测", "今天去上海。文化，很好"],
    "en": ["The best coffee in town is round the corner", "We walk to the old harbour"],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three languages in the shape of the open data."""
    for name in KINDS.values():
        (tmp_path / "language-id" / name).mkdir(parents=True)
        for language, lines in SENTENCES.items():
            (tmp_path / "language-id" / name / f"{language}.txt").write_text("\n".join([*lines, "", ""]), "utf-8")
    return tmp_path


def test_kanji_are_cut_in_equal_numbers_of_each_length_and_none_stands_in_both():
    cut = cut_kanji(SENTENCES, seed=1)

    assert [sorted(map(len, cut[code])) for code in ("ja", "zh")] == [[2, 2, 4], [2, 2, 4]]
    assert "文化" not in cut["ja"] + cut["zh"]
    assert cut == cut_kanji(SENTENCES, seed=1)


def test_calibration_compares_what_was_claimed_with_what_was_so():
    right = calibrate({"ja": ["今日は良い天気です"], "zh": ["手机开箱评测"]})
    wrong = calibrate({"en": ["今日は良い天気です"], "zh": ["😀"]})

    assert right == pytest.approx(
        {"mean confidence": 0.997, "accuracy of answers": 1.0, "expected calibration error": 0.003}, abs=0.003
    )
    assert wrong == pytest.approx(
        {"mean confidence": 0.995, "accuracy of answers": 0.0, "expected calibration error": 0.995}
    )


def test_captions_are_the_same_for_the_same_seed():
    captions = write_captions(SENTENCES, seed=3)

    assert captions == write_captions(SENTENCES, seed=3) != write_captions(SENTENCES, seed=4)
    assert len(captions) == 1_000


def test_everything_is_measured_beside_the_detectors_that_one_would_take_instead(folder: Path):
    report = measure_languages(folder, seed=0)

    assert isinstance(report, LanguageReport)
    assert json.loads(json.dumps(asdict(report))) == asdict(report)
    assert list(report.accuracy) == list(report.coverage) == list(report.kanji) == list(report.texts_per_second)
    assert list(report.accuracy) == ["langdetect", "py3langid", "py3langid, 49 languages", "ensemble"]
    assert report.accuracy["ensemble"] == dict.fromkeys(KINDS, 1.0)
    assert report.by_language == dict.fromkeys(("en", "ja", "zh"), dict.fromkeys(KINDS, 1.0))
    assert report.kanji["ensemble"]["accuracy"] == 1.0
    assert report.kanji["langdetect"]["accuracy"] < 1
    assert report.pooled == {"draws": 2_000, "ja": 1.0, "zh": 1.0}
    assert report.megabytes is None or 50 < report.megabytes < 600


def test_on_the_open_data_short_texts_and_kanji_are_told_better_than_by_any_one_detector(data_folder: Path):
    report = measure_languages(data_folder, seed=0)

    ours, best = report.accuracy["ensemble"], {}
    for kind in KINDS:
        best[kind] = max(kinds[kind] for name, kinds in report.accuracy.items() if name != "ensemble")
    assert ours["single words"] >= 0.80 > best["single words"]  # measured: 0.845 and 0.702
    assert ours["word pairs"] >= 0.91 > best["word pairs"]  # 0.937 and 0.883
    assert ours["sentences"] >= 0.993 > best["sentences"]  # 0.996 and 0.990
    assert report.kanji["ensemble"]["accuracy"] >= 0.91  # 0.927
    assert min(report.pooled["ja"], report.pooled["zh"]) >= 0.998
    assert max(each["expected calibration error"] for each in report.calibration.values()) < 0.04
