from datetime import date

import pytest

from matcher.authenticity.nouns import LEVELS, Authenticity, Event, Evidence
from matcher.domain import Filter, Range
from matcher.errors import InvalidBrief, InvalidFilter
from web.authenticity import CAUSES, HEADLINES, say_event, say_evidence, show_authenticity
from web.read import read_brief, read_filter

ACCUSING = ("bought", "fake", "fraud", "cheat", "bot")
EVENT = Event(
    date=date(2026, 3, 13),
    kind="jump",
    probability=0.81234,
    subscribers=5_200,
    benign=None,
    days=2,
    expected=40,
    share=0.104,
)
FOUND = Authenticity(
    level="unclear",
    probability=0.3,
    interval=(0.1, 0.6),
    events=(EVENT,),
    evidence=(Evidence(kind="engagement", log_odds=0.6, numbers={"found": 0.004, "usual": 0.021, "peers": 1_234.0}),),
    prior=0.15,
    version="1",
)


def test_the_json_holds_what_the_command_prints_and_what_it_rests_on():
    assert show_authenticity(FOUND) == {
        "level": "unclear",
        "probability": 0.3,
        "interval": [0.1, 0.6],
        "events": [{"date": "2026-03-13", "kind": "jump", "probability": 0.8123, "subscribers": 5_200, "benign": None}],
        "prior": 0.15,
        "version": "1",
        "summary": "Some signs speak for this audience and some do not: please look at the evidence.",
        "evidence": [
            {
                "kind": "engagement",
                "text": "0.4% of followers react to a post; 2.1% is usual among 1,234 creators of this size.",
                "log_odds": 0.6,
                "numbers": {"found": 0.004, "usual": 0.021, "peers": 1_234.0},
            }
        ],
        "faults": [],
    }
    assert show_authenticity(None) is None


@pytest.mark.parametrize("kind", ["jump", "rise", "wave", "fall"])
def test_no_sentence_accuses_anybody(kind):
    event = Event(**{name: getattr(EVENT, name) for name in EVENT.__slots__} | {"kind": kind})
    said = [say_event(event, "en"), *HEADLINES.values(), *(CAUSES[cause] for cause in CAUSES)]

    assert [one for one in said if any(word in one.lower().split() for word in ACCUSING)] == []


def test_every_level_has_its_sentence():
    assert set(HEADLINES) == set(LEVELS)


@pytest.mark.parametrize(
    ("kind", "numbers", "said"),
    [
        ("comments", {"found": 210.4, "usual": 41.0, "peers": 12.0}, "210 likes for each comment; 41 is usual"),
        ("following", {"following": 7_400, "followers": 2_100}, "Follows 7,400 accounts and has 2,100 followers."),
        ("verified", {}, "The platform has verified the account."),
        ("history", {"days": 30, "events": 2, "explained": 0}, "Unexplained changes within 30 days: 2."),
        ("history", {"days": 30, "events": 0, "explained": 0}, "Within 30 days, followers changed only as far"),
    ],
)
def test_evidence_is_said_with_its_numbers(kind, numbers, said):
    assert said in say_evidence(Evidence(kind=kind, log_odds=0.0, numbers=numbers), "en")


def test_an_event_tells_size_days_and_share():
    assert say_event(EVENT, "en") == "Unexplained jump: +5,200 followers (10.4%); days it took: 2."


def test_the_filter_and_the_order_are_read():
    assert read_filter({"authenticity": {"min": 0.7}}) == Filter(authenticity=Range(min=0.7))
    assert read_filter({"authenticity": {}}) == Filter()
    assert read_brief({"text": "tea", "sort": "authenticity"}).sort == "authenticity"
    assert read_brief({"text": "tea"}).sort == "fit"


@pytest.mark.parametrize(
    "bounds",
    [0.7, {"min": "0.7"}, {"min": 1.5}, {"min": True}, {"max": float("nan")}, {"min": 0.9, "max": 0.1}, {"a": 1}],
)
def test_bounds_that_are_no_shares_are_refused(bounds):
    with pytest.raises(InvalidFilter):
        read_filter({"authenticity": bounds})


@pytest.mark.parametrize("sort", ["price", 1, ["fit"]])
def test_an_unknown_order_is_refused(sort):
    with pytest.raises(InvalidBrief):
        read_brief({"text": "tea", "sort": sort})
