import re

import pytest

from indexer.catalogue.shortlists.entries import EntryChange, EntryKey, change_entry
from indexer.catalogue.transactions import writing
from tests.web.shortlists.conftest import ENGLISH
from web.shortlists.store import tell_moment


def test_the_first_list_is_made_on_an_empty_page(planner):
    assert "There is no shortlist yet" in planner.get("/shortlists").text

    answer = planner.send("/shortlists", name="  春の新作  ")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/shortlists/1")
    assert "<h1>春の新作</h1>" in planner.get("/shortlists/1").text
    assert '<a href="/shortlists/1">春の新作</a>' in planner.get("/shortlists").text


@pytest.mark.parametrize(
    ("name", "said"),
    [("", "The shortlist has no name."), (" \n", "The shortlist has no name."), ("a" * 101, "The name is too long.")],
)
def test_a_name_that_cannot_be_kept_is_refused(planner, name, said):
    answer = planner.send("/shortlists", name=name)

    assert answer.status_code == 422
    assert said in answer.text


def test_refusals_are_told_in_japanese_too(planner):
    answer = planner.client.post(
        "/shortlists", data={"name": "a" * 101, "csrf_token": planner.word}, headers={"Accept-Language": "ja"}
    )

    assert "名前が長すぎます。" in answer.text


def test_a_list_is_renamed_deleted_and_brought_back(planner, spring):
    planner.send(f"/shortlists/{spring}/name", name="秋の新作")
    assert planner.read(spring).name == "秋の新作"

    answer = planner.send(f"/shortlists/{spring}/delete")
    assert answer.headers["Location"] == f"/shortlists?deleted={spring}"
    assert planner.get(f"/shortlists/{spring}").status_code == 404
    page = planner.get(answer.headers["Location"]).text
    assert "秋の新作 was deleted." in page
    assert f'action="/shortlists/{spring}/restore"' in page

    planner.send(f"/shortlists/{spring}/restore")
    assert [entry.creator for entry in planner.read(spring).entries] == [2, 1, 4]


def test_the_second_of_two_renamers_is_told(planner, spring):
    seen = planner.read(spring).version
    planner.send(f"/shortlists/{spring}/name", name="hers", seen=seen)

    answer = planner.send(f"/shortlists/{spring}/name", name="his", seen=seen)

    assert answer.status_code == 409
    assert "Somebody else changed this meanwhile." in answer.text
    assert 'name="name" value="his"' in answer.text
    assert planner.read(spring).name == "hers"

    newer = re.search(r'name="seen" value="(\d+)"', answer.text).group(1)
    planner.send(f"/shortlists/{spring}/name", name="his", seen=newer)
    assert planner.read(spring).name == "his"


@pytest.mark.parametrize("act", ["", "/print", "/export.csv", "/export.xlsx", "/compare?creator=1&creator=2"])
def test_a_list_that_is_not_there_is_404(planner, act):
    answer = planner.get(f"/shortlists/99{act}")

    assert answer.status_code == 404
    assert "There is no such shortlist" in answer.text


@pytest.mark.parametrize("act", ["name", "shares", "entries/1"])
def test_an_address_that_forms_go_to_leads_back_to_the_list(planner, spring, act):
    assert planner.get(f"/shortlists/{spring}/{act}").headers["Location"] == f"/shortlists/{spring}"


def test_results_and_creator_pages_offer_to_add(planner):
    results, page = planner.get("/?q=lip").text, planner.get("/creators/1").text

    assert 'href="/shortlists/add?creator=1&amp;post=11&amp;post=12"' in results
    assert 'href="/shortlists/add?creator=1"' in page


