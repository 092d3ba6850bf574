import time
from datetime import UTC, datetime, timedelta

import pytest

from indexer.catalogue.access.keys import InvalidKey, KeyNotFound, create_key, find_key, list_keys, note_use, revoke_key
from indexer.catalogue.transactions import writing

NOW = datetime(2026, 10, 1, 3, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_only_the_whole_key_opens(engine):
    key, text = create_key(engine, "crm", ["read"], NOW)

    assert find_key(engine, text) == key
    for other in (
        text[:-1],
        text + "x",
        text.upper(),
        key.prefix,
        "",
        "enm_",
        "x" * 10_000,
        "\udcff",
        "\0",
        text[:12] + "_" + "\0" * 43,
    ):
        assert find_key(engine, other) is None


def test_a_revoked_key_opens_nothing_and_cannot_be_revoked_again(engine):
    key, text = create_key(engine, "crm", ["read"], NOW)

    revoke_key(engine, key.prefix, NOW)

    assert find_key(engine, text) is None
    with pytest.raises(KeyNotFound):
        revoke_key(engine, key.prefix, NOW)


@pytest.mark.parametrize(("name", "scopes"), [("", ["read"]), ("x" * 65, ["read"]), ("crm", []), ("crm", ["all"])])
def test_a_key_needs_a_name_and_a_scope(engine, name, scopes):
    with pytest.raises(InvalidKey):
        create_key(engine, name, scopes, NOW)


def test_the_last_use_is_kept_to_the_minute(engine):
    _, text = create_key(engine, "crm", ["read"], NOW)

    seen = []
    for moment in (NOW, NOW + 59 * SECOND, NOW + 60 * SECOND):
        note_use(engine, find_key(engine, text), moment)
        seen.append(list_keys(engine)[0].used_at)

    assert seen == [NOW, NOW, NOW + 60 * SECOND]


def test_noting_a_use_waits_for_nobody(engine):
    key, text = create_key(engine, "crm", ["read"], NOW)

    began = time.monotonic()
    with writing(engine):
        note_use(engine, key, NOW)

    assert time.monotonic() - began < 5
    assert find_key(engine, text).used_at == (None if engine.dialect.name == "sqlite" else NOW)
