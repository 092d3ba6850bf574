import sys
from pathlib import Path
from subprocess import run

import pytest
from babel.messages.pofile import read_po
from babel.support import Translations

import web
from web.names import name_language, name_region, write_compact, write_share

ROOM = Path(web.__file__).parent
MESSAGES = ROOM / "translations" / "ja" / "LC_MESSAGES"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("ja", "ja"),
        ("en-GB,ja;q=0.5", "en"),
        ("fr, ja;q=0.3", "ja"),
        ("fr", "en"),
        ("", "en"),
        ("ja-JP", "ja"),
        ("*", "en"),
        ("ja;q=0", "en"),
    ],
)
def test_the_browser_chooses_the_language(client, accepted, language):
    page = client.get("/", headers={"Accept-Language": accepted}).get_data(as_text=True)

    assert f'<html lang="{language}">' in page


def test_the_switch_wins_over_the_browser_and_leads_back(client):
    answer = client.get("/language/ja?next=/creators/1%3Fa=b")

    page = client.get("/", headers={"Accept-Language": "en"}).get_data(as_text=True)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/creators/1?a=b")
    assert '<html lang="ja">' in page
    cookie = client.get_cookie("language")
    assert (cookie.value, cookie.http_only, cookie.same_site, cookie.path) == ("ja", True, "Lax", "/")


def test_a_cookie_that_means_nothing_is_ignored(client):
    client.set_cookie("language", "xx")

    assert '<html lang="ja">' in client.get("/", headers={"Accept-Language": "ja"}).get_data(as_text=True)


@pytest.mark.parametrize(
    "address", ["https://example.com", "//example.com", "/\\example.com", "example.com", "javascript:alert(1)", "/a\n"]
)
def test_the_switch_leads_to_this_server_only(client, address):
    answer = client.get("/language/ja", query_string={"next": address})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_a_language_that_the_page_does_not_speak_is_404(client):
    answer = client.get("/language/fr")

    assert answer.status_code == 404
    assert client.get_cookie("language") is None


def test_the_switch_comes_back_to_the_same_search(client):
    page = client.get("/?q=%E8%8C%B6%26&language=ja").get_data(as_text=True)

    assert 'href="/language/ja?next=/?q%3D%25E8%258C%25B6%2526%26language%3Dja"' in page


def test_every_message_is_translated():
    with (MESSAGES / "messages.po").open("rb") as file:
        messages = [message for message in read_po(file, locale="ja") if message.id]

    assert len(messages) > 100
    assert [error for message in messages for error in message.check()] == []
    assert [message.id for message in messages if message.fuzzy or not all(strings_of(message))] == []


def test_every_translation_is_compiled():
    with (MESSAGES / "messages.po").open("rb") as file:
        messages = [message for message in read_po(file, locale="ja") if message.id]
    compiled = Translations.load(ROOM / "translations", ["ja"])

    stale = [
        message.id
        for message in messages
        if strings_of(message)[0]
        != (compiled.ngettext(*message.id, 1) if message.pluralizable else compiled.gettext(message.id))
    ]

    assert stale == []


def strings_of(message):
    return message.string if message.pluralizable else (message.string,)


def test_the_translations_hold_what_the_pages_say(tmp_path):
    template = tmp_path / "messages.pot"
    command = ["-m", "babel.messages.frontend", "-q", "extract", "-F", "translations/babel.cfg", "-k", "Phrase"]
    run([sys.executable, *command, "-o", template, "."], cwd=ROOM, check=True)
    with template.open("rb") as said, (MESSAGES / "messages.po").open("rb") as written:
        assert {message.id for message in read_po(said)} == {message.id for message in read_po(written)}


@pytest.mark.parametrize(
    ("code", "english", "japanese"),
    [
        ("JP", "Japan", "日本"),
        ("JP-13", "Tokyo, Japan", "東京都"),
        ("JP-01", "Hokkaido, Japan", "北海道"),
        ("JP-27", "Osaka, Japan", "大阪府"),
        ("JP-14", "Kanagawa, Japan", "神奈川県"),
        ("US-CA", "California, United States", "アメリカ合衆国 カリフォルニア"),
        ("TH-10", "Krung Thep Maha Nakhon, Thailand", "タイ Krung Thep Maha Nakhon"),
        ("XX-99", "XX-99", "XX-99"),
    ],
)
def test_regions_have_names(code, english, japanese):
    assert (name_region(code, "en"), name_region(code, "ja")) == (english, japanese)


@pytest.mark.parametrize(
    ("code", "english", "japanese"),
    [
        ("ja", "Japanese", "日本語"),
        ("zh-Hant", "Chinese (Traditional)", "中国語 (繁体字)"),
        ("pt-BR", "Portuguese (Brazil)", "ポルトガル語 (ブラジル)"),
        ("zzz", "zzz", "zzz"),
        ("?", "?", "?"),
    ],
)
def test_languages_have_names(code, english, japanese):
    assert (name_language(code, "en"), name_language(code, "ja")) == (english, japanese)


@pytest.mark.parametrize(
    ("number", "english", "japanese"),
    [(0, "0", "0"), (950, "950", "950"), (48_200, "48.2K", "4.8万"), (1_204_000, "1.2M", "120.4万")],
)
def test_large_numbers_are_short(number, english, japanese):
    assert (write_compact(number, "en"), write_compact(number, "ja")) == (english, japanese)


def test_shares_carry_their_sign():
    assert [write_share(share) for share in (0.414, -0.08, 0.001, 0.0)] == ["+0.41", "−0.08", "0.00", "0.00"]
