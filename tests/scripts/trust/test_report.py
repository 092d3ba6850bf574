from dataclasses import replace

import numpy as np
import pytest

from indexer.authenticity.weights import read_weights
from scripts.trust.growth import KINDS, measure_detection, simulate_channels
from scripts.trust.inject import Purchase, inject
from scripts.trust.measures import measure_auc, measure_calibration, measure_recall
from scripts.trust.report import BEGIN, END, put_into
from tests.matcher.authenticity.days import even_days

NOTHING = {"version": "1", "seed": 7, "accounts": None, "growth": None, "simulated": None, "cost": None}


def test_a_purchase_is_delivered_over_its_days_rounded_and_drops_off():
    days = [replace(day, followers=100_000) for day in even_days(10)]

    bought = inject(days, Purchase(share=0.1, days=2, start=4, views=0.1))

    assert [day.followers for day in bought] == [100_000] * 4 + [105_000, 110_000, *[109_000] * 4]
    assert bought[3].views == days[3].views
    assert bought[5].views == round(days[5].views * 1.1)


def test_simulated_channels_are_those_of_the_seed():
    assert simulate_channels(3)["0"] == simulate_channels(3)["0"]


def test_measures_of_probabilities():
    probabilities, labels = np.array([0.1, 0.2, 0.9, 0.8]), np.array([False, False, True, True])

    assert measure_auc([0.1, 0.2], [0.9, 0.2]) == 0.875
    assert measure_recall(probabilities, labels, 0.05) == 1.0
    assert measure_calibration(probabilities, labels) == pytest.approx(0.15)


def test_only_the_measured_part_of_the_page_is_written():
    page = put_into(f"before\n{BEGIN}\nold\n{END}\nafter\n", NOTHING)

    assert page.startswith(f"before\n{BEGIN}\nWritten by `enmusubi evaluate trust --seed 7`")
    assert page.endswith(f"{END}\nafter\n")
    assert "old" not in page
    assert page.count("Not measured") == 4


def test_detection_is_measured_beside_false_alarms():
    channels = dict(list(simulate_channels(3).items())[:12])

    found = measure_detection(channels, read_weights(), seed=3, kinds=[replace(KINDS[0], shares=(0.1,))])

    assert (found["channels"], found["judged"], found["months"], found["alarms"]) == (12, 12, 12.0, 0)
    assert found["kinds"][0]["found"] > 0.9
