from datetime import date

from hypothesis import given

from indexer.authenticity.signals import read_signals, write_signals
from matcher.authenticity.history import clean_history
from matcher.authenticity.rises import measure_growth
from matcher.authenticity.signals import Signals, measure_signals
from matcher.domain import Creator
from tests.matcher.authenticity.days import TODAY
from tests.matcher.authenticity.test_events import days_of_any_kind


@given(days=days_of_any_kind)
def test_what_is_written_of_any_history_is_read_back(days):
    history = clean_history(days, TODAY)
    growth = measure_growth(history) if len(history.days) > 1 else None
    signals = Signals(platform="youtube", followers=5, verified=True, growth=growth, faults=history.faults)

    assert read_signals(write_signals(signals)) == signals


def test_of_a_creator_who_shows_nothing_nothing_is_written():
    signals = measure_signals(Creator(id=1, platform="x", external_id="1"), date(2026, 10, 1))

    assert write_signals(signals) == b""
    assert read_signals(b"") is None
