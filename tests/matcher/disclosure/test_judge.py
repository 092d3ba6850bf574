import pytest

from indexer.disclosure.packs import read_pack
from matcher.disclosure.judge import Shown, judge
from matcher.disclosure.rules import OURS
from tests.matcher.disclosure.cases_jp import CASES_JP
from tests.matcher.disclosure.cases_us import CASES_US

JP, US = read_pack("jp"), read_pack("us")


@pytest.mark.parametrize(("platform", "text", "verdict", "reason", "source"), CASES_JP)
def test_japan(platform, text, verdict, reason, source):
    judged = judge(Shown(text=text, platform=platform), JP)

    assert (judged.verdict, judged.reason) == (verdict, reason)
    assert source in (OURS, *JP.sources)


@pytest.mark.parametrize(("platform", "text", "verdict", "reason", "source"), CASES_US)
def test_united_states(platform, text, verdict, reason, source):
    judged = judge(Shown(text=text, platform=platform), US)

    assert (judged.verdict, judged.reason) == (verdict, reason)
    assert source in (OURS, *US.sources)
