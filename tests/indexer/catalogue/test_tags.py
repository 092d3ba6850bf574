import pytest
from sqlalchemy import delete

from indexer.catalogue.reading import CatalogueReader
from indexer.catalogue.tables import CreatorRow
from indexer.catalogue.tags import Inferred, Tags, tag_untagged, write_tags
from indexer.catalogue.transactions import writing
from matcher.domain import Sign
from tests.indexer.catalogue.saving import draft, save

ALL = [
    Tags(creator=1, languages=("ja", "en"), posts={1: "ja", 2: None}),
    Tags(creator=2, languages=("th",), posts={3: "th"}),
]


@pytest.fixture
def catalogue(engine):
    """The first creator declares nothing; the second one its language, and its post's."""
    save(
        engine,
        draft("a", posts={"a1": {"text": "x"}, "a2": {"text": "y"}}),
        draft("b", columns={"declared_languages": ["ko"]}, posts={"b1": {"declared_language": "ko"}}),
    )
    return engine


def see_untagged(engine, tagger):
    """Return the creators that a tagger is shown, and let it say nothing that lasts."""
    seen = []

    def tag(creator):
        seen.append(creator)
        return Tags(creator=-1, languages=(), posts={})

    assert tag_untagged(engine, tagger, tag, {1, 2, 3}) == len(seen)
    return seen


def find_untagged(engine, tagger):
    return [creator.id for creator in see_untagged(engine, tagger)]


def test_creators_are_untagged_until_this_tagger_has_tagged_them(catalogue):
    before = find_untagged(catalogue, "t 1")
    write_tags(catalogue, "t 1", ALL[:1])

    assert (before, find_untagged(catalogue, "t 1"), find_untagged(catalogue, "t 2")) == ([1, 2], [2], [1, 2])


def test_tags_become_languages_but_declared_ones_stay(catalogue):
    write_tags(catalogue, "t 1", ALL)

    first, second = CatalogueReader(catalogue).find(1), CatalogueReader(catalogue).find(2)
    assert (first.languages, [post.language for post in first.posts]) == (("ja", "en"), ["ja", None])
    assert (second.languages, [post.language for post in second.posts]) == (("ko",), ["ko"])


def test_tags_do_not_change_the_revision(catalogue):
    write_tags(catalogue, "t 1", ALL)

    assert CatalogueReader(catalogue).revision() == 1


def test_a_tagger_sees_what_is_declared_and_not_what_another_one_said(catalogue):
    write_tags(catalogue, "t 1", ALL)

    creators = see_untagged(catalogue, "t 2")

    assert [creator.languages for creator in creators] == [(), ("ko",)]
    assert [[post.language for post in creator.posts] for creator in creators] == [[None, None], ["ko"]]
    assert [post.text for post in creators[0].posts] == ["x", "y"]


def test_a_creator_that_changed_since_its_texts_were_read_stays_untagged(catalogue):
    revision = CatalogueReader(catalogue).revision()
    save(catalogue, draft("a", columns={"bio": "new"}))

    write_tags(catalogue, "t 1", ALL, upto=revision)

    assert find_untagged(catalogue, "t 1") == [1]


def test_a_changed_text_is_to_be_tagged_again(catalogue):
    write_tags(catalogue, "t 1", ALL)

    save(catalogue, draft("a", posts={"a1": {"text": "z"}}))

    assert find_untagged(catalogue, "t 1") == [1]


def test_erased_creators_and_other_creators_posts_are_left_out(catalogue):
    with writing(catalogue) as connection:
        connection.execute(delete(CreatorRow).where(CreatorRow.id == 2))

    write_tags(catalogue, "t 1", [*ALL[1:], Tags(creator=1, languages=(), posts={3: "th", 1: "ja"})])

    found = CatalogueReader(catalogue).find(1)
    assert (found.languages, [post.language for post in found.posts]) == ((), ["ja", None])


FLAG = Sign(kind="flag", what="🇯🇵", where="bio")
IN_JAPAN = Inferred(region="JP", confidence=0.65, evidence=(FLAG,))


def tell_region(catalogue, id=1):
    found = CatalogueReader(catalogue).load([id], [])[id]
    return found.region, found.region_source, found.region_confidence, found.region_evidence


def tag_region(catalogue, region):
    write_tags(catalogue, "t 1", [Tags(creator=1, languages=(), posts={}, region=region)])


def test_an_inferred_region_comes_with_its_confidence_and_its_reasons(catalogue):
    tag_region(catalogue, IN_JAPAN)

    assert tell_region(catalogue) == ("JP", "inferred", 0.65, (FLAG,))


def test_tagging_again_replaces_what_was_inferred(catalogue):
    tag_region(catalogue, IN_JAPAN)

    tag_region(catalogue, None)

    assert tell_region(catalogue) == (None, None, None, ())


def test_a_stated_region_wins_until_it_is_emptied(catalogue):
    tag_region(catalogue, IN_JAPAN)

    save(catalogue, draft("a", columns={"region": "TH", "region_source": "declared"}))
    stated = tell_region(catalogue)
    save(catalogue, draft("a", columns={"region": None, "region_source": None}))

    assert stated == ("TH", "declared", None, ())
    assert tell_region(catalogue) == ("JP", "inferred", 0.65, (FLAG,))


@pytest.mark.parametrize("said", [{}, {"region": None, "region_source": None}, {"handle": "haru"}])
def test_an_import_does_not_state_what_was_inferred(catalogue, said):
    tag_region(catalogue, IN_JAPAN)

    save(catalogue, draft("a", columns=said))

    assert tell_region(catalogue) == ("JP", "inferred", 0.65, (FLAG,))


def test_emptying_a_region_that_was_only_inferred_changes_nothing(catalogue):
    tag_region(catalogue, IN_JAPAN)

    save(catalogue, draft("a", columns={"region": None, "region_source": None}))

    assert CatalogueReader(catalogue).revision() == 1


def test_no_tags_write_nothing(catalogue):
    write_tags(catalogue, "t 1", [])

    assert find_untagged(catalogue, "t 1") == [1, 2]


def test_only_those_asked_for_are_tagged(catalogue):
    seen = []

    def tag(creator):
        seen.append(creator.id)
        return Tags(creator=creator.id, languages=("fr",), posts={})

    assert tag_untagged(catalogue, "t 1", tag, {1}) == 1
    assert (seen, find_untagged(catalogue, "t 1")) == ([1], [2])
    assert CatalogueReader(catalogue).find(1).languages == ("fr",)
