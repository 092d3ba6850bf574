import re

import pytest
from click.testing import CliRunner

from indexer.catalogue.access.keys import find_key, list_keys
from indexer.catalogue.access.users import InvalidUser, UserNotFound, find_password
from indexer.catalogue.opening import open_catalogue
from indexer.settings import read_settings
from scripts.cli import enmusubi
from web.access.passwords import is_right

PASSWORD = "correct horse battery"  # noqa: S105 (of a test)


@pytest.fixture
def run(tmp_path):
    def run(*arguments, typed=""):
        return CliRunner().invoke(enmusubi, [*arguments, "--home", str(tmp_path)], input=typed)

    return run


@pytest.fixture
def engine(tmp_path):
    engine = open_catalogue(read_settings({}, tmp_path).database)
    yield engine
    engine.dispose()


def test_the_first_user_is_an_admin_the_next_an_editor_and_a_role_can_be_given(run):
    said = [
        run("user", "add", name, *more, typed=PASSWORD).output
        for name, *more in (["Mio"], ["ren"], ["guest", "--role", "viewer"])
    ]

    assert said == ["mio can sign in (admin).\n", "ren can sign in (editor).\n", "guest can sign in (viewer).\n"]
    lines = run("user", "list").output.splitlines()
    assert [line.rsplit("\t", 1)[0] for line in lines] == ["guest\tviewer", "mio\tadmin", "ren\teditor"]


def test_a_password_is_stored_as_an_argon2_hash_and_can_be_changed(run, engine):
    run("user", "add", "mio", typed=PASSWORD)
    _, first = find_password(engine, "mio")
    run("user", "password", "mio", typed="another horse entirely\n")
    _, second = find_password(engine, "mio")

    assert first.startswith("$argon2id$")
    assert (is_right(PASSWORD, first), is_right(PASSWORD, second)) == (True, False)
    assert is_right("another horse entirely", second)


@pytest.mark.parametrize(
    ("arguments", "typed", "kind"),
    [
        (("add", "mio"), "too short", InvalidUser),
        (("add", "mio"), "x" * 201, InvalidUser),
        (("add", " "), PASSWORD, InvalidUser),
        (("add", "x" * 65), PASSWORD, InvalidUser),
        (("add", "a\tb"), PASSWORD, InvalidUser),
        (("add", "taken"), PASSWORD, InvalidUser),
        (("remove", "nobody"), "", UserNotFound),
        (("password", "nobody"), PASSWORD, UserNotFound),
    ],
)
def test_what_cannot_be_done_is_said(run, arguments, typed, kind):
    run("user", "add", "taken", typed=PASSWORD)

    answer = run("user", *arguments, typed=typed)

    assert isinstance(answer.exception, kind)
    assert [line.split("\t")[0] for line in run("user", "list").output.splitlines()] == ["taken"]


def test_a_user_is_removed(run):
    run("user", "add", "mio", typed=PASSWORD)

    assert run("user", "remove", "mio").output == "mio can no longer sign in.\n"
    assert run("user", "list").output == ""


def test_a_key_is_printed_once_stored_hashed_listed_and_revoked(run, engine, tmp_path):
    made = run("key", "create", "crm", "--scope", "write")
    text = made.stdout.strip()
    prefix = text[:12]

    assert re.fullmatch(r"enm_[0-9a-f]{8}_[A-Za-z0-9_-]{43}", text)
    assert find_key(engine, text).scopes == {"read", "write"}
    engine.dispose()
    assert text.encode() not in b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    listed = run("key", "list").output
    assert re.fullmatch(rf"{prefix}\tcrm\tread,write\tmade \d{{4}}-\d\d-\d\d\tnever used\tin use\n", listed)
    assert run("key", "revoke", prefix).output == f"{prefix} (crm) no longer opens anything.\n"
    assert find_key(engine, text) is None
    assert "revoked" in run("key", "list").output
    assert run("key", "revoke", prefix).exit_code == 1


@pytest.mark.parametrize("scope", ["everything", ""])
def test_a_key_has_a_scope_that_exists(run, scope):
    assert run("key", "create", "crm", "--scope", scope).exit_code == 2


def test_a_key_reads_unless_it_is_told_otherwise(run, engine):
    run("key", "create", "crm")

    assert [key.scopes for key in list_keys(engine)] == [{"read"}]
