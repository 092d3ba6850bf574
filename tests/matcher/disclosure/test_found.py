"""What a verdict tells: the words, their places, and why."""

import pytest

from indexer.disclosure.packs import read_pack
from matcher.disclosure.judge import Found, Shown, judge

JP, US = read_pack("jp"), read_pack("us")


def found_in(shown: Shown, rules=JP) -> list[Found]:
    return list(judge(shown, rules).found)


@pytest.mark.parametrize(
    ("text", "term", "start"),
    [
        ("#PR 新作", "PR", 1),
        ("PR 新作", "PR", 0),
        ("😀😀【PR】", "PR", 3),
        ("Ｐ Ｒ：新作", "Ｐ Ｒ", 0),
        ("【ﾌﾟﾛﾓｰｼｮﾝ】", "ﾌﾟﾛﾓｰｼｮﾝ", 1),
        ("#P\u200bR", "P\u200bR", 1),
        ("㍿から提供を受けました", "から提供を受け", 1),
        ("A社から商品の提供を受けて投稿", "から商品の提供を受け", 2),
    ],
)
def test_words_are_told_as_they_stand_with_their_place_in_code_points(text, term, start):
    first, *others = found_in(Shown(text=text))

    assert (first.term, first.start, first.end) == (term, start, start + len(term))
    assert others == []


def test_each_finding_says_why_in_both_languages_and_where_that_was_read():
    (first,) = found_in(Shown(text="#PR"))

    assert first.why == {
        "ja": "運用基準が例示する「広告」「宣伝」「プロモーション」「PR」の表示です。",
        "en": "One of the words that the operating standard names: 広告, 宣伝, プロモーション, PR.",
    }
    assert first.source == "standard"


def test_a_title_is_always_seen():
    verdict = judge(Shown(title="【PR】新作", text="長い説明", platform="youtube"), JP)

    assert verdict.verdict == "clear"
    assert [(one.where, one.start) for one in verdict.found] == [("title", 1)]


def test_tags_beside_the_text_may_not_be_seen():
    verdict = judge(Shown(text="新作", tags=("PR", "コスメ")), JP)

    assert (verdict.verdict, verdict.reason) == ("unclear", "only_in_tags")
    assert [(one.where, one.term, one.hidden) for one in verdict.found] == [("tags", "PR", "only_in_tags")]


def test_tags_that_stand_in_the_text_are_not_told_twice():
    assert [one.where for one in found_in(Shown(text="新作 #PR", tags=("PR",)))] == ["text"]


@pytest.mark.parametrize("rules", [JP, US], ids=["jp", "us"])
def test_the_platforms_own_label_alone_is_for_a_person_to_judge(rules):
    verdict = judge(Shown(text="新作", labelled=True), rules)

    assert (verdict.verdict, verdict.reason) == ("unclear", "platform_label")
    assert [(one.where, one.term) for one in verdict.found] == [("label", "")]


def test_a_label_beside_the_words_changes_nothing():
    assert judge(Shown(text="#PR 新作", labelled=True), JP).verdict == "clear"
    assert judge(Shown(text="新作", labelled=False), JP).verdict == "not_applicable"


def test_a_verdict_carries_its_rules_and_their_version():
    verdict = judge(Shown(text="#PR"), JP)

    assert (verdict.rules, verdict.version) == ("jp", JP.version)


def test_several_findings_come_in_the_order_of_the_text():
    text = "#提供 @kose_official 様よりご提供いただきました。クーポンコード HARU10"

    assert [(one.kind, one.start) for one in found_in(Shown(text=text))] == [("unclear", 1), ("clear", 4), ("due", 33)]
