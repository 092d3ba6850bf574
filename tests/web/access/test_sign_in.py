from datetime import timedelta

import pytest

from indexer.catalogue.access.sessions import LASTS
from indexer.catalogue.access.users import change_password, remove_user
from tests.web.access.conftest import PASSWORD
from tests.web.tokens import send_form, sign_in
from web.access import visitors

OTHERS_PASSWORD = "another horse entirely"  # noqa: S105 (of a test)


def is_in(client):
    return client.get("/creators/1").status_code == 200


def test_the_right_password_opens_and_leads_on(client, users):
    page = client.get("/sign-in?next=/creators/1").text
    answer = sign_in(client, " Editor ", PASSWORD)

    assert 'name="next" value="/creators/1"' in page
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert is_in(client)


@pytest.mark.parametrize("address", ["https://example.com", "//example.com", "/\\example.com"])
def test_signing_in_leads_to_this_server_only(client, users, address):
    assert 'name="next" value="/"' in client.get("/sign-in", query_string={"next": address}).text


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("editor", "12345678"),
        ("editor", ""),
        ("nobody", PASSWORD),
        ("", ""),
        ("edi\0tor", PASSWORD),
        ("editor", PASSWORD + " "),
        ("x" * 9999, "y" * 9999),
    ],
)
def test_a_wrong_name_and_a_wrong_password_are_answered_alike(client, users, name, password):
    answer = sign_in(client, name, password)

    assert answer.status_code == 401
    assert "The name or the password is wrong." in answer.text
    assert password not in answer.text or not password
    assert not is_in(client)


def test_the_session_changes_at_signing_in_and_one_planted_before_opens_nothing(app, users):
    victim, attacker = app.test_client(), app.test_client()
    attacker.get("/sign-in")
    planted = attacker.get_cookie("enmusubi").value
    victim.set_cookie("enmusubi", planted)

    sign_in(victim, "editor", PASSWORD)

    assert victim.get_cookie("enmusubi").value != planted
    assert is_in(victim)
    assert not is_in(attacker)


def test_a_session_ends_at_signing_out_on_the_server_too(app, users):
    client, thief = app.test_client(), app.test_client()
    sign_in(client, "editor", PASSWORD)
    thief.set_cookie("enmusubi", client.get_cookie("enmusubi").value)
    before = is_in(thief)

    answer = send_form(client, "/sign-out")

    assert (before, answer.status_code, answer.headers["Location"]) == (True, 303, "/sign-in")
    assert (is_in(client), is_in(thief)) == (False, False)


def test_a_session_ends_when_its_time_is_over(client, users, monkeypatch):
    sign_in(client, "editor", PASSWORD)
    before, now = is_in(client), visitors.tell_moment()
    monkeypatch.setattr(visitors, "tell_moment", lambda: now + LASTS - timedelta(minutes=1))
    nearly = is_in(client)
    monkeypatch.setattr(visitors, "tell_moment", lambda: now + LASTS)

    assert (before, nearly, is_in(client)) == (True, True, False)


def test_another_password_and_removal_end_every_session(app, users, hashed):
    clients = [app.test_client(), app.test_client()]
    sign_in(clients[0], "editor", PASSWORD)
    sign_in(clients[1], "viewer", PASSWORD)

    change_password(users, "editor", hashed)
    remove_user(users, "viewer")

    assert [is_in(client) for client in clients] == [False, False]


def test_a_cookie_that_somebody_wrote_is_no_session(client, users):
    client.set_cookie("enmusubi", "eyJzaWduZWRfaW4iOiJ4In0.aaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbb")

    assert not is_in(client)


def test_the_page_shows_who_is_signed_in_in_both_languages(client, users):
    sign_in(client, "editor", PASSWORD)

    english = client.get("/", headers={"Accept-Language": "en"}).text
    japanese = client.get("/", headers={"Accept-Language": "ja"}).text

    assert ("editor" in english, "Sign out" in english, "ログアウト" in japanese) == (True, True, True)
