"""What creators disclosed, and who paid them, from the file to the answer."""

from collections.abc import Mapping

import numpy as np
import pytest

from indexer.disclosure import packs
from indexer.index.arrays import write_arrays
from indexer.index.disclosed import Disclosed, DisclosedBuilder, write_disclosed_filter
from indexer.index.filters import PLACES
from matcher.disclosure.brands import digest_key
from matcher.disclosure.nouns import Record
from matcher.domain import Brief, Filter, Range
from matcher.search import find_matches
from tests.home import NOW, Home

VERSION = packs.read_pack("jp").version


def creator(name: str, *texts: str, **more: object) -> Mapping[str, object]:
    posts = [{"external_id": f"{name}{number}", "text": text} for number, text in enumerate(texts)]
    return {"platform": "instagram", "external_id": name, "name": name, "posts": posts, **more}


PLAIN = creator("plain", "#PR @kose_official の新作リップ", "【広告】資生堂さんの口紅", region="JP")
HALF = creator("half", "#PR @glow_official の新作リップ", "#提供 新作リップ #コーセー", region="JP")
NEVER = creator("never", "クーポンコード HARU10 で新作リップ", region="JP")
UNPAID = creator("unpaid", "今日は友達とカフェへ。@kose_official の前で待ち合わせ", region="JP")
ABROAD = creator("abroad", "#ad new lipstick by @acme", region="US")


@pytest.fixture
def paid(home: Home) -> Home:
    home.import_rows([PLAIN, HALF, NEVER, UNPAID, ABROAD])
    home.index()
    return home


def find(home: Home, **must: object) -> list[str]:
    brief = Brief(text="リップ", filter=Filter(platforms=frozenset({"instagram"}), **must))
    found = {match.creator.external_id for match in find_matches(brief, home.shelves()).matches}
    return sorted(found - {"lip"})


def test_a_share_passes_its_bounds_and_an_unknown_one_never_does(paid: Home):
    assert find(paid, disclosure=Range(min=0.8)) == ["abroad", "plain"]
    assert find(paid, disclosure=Range(min=0.5)) == ["abroad", "half", "plain"]
    assert find(paid, disclosure=Range(min=0)) == ["abroad", "half", "never", "plain"]
    assert find(paid, disclosure=Range(max=0.5)) == ["half", "never"]
    assert find(paid, disclosure=Range(min=0.1, max=0.9)) == ["half"]


@pytest.mark.parametrize(
    ("names", "left"),
    [
        ({"Kose"}, ["abroad", "half", "never", "unpaid"]),
        ({"資生堂"}, ["abroad", "half", "never", "unpaid"]),
        ({"コーセー"}, ["abroad", "never", "plain", "unpaid"]),  # a hashtag beside a disclosure
        ({"kose", "GLOW"}, ["abroad", "never", "unpaid"]),
        ({"@acme"}, ["half", "never", "plain", "unpaid"]),
        ({"nobody", "!"}, ["abroad", "half", "never", "plain", "unpaid"]),
    ],
)
def test_whoever_was_paid_by_a_competitor_is_left_out(paid: Home, names, left):
    assert find(paid, sponsors_not=frozenset(names)) == left


def test_an_answer_shows_the_counts_by_the_rules_of_the_creators_region(paid: Home):
    answer = find_matches(Brief(text="リップ"), paid.shelves())
    shown = {match.creator.external_id: match.creator.disclosure for match in answer.matches}

    assert shown["half"] == Record(clear=1, unclear=1, missing=0, rules="jp", version=VERSION)
    assert shown["abroad"] == Record(clear=1, unclear=0, missing=0, rules="us", version=VERSION)
    assert shown["unpaid"].share is None


def test_facets_obey_the_filter(paid: Home):
    assert paid.shelves().facets(Filter(disclosure=Range(min=0.8)), NOW.date()).total == 2
    assert paid.shelves().facets(Filter(sponsors_not=frozenset({"kose"})), NOW.date()).total == 8


def test_a_changed_post_changes_the_record_in_the_delta(paid: Home):
    paid.import_rows(
        [{**NEVER, "posts": [{"external_id": "never0", "text": "#PR クーポンコード HARU10 で新作リップ"}]}]
    )
    paid.index()

    assert find(paid, disclosure=Range(min=0.8)) == ["abroad", "never", "plain"]


def test_other_rules_judge_everybody_anew_and_embed_nothing(paid: Home, monkeypatch):
    monkeypatch.setattr("indexer.index.reindex.name_rules", lambda: "jp-3000 us-3000")
    monkeypatch.setattr("indexer.index.build.name_rules", lambda: "jp-3000 us-3000")

    built = paid.index()

    assert (built.kind, built.embedded_passages, built.embedded_views) == ("full", 0, 0)
    assert paid.index().kind == "nothing"


def test_columns_come_back_as_they_were_written(tmp_path):
    builder = DisclosedBuilder()
    builder.add(Record(clear=3, unclear=1, missing=0, rules="us", version="x"), [digest_key("kose")])
    builder.add(Record(clear=0, unclear=0, missing=0, rules="jp", version="x"), [])
    builder.add(
        Record(clear=0, unclear=2, missing=1, rules="jp", version="x"), [digest_key("glow"), digest_key("kose")]
    )
    builder.write(tmp_path)
    write_arrays(tmp_path, {PLACES: np.array([2, -1, 0, 1, *[-1] * 60], np.int32)})
    write_disclosed_filter(tmp_path)

    disclosed = Disclosed(tmp_path)

    assert disclosed.read(0) == Record(clear=3, unclear=1, missing=0, rules="us", version=VERSION)
    assert sorted(disclosed.find_sponsored(["KOSE official"]).tolist()) == [0, 2]
    assert disclosed.find_sponsored([]).tolist() == []
    assert int(disclosed.find(Range(min=0.0))[0]) == 0b101  # the places of rows 2 and 0
    assert int(disclosed.find(Range(min=0.7))[0]) == 0b100


def test_columns_of_nobody_can_be_read(tmp_path):
    DisclosedBuilder().write(tmp_path)
    write_arrays(tmp_path, {PLACES: np.zeros(0, np.int32)})
    write_disclosed_filter(tmp_path)

    assert Disclosed(tmp_path).find_sponsored(["kose"]).tolist() == []
