import json

from matcher.domain import Brief
from matcher.errors import InvalidBrief
from matcher.search import find_matches
from tests.web.standin import StandIn
from web.show import show_answer, show_creator, show_error


def test_an_answer_has_the_shape_of_the_contract():
    brief = Brief(text="新作リップ", id="b1", language="ja", limit=1)

    shown = show_answer(find_matches(brief, StandIn()))

    assert list(shown) == ["brief", "generation", "total", "matches"]
    assert shown["brief"] == {"id": "b1", "text": "新作リップ", "language": "ja", "understood": []}
    assert (shown["generation"], shown["total"]) == ("g000012", 4)
    (match,) = shown["matches"]
    assert list(match) == ["rank", "score", "fit", "creator", "reasons", "authenticity", "forecast", "disclosure"]
    assert match["creator"] == {
        "id": 1,
        "platform": "instagram",
        "external_id": "100",
        "handle": "mio_lips",
        "name": "みお｜リップ沼の住人",
        "region": "JP-13",
        "region_source": "declared",
        "region_confidence": None,
        "languages": ["ja"],
        "followers": 48200,
    }
    assert match["score"] == sum(reason["share"] for reason in match["reasons"]) == 0.875
    assert match["reasons"][0] == {
        "kind": "post",
        "share": 0.5,
        "text": "新作ティントを6時間つけっぱなしで検証。マスクにつかないのはこの色でした💋 #新作コスメ",
        "post": "p11",
        "language": "ja",
        "url": "https://instagram.example/p/11",
    }
    assert match["reasons"][1] == {"kind": "tags", "share": 0.25, "text": "コスメ, リップ, イエベ春"}
    assert match["authenticity"] is None


def test_a_creator_is_shown_whole_and_unknown_stays_null():
    shown = show_creator(StandIn().creator(1))

    assert json.loads(json.dumps(shown)) == shown
    assert shown["posts"][0]["published_at"] == "2026-09-01T09:00:00Z"
    assert (shown["posts"][0]["views"], shown["posts"][1]["likes"]) == (None, 0)
    assert shown["history"][0] == {"date": "2026-06-01", "followers": 44000, "views": None}
    assert shown["fees"] == [{"amount": 90000, "currency": "JPY", "deliverable": "post"}]
    assert shown["statistics"] == [
        {
            "name": "views",
            "statistic": "median",
            "value": 25400.0,
            "source": {"name": "export", "observed_at": "2026-09-20T03:00:00Z"},
        }
    ]
    assert shown["sources"] == {"followers": {"name": "export", "observed_at": "2026-09-20T03:00:00Z"}}


def test_an_inferred_region_is_shown_with_its_reasons():
    shown = show_creator(StandIn().creator(4))

    assert (shown["region"], shown["region_source"], shown["region_confidence"]) == ("JP", "inferred", 0.786)
    assert shown["region_evidence"] == [
        {"kind": "flag", "what": "🇯🇵", "where": "bio"},
        {"kind": "place", "what": "大阪", "where": "posts"},
    ]


def test_an_error_is_shown_with_its_code():
    assert show_error(InvalidBrief("It is empty.", "Fill it.")) == {
        "code": "invalid_brief",
        "message": "It is empty. Fill it.",
    }
