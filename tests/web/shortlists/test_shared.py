import logging
import re
import sys
from datetime import timedelta

import pytest

from indexer.catalogue.shortlists.forgetting import forget_in_lists
from indexer.catalogue.shortlists.shares import hash_secret, list_shares
from indexer.catalogue.shortlists.tables import ShareRow
from indexer.catalogue.transactions import reading, writing
from tests.web.shortlists.conftest import ENGLISH, Planner
from web.shortlists.store import tell_moment


@pytest.fixture
def link(planner, spring):
    """The path of a link to the list."""
    planner.send(f"/shortlists/{spring}/entries/1", note="一押しです", internal_note="高すぎる", tags="NG")
    return planner.share(spring, label="花田様", days=14)


@pytest.fixture
def hanada(app, planner):
    """A client's browser, which has nothing but the link."""
    return Planner(app.test_client(), planner.engine)


def read_shares(planner, id=1):
    with reading(planner.engine) as connection:
        return list_shares(connection, id)


def verdicts(planner):
    return {entry.creator: entry.verdict and entry.verdict.kind for entry in read_shares(planner)[0].entries}


def test_a_client_sees_the_list_and_nothing_internal(hanada, link):
    page = hanada.get(link).text

    assert "<h1>春の新作</h1>" in page
    assert re.findall(r'id="creator-(\d)"', page) == ["2", "1", "4"]
    assert "一押しです" in page
    for hidden in ("高すぎる", ">NG<", "花田様", "90,000", "Shortlists", "/creators/", "/sign-out"):
        assert hidden not in page


def test_the_copy_stays_as_it_was_shared(planner, hanada, spring, link):
    planner.send(f"/shortlists/{spring}/name", name="renamed")
    planner.send(f"/shortlists/{spring}/entries/1", note="changed")
    planner.send(f"/shortlists/{spring}/entries/2/remove")

    page = hanada.get(link).text

    assert "<h1>春の新作</h1>" in page
    assert "一押しです" in page
    assert "Beauty with Ploy" in page


def test_a_client_accepts_rejects_with_a_reason_and_changes_their_mind(planner, hanada, link):
    answer = hanada.send(link, accept=2, reviewer="花田")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{link}#creator-2")
    hanada.send(link, **{"reject": 1, "reason-1": "競合の案件中", "reviewer": "花田"})
    assert verdicts(planner) == {2: "accepted", 1: "rejected", 4: None}
    assert "2 of 3 answered" in hanada.get(link).text

    hanada.send(link, accept=1)
    hanada.send(link, undo=2)

    assert verdicts(planner) == {2: None, 1: "accepted", 4: None}


def test_the_planner_sees_who_said_what(planner, hanada, spring, link):
    hanada.send(link, **{"reject": 1, "reason-1": "競合の案件中", "reviewer": "花田"})
    hanada.send(link, who="@rin_lips", why="前回よかった", reviewer="花田")

    page = planner.get(f"/shortlists/{spring}").text

    for told in ("✕ Rejected", "競合の案件中", "花田", "@rin_lips", "前回よかった", "open until"):
        assert told in page


def test_a_rejection_needs_a_reason(planner, hanada, link):
    answer = hanada.send(link, **{"reject": 1, "reason-1": " \n "})

    assert answer.status_code == 422
    assert "A rejection needs a reason." in answer.text
    assert verdicts(planner)[1] is None


def test_the_name_is_remembered_under_the_link(hanada, link):
    hanada.send(link, accept=2, reviewer="花田")

    assert 'name="reviewer" value="花田"' in hanada.get(link).text


def test_a_recommendation_is_made_and_taken_back(planner, hanada, link):
    assert hanada.send(link, who=" ").status_code == 422
    hanada.send(link, who="https://x.example/rin")
    (made,) = read_shares(planner)[0].recommendations
    assert made.who == "https://x.example/rin"

    hanada.send(link, withdraw=made.id)

    assert read_shares(planner)[0].recommendations == ()


def test_what_a_client_writes_is_shown_not_run(planner, hanada, spring, link):
    evil = "<script>alert(1)</script>"
    hanada.send(link, **{"reject": 1, "reason-1": evil, "reviewer": evil})
    hanada.send(link, who=f"javascript:alert(1) {evil}", why=evil, reviewer=evil)

    for page in (hanada.get(link).text, planner.get(f"/shortlists/{spring}").text):
        assert evil not in page
        assert 'href="javascript:' not in page


def test_unknown_expired_withdrawn_and_deleted_links_answer_alike(planner, hanada, spring):
    withdrawn, expired, deleted = (planner.share(spring) for _ in range(3))
    newest = read_shares(planner, spring)
    planner.send(f"/shortlists/{spring}/shares/{newest[-1].id}/revoke")
    with writing(planner.engine) as connection:
        past = tell_moment() - timedelta(seconds=1)
        hashed = hash_secret(expired.rpartition("/")[2])
        connection.execute(ShareRow.__table__.update().where(ShareRow.token_hash == hashed).values(expires_at=past))

    def tell(path):
        answers = [
            hanada.get(path),
            hanada.send(path, accept=1),
            hanada.send(path, reject=1),
            hanada.send(path, who=""),
        ]
        return {
            (one.status_code, re.sub(r'content="[^"]{60,}"|"X-CSRF-Token": "[^"]+"', "", one.text)) for one in answers
        }

    unknown = tell(f"/shared/{'x' * 43}")
    assert len(unknown) == 1
    assert next(iter(unknown))[0] == 404
    assert "This link does not work" in next(iter(unknown))[1]
    assert tell(withdrawn) == tell(expired) == tell("/shared/x") == unknown

    planner.send(f"/shortlists/{spring}/delete")
    assert tell(deleted) == unknown


