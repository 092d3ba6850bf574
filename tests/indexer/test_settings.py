from pathlib import Path

import pytest
from platformdirs import user_data_path
from sqlalchemy import make_url

from indexer.settings import InvalidSetting, Settings, read_settings


def test_without_settings_all_lies_in_the_users_data_folder():
    settings = read_settings({})

    assert settings.home == user_data_path("enmusubi")
    assert (settings.model, settings.dtype) == (None, "auto")
    assert make_url(settings.database).database == str(settings.home / "catalogue.db")


def test_all_is_read_from_the_environment():
    settings = read_settings(
        {
            "ENMUSUBI_HOME": "/srv/enmusubi",
            "ENMUSUBI_DATABASE": "postgresql://reader@db/creators",
            "ENMUSUBI_MODEL": "intfloat/multilingual-e5-base",
            "ENMUSUBI_DTYPE": "bfloat16",
            "ENMUSUBI_DETECTOR": "langdetect",
            "HOME": "/root",
        }
    )

    assert settings == Settings(
        home=Path("/srv/enmusubi"),
        database="postgresql://reader@db/creators",
        model="intfloat/multilingual-e5-base",
        dtype="bfloat16",
        detector="langdetect",
    )


def test_a_home_given_on_the_command_line_wins():
    settings = read_settings({"ENMUSUBI_HOME": "/srv/enmusubi"}, Path("/srv/other"))

    assert settings.home == Path("/srv/other")
    assert settings.database == "sqlite:////srv/other/catalogue.db"


def test_an_empty_variable_counts_as_absent():
    empty = {"ENMUSUBI_HOME": "", "ENMUSUBI_DATABASE": "", "ENMUSUBI_MODEL": "", "ENMUSUBI_DTYPE": ""}

    assert read_settings(empty) == read_settings({})


def test_a_home_is_made_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)

    assert read_settings({"ENMUSUBI_HOME": "here"}).home == tmp_path / "here"
    assert read_settings({"ENMUSUBI_HOME": "~/there"}).home == Path.home() / "there"


def test_the_parts_lie_in_the_home():
    settings = read_settings({}, Path("/srv/home"))

    assert settings.snapshots == Path("/srv/home/snapshots")
    assert settings.models == Path("/srv/home/models")
    assert settings.rejects == Path("/srv/home/rejects")


@pytest.mark.parametrize("name", ["what?", "50%25", "a#b", "me@home:1", "東京 カフェ"])
def test_a_home_of_any_name_holds_its_own_catalogue(name):
    settings = read_settings({}, Path("/srv") / name)

    assert make_url(settings.database).database == f"/srv/{name}/catalogue.db"


@pytest.mark.parametrize("dtype", ["float64", "FLOAT32", " auto"])
def test_a_number_format_that_does_not_exist_is_refused_with_those_that_do(dtype):
    with pytest.raises(InvalidSetting) as refused:
        read_settings({"ENMUSUBI_DTYPE": dtype})

    assert refused.value.problem == f"ENMUSUBI_DTYPE is {dtype!r}, which is no number format."
    assert refused.value.fix == "Set it to one of auto, float32, bfloat16, int8."
    assert refused.value.exit_code == 2


@pytest.mark.parametrize(("given", "emv"), [("", False), ("off", False), ("on", True)])
def test_earned_media_value_is_off_unless_it_is_switched_on(given, emv):
    assert read_settings({"ENMUSUBI_EMV": given}).emv is emv


def test_a_switch_is_on_or_off():
    with pytest.raises(InvalidSetting, match="ENMUSUBI_EMV is 'yes'. Set it to one of off, on."):
        read_settings({"ENMUSUBI_EMV": "yes"})


def test_the_home_of_a_user_who_does_not_exist_is_refused():
    with pytest.raises(InvalidSetting) as refused:
        read_settings({"ENMUSUBI_HOME": "~nobody-of-that-name/home"})

    assert refused.value.problem == "There is no user as in the home folder ~nobody-of-that-name/home."
    assert refused.value.fix == "Give the whole path."


def test_hosts_proxies_and_the_secret_are_read(tmp_path):
    environment = {
        "ENMUSUBI_HOSTS": " Search.Example.com, 10.0.0.5 ",
        "ENMUSUBI_PROXIES": "2",
        "ENMUSUBI_SECRET": "s" * 32,
    }

    settings = read_settings(environment, tmp_path)

    assert (settings.hosts, settings.proxies, settings.secret) == (("search.example.com", "10.0.0.5"), 2, "s" * 32)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("ENMUSUBI_HOSTS", "*"),
        ("ENMUSUBI_HOSTS", "https://example.com"),
        ("ENMUSUBI_HOSTS", "example.com:8000"),
        ("ENMUSUBI_HOSTS", "example.com/path"),
        ("ENMUSUBI_HOSTS", ".example.com"),
        ("ENMUSUBI_PROXIES", "-1"),
        ("ENMUSUBI_PROXIES", "6"),
        ("ENMUSUBI_PROXIES", "yes"),
        ("ENMUSUBI_API_RATE", "0"),
        ("ENMUSUBI_API_RATE", "1.5"),
        ("ENMUSUBI_SECRET", "s" * 31),
    ],
)
def test_what_means_nothing_to_the_guard_is_refused(tmp_path, name, given):
    with pytest.raises(InvalidSetting, match=name) as refusal:
        read_settings({name: given}, tmp_path)

    assert name != "ENMUSUBI_SECRET" or given not in str(refusal.value)
