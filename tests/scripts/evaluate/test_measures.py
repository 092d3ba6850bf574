import pytest

from scripts.evaluate.measures import Mean, by_language, differences, mean_of, measure
from scripts.evaluate.systems import fuse
from scripts.evaluate.tasks import Asked


def asked(id: str, *relevant: str) -> Asked:
    return Asked(id=id, text="t", language=id.rpartition(":")[2], relevant=frozenset(relevant))


TEA, OCHA = asked("tea:en", "a", "b"), asked("tea:ja", "a", "b")


def test_the_measures_are_the_standard_ones():
    found = measure([TEA], {"tea:en": ["x", "a", "y", "b"]})

    assert found["ndcg@10"]["tea:en"] == pytest.approx((1 / 1.58496 + 1 / 2.32193) / (1 + 1 / 1.58496), abs=1e-4)
    assert found["recall@50"]["tea:en"] == 1.0
    assert found["mrr"]["tea:en"] == 0.5
    assert found["p@50"]["tea:en"] == 0.04


def test_an_unanswered_brief_has_nothing():
    assert {name: values["tea:en"] for name, values in measure([TEA], {}).items()} == {
        "ndcg@10": 0.0,
        "recall@50": 0.0,
        "mrr": 0.0,
        "p@50": 0.0,
    }


def test_a_mean_comes_with_an_interval_that_the_seed_repeats():
    values = [0.1, 0.4, 0.4, 0.9, 0.6]

    assert mean_of(values, 7) == mean_of(values, 7)
    assert mean_of(values, 7).mean == pytest.approx(0.48)
    assert 0.1 < mean_of(values, 7).low < 0.48 < mean_of(values, 7).high < 0.9


@pytest.mark.parametrize(("values", "mean"), [([], 0.0), ([0.3], 0.3), ([0.5, 0.5], 0.5)])
def test_where_nothing_varies_the_interval_is_the_mean(values, mean):
    assert mean_of(values, 7) == Mean(mean, mean, mean, len(values))


def test_means_are_by_brief_language_and_differences_by_subject():
    values = {"tea:en": 0.5, "tea:ja": 0.25, "cats:en": 1.0, "cats:ja": 0.75}
    briefs = [TEA, OCHA, asked("cats:en"), asked("cats:ja")]

    assert {language: mean.mean for language, mean in by_language(briefs, values, 7).items()} == {
        "en": 0.75,
        "ja": 0.5,
    }
    assert differences(briefs, values, "en", 7) == {"ja": Mean(-0.25, -0.25, -0.25, 2)}


def test_fusion_favours_what_both_rank_high():
    assert fuse([["a", "b", "c"], ["c", "b", "d"]]) == ["c", "b", "a", "d"]  # 1/61 + 1/63 is more than 2/62
