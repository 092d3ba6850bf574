import pytest

from matcher.domain import Creator, Match
from scripts.cli.match_command import _say_match


@pytest.mark.parametrize(
    ("region", "confidence", "said"),
    [("JP-13", None, "JP-13,"), ("JP-13", 0.84, "JP-13 (inferred, 84% sure),"), (None, None, "region unknown,")],
)
def test_a_region_that_was_inferred_is_said_to_be(region, confidence, said):
    creator = Creator(id=1, platform="x", external_id="1", region=region, region_confidence=confidence)

    first = next(iter(_say_match(Match(rank=1, creator=creator, score=1.0, fit=0.5, reasons=()))))

    assert said in first