def test_a_creator_is_put_on_a_new_list_and_on_another_one_and_taken_off(planner, spring):
    answer = planner.send("/shortlists/add", creator=3, name="second")
    assert "Added to second." in answer.text
    second = 2
    assert [entry.creator for entry in planner.read(second).entries] == [3]

    planner.send("/shortlists/add", creator=3, shortlist=spring, post=["31", "x", "-1"])
    assert planner.read(spring).entries[-1].posts == (31,)

    page = planner.get("/shortlists/add?creator=3").text
    assert page.count('name="remove"') == 2

    planner.send("/shortlists/add", creator=3, remove=second)
    planner.send("/shortlists/add", creator=3, remove=second)
    assert planner.read(second).entries == ()


def test_a_creator_is_added_once(planner, spring):
    before = planner.read(spring).entries

    planner.send("/shortlists/add", creator=1, shortlist=spring)

    assert planner.read(spring).entries == before


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"creator": 1, "name": ""}, 422),
        ({"creator": 1, "shortlist": 99}, 404),
        ({"creator": 99, "name": "x"}, 404),
        ({"creator": "9" * 30, "name": "x"}, 404),
        ({"name": "x"}, 404),
    ],
)
def test_what_cannot_be_added_is_refused_and_makes_no_list(planner, fields, status):
    assert planner.send("/shortlists/add", **fields).status_code == status
    assert "There is no shortlist yet" in planner.get("/shortlists").text


def test_notes_and_tags_are_kept(planner, spring):
    planner.send(
        f"/shortlists/{spring}/entries/1", note="第一候補\r\n要確認", internal_note="高い", tags="美容、 春,,美容\x07"
    )

    entry = planner.read(spring).entries[1]
    assert (entry.note, entry.internal_note, entry.tags) == ("第一候補\n要確認", "高い", ("美容", "春"))


def test_only_what_was_changed_in_the_form_is_written(planner, spring):
    planner.send(f"/shortlists/{spring}/entries/1", note="hers", tags="hers")
    seen = 1

    planner.send(
        f"/shortlists/{spring}/entries/1",
        seen=seen,
        note="",
        was_note="",
        tags="his",
        was_tags="hers",
        internal_note="x",
    )

    entry = planner.read(spring).entries[1]
    assert (entry.note, entry.internal_note) == ("hers", "")
    assert entry.tags == ("hers",)


def test_two_planners_change_different_fields_of_one_entry(planner, spring):
    seen = planner.read(spring).version
    planner.send(f"/shortlists/{spring}/entries/1", seen=seen, note="hers", was_note="", tags="", was_tags="")
    planner.send(f"/shortlists/{spring}/entries/1", seen=seen, note="", was_note="", tags="his", was_tags="")

    entry = planner.read(spring).entries[1]
    assert (entry.note, entry.tags) == ("hers", ("his",))


def test_the_second_writer_of_a_note_sees_both_and_may_keep_theirs(planner, spring):
    seen = planner.read(spring).version
    planner.send(f"/shortlists/{spring}/entries/1", seen=seen, note="hers", was_note="")

    answer = planner.send(f"/shortlists/{spring}/entries/1", seen=seen, note="his", was_note="")

    assert answer.status_code == 409
    assert "Somebody else changed this meanwhile." in answer.text
    assert ">his</textarea>" in answer.text
    assert '<p class="soft">hers</p>' in answer.text
    newer = re.search(r'name="seen" value="(\d+)"', answer.text).group(1)
    planner.send(f"/shortlists/{spring}/entries/1", seen=newer, note="his", was_note="hers")
    assert planner.read(spring).entries[1].note == "his"


def test_a_note_that_is_too_long_is_refused_and_still_there_to_shorten(planner, spring):
    answer = planner.send(f"/shortlists/{spring}/entries/1", note="あ" * 2001)

    assert answer.status_code == 422
    assert "The note is too long." in answer.text
    assert "あ" * 2001 in answer.text