def test_one_links_secret_changes_nothing_of_another_link(planner, hanada, spring, link):
    planner.send("/shortlists", name="other")
    planner.send("/shortlists/add", creator=3, shortlist=2)
    other = planner.share(2)
    hanada.send(other, who="@rin")
    (made,) = read_shares(planner, 2)[0].recommendations

    refused = hanada.send(link, accept=3)
    hanada.send(link, withdraw=made.id)

    assert refused.status_code == 404
    assert read_shares(planner, 2)[0].entries[0].verdict is None
    assert read_shares(planner, 2)[0].recommendations == (made,)


def test_another_sites_form_answers_nothing(planner, hanada, link):
    foreign = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    answers = [
        hanada.client.post(link, data={"accept": 1}, headers=ENGLISH),
        hanada.client.post(link, data={"accept": 1, "csrf_token": hanada.word}, headers=foreign),
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert verdicts(planner)[1] is None


def test_a_page_that_sends_no_referrer_can_still_send_its_form(planner, hanada, link):
    own = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}

    answer = hanada.client.post(link, data={"accept": 1, "csrf_token": hanada.word}, headers=own)

    assert answer.status_code == 303
    assert verdicts(planner)[1] == "accepted"


@pytest.mark.parametrize("path", ["/shared/x", "/shared/x/language/ja", "/shared/x/y/z"])
def test_addresses_are_kept_from_other_sites_and_search_engines(hanada, link, path):
    for answer in (hanada.get(path), hanada.get(link), hanada.send(link, accept=1)):
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert answer.headers["Cache-Control"] == "no-store"


def test_the_language_is_switched_without_passing_the_address_on(hanada, link):
    page = hanada.get(link).text
    assert f'href="{link}/language/ja"' in page
    assert "next=" not in page

    answer = hanada.get(f"{link}/language/ja")

    assert answer.headers["Location"] == link
    assert "承認する" in hanada.client.get(link).text
    assert hanada.get(f"{link}/language/xx").status_code == 404


def test_the_secret_is_in_no_log_not_even_of_a_failure(hanada, link, caplog, monkeypatch):
    hanada.client.application.config["PROPAGATE_EXCEPTIONS"] = False
    secret = link.rpartition("/")[2]
    caplog.set_level(logging.DEBUG)

    def fail(*_):
        raise RuntimeError("down")

    monkeypatch.setattr(sys.modules["web.pages.shared"], "open_share", fail)
    answer = hanada.get(link)

    assert answer.status_code == 500
    assert secret not in answer.text
    assert secret not in caplog.text
    assert "RuntimeError: down" in caplog.text


def test_the_secret_is_neither_logged_nor_counted_when_all_goes_well(planner, hanada, link, caplog):
    secret = link.rpartition("/")[2]
    caplog.set_level(logging.DEBUG)

    hanada.get(link)
    hanada.send(link, accept=1)
    hanada.get(f"{link}/language/ja")

    counts = planner.get("/metrics")
    assert counts.status_code == 200
    assert "/shared/" in counts.text
    assert secret not in counts.text
    assert secret not in caplog.text


def test_the_planner_reads_the_secret_once(planner, spring, link):
    assert link.rpartition("/")[2] not in planner.get(f"/shortlists/{spring}").text


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"days": "9999"}, "A link cannot live that long."), ({"label": "a" * 101}, "The name is too long.")],
)
def test_a_link_is_made_for_one_of_the_choices(planner, spring, fields, said):
    answer = planner.send(f"/shortlists/{spring}/shares", **fields)

    assert answer.status_code == 422
    assert said in answer.text
    assert read_shares(planner, spring) == []


def test_an_empty_list_is_not_shared(planner, engine):
    planner.send("/shortlists", name="empty")

    assert planner.send("/shortlists/1/shares").status_code == 422


def test_a_link_lives_fourteen_days_unless_told_otherwise(planner, spring):
    planner.share(spring)
    planner.share(spring, days=90)

    lives = [(share.expires_at - share.created_at).days for share in read_shares(planner, spring)]

    assert lives == [90, 14]


def test_who_is_forgotten_is_gone_from_what_a_client_sees(planner, hanada, link):
    with writing(planner.engine) as connection:
        forget_in_lists(connection, 1)

    page = hanada.get(link).text

    assert "みお｜リップ沼の住人" not in page
    assert "0 of 2 answered" in page


def test_guessing_links_is_slowed_down_and_told_apart_from_nothing(hanada, link):
    statuses = [hanada.get(f"/shared/{number}").status_code for number in range(31)]

    assert statuses == [404] * 30 + [429]
    assert hanada.get(link).status_code == 429
    assert "Retry-After" in hanada.send(link, accept=1).headers
