from importlib.resources import files

import pytest

from indexer.disclosure.packs import DEFAULT, PACKS, RulesUnusable, choose_pack, name_rules, parse_pack, read_pack
from matcher.disclosure.judge import REASONS
from matcher.disclosure.rules import CLEAR, OURS


def text_of(name: str) -> str:
    return files("indexer.disclosure.data").joinpath(f"{name}.toml").read_text("utf-8")


@pytest.mark.parametrize("name", PACKS)
def test_every_pack_says_all_that_a_pack_must_say(name):
    pack = read_pack(name)

    assert pack.name == name
    assert set(pack.reasons) == set(REASONS)
    assert all(source.url.startswith("http") and source.read for source in pack.sources.values())
    assert all(said[language] for said in (pack.note, pack.title) for language in ("ja", "en"))


@pytest.mark.parametrize("name", PACKS)
def test_only_what_an_official_text_names_is_clear(name):
    pack = read_pack(name)

    assert all(term.source in pack.sources for term in pack.terms if term.kind == CLEAR)


def test_japans_clear_words_are_the_four_that_the_standard_names():
    words = {
        word for term in read_pack("jp").terms if (term.kind, term.form) == (CLEAR, "label") for word in term.parts[0]
    }

    assert {word.removesuffix("投稿").removesuffix("案件") for word in words} == {
        "PR",
        "広告",
        "宣伝",
        "プロモーション",
    }


@pytest.mark.parametrize(
    ("region", "name"), [("JP-13", "jp"), ("US", "us"), ("US-CA", "us"), ("TH", DEFAULT), (None, DEFAULT)]
)
def test_a_creators_region_says_whose_rules_count(region, name):
    assert choose_pack(region).name == name


def test_verdicts_are_remembered_by_every_pack_and_its_version():
    assert name_rules() == f"jp-{read_pack('jp').version} us-{read_pack('us').version}"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('name = "jp"', 'name = "fr"', "calls itself fr"),
        ('version = "2026-11"', "", "is wrong at version: Field required"),
        ('kind = "due"', 'kind = "perhaps"', "is wrong at terms"),
        ("many = 5", "many = 1", "is wrong at hashtags.many"),
        ("within = 12", "within = 1000", "is wrong at terms"),
        ('source = "standard"', 'source = "hearsay"', "names the source hearsay, which it does not list"),
        ('source = "standard"', 'source = "ours"', "name its source"),
        ('words = ["PR", ', 'words = ["PR", "ＰＲ", ', "says 'pr' twice as a label"),
        ("[reasons.clear]", "[reasons.clever]", "has other reasons than there are: clear, clever"),
        ('words = ["PR", ', 'words = ["", "PR", ', "none may be empty"),
        ("loose = true", "loose = ", "is no TOML"),
        ("loose = true", "loose = true\nlose = true", "is wrong at layout.lose: Extra inputs are not permitted"),
    ],
)
def test_a_pack_that_cannot_be_is_refused_with_what_is_wrong(old, new, fault):
    text = text_of("jp")
    assert old in text

    with pytest.raises(RulesUnusable, match=fault.replace("(", r"\(")) as refused:
        parse_pack(text.replace(old, new), "jp")

    assert refused.value.exit_code == 3
    assert OURS not in read_pack("jp").sources