def test_entries_are_moved_removed_and_put_back(planner, spring):
    planner.send(f"/shortlists/{spring}/entries/4/move", to="up")
    assert [entry.creator for entry in planner.read(spring).entries] == [2, 4, 1]

    answer = planner.send(f"/shortlists/{spring}/entries/4/remove")
    page = planner.get(answer.headers["Location"]).text
    assert "The creator was removed from the list." in page

    planner.send(f"/shortlists/{spring}/entries/4/restore")
    assert [entry.creator for entry in planner.read(spring).entries] == [2, 4, 1]


def test_a_move_is_told_to_those_who_do_not_see_it(planner, spring):
    answer = planner.send(f"/shortlists/{spring}/entries/4/move", to="up")

    assert "にこのコスメ日記 is now number 2." in planner.get(answer.headers["Location"]).text


@pytest.mark.parametrize("act", ["", "/move", "/remove", "/restore"])
def test_nothing_is_done_to_whom_is_not_on_the_list(planner, spring, act):
    answer = planner.send(f"/shortlists/{spring}/entries/3{act}", note="x", to="up")

    assert answer.status_code == 404
    assert "That creator is not on this shortlist." in answer.text


def test_differing_numbers_stand_apart_from_those_that_are_alike(planner, spring):
    page = planner.get(f"/shortlists/{spring}/compare?creator=1&creator=2").text
    differing, alike, _ = page.split("<tbody>")[1:]

    assert re.findall(r'<th scope="col"><a href="/creators/(\d)"', page) == ["2", "1"]
    assert "Followers" in differing
    assert "48.2K" in differing
    assert "export, Sep 20, 2026" in differing
    assert "Engagement rate" in alike
    assert "新作ティント" in page


@pytest.mark.parametrize("chosen", ["", "creator=1", "creator=1&creator=1", "creator=1&creator=3"])
def test_fewer_than_two_of_the_list_cannot_be_compared(planner, spring, chosen):
    answer = planner.get(f"/shortlists/{spring}/compare?{chosen}")

    assert answer.status_code == 422
    assert "Tick two to five of the list, then compare." in answer.text


def test_the_print_view_is_for_clients_and_speaks_both_languages(planner, spring):
    with writing(planner.engine) as connection:
        said = EntryChange(note="一押しです", internal_note="高すぎる", tags=("NG",))
        change_entry(connection, EntryKey(shortlist=spring, creator=1), said, tell_moment())

    english = planner.get(f"/shortlists/{spring}/print").text
    japanese = planner.get(f"/shortlists/{spring}/print?language=ja").text

    assert "一押しです" in english
    assert "高すぎる" not in english
    assert "NG" not in english
    assert "90,000" not in english
    assert 'lang="en"' in english.partition("<head>")[0]
    assert "What the numbers mean" in english
    assert 'lang="ja"' in japanese.partition("<head>")[0]
    assert "指標の意味" in japanese


@pytest.mark.parametrize("path", ["", "/print", "/compare?creator=2&creator=3"])
def test_what_creators_and_planners_write_is_shown_not_run(planner, spring, path):
    planner.send("/shortlists/add", creator=3, shortlist=spring)
    planner.send(f"/shortlists/{spring}/entries/3", note="<script>alert('note')</script>", tags="<img src=x>")

    page = planner.get(f"/shortlists/{spring}{path}").text

    assert "<script>alert" not in page
    assert "<img" not in page
    assert "javascript:" not in page
    assert "&lt;script&gt;alert(&#39;note&#39;)" in page


def test_a_form_of_another_site_changes_nothing(planner, spring):
    for path in ("/shortlists", f"/shortlists/{spring}/delete", f"/shortlists/{spring}/shares", "/shortlists/add"):
        answer = planner.client.post(path, data={"name": "x", "creator": 1}, headers=ENGLISH)

        assert answer.status_code == 403
    assert planner.read(spring).name == "春の新作"


@pytest.mark.parametrize("path", ["", "/print", "/export.csv", "/compare?creator=1&creator=2"])
def test_a_number_that_no_row_can_have_is_404(planner, path):
    assert planner.get(f"/shortlists/{2**63}{path}").status_code == 404
