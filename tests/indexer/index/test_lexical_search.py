"""Searches for literals, and the index's files."""

import numpy as np
import pytest

from indexer.index import lexical_engine
from indexer.index.lexical import Lexical
from indexer.index.lexical_engine import make_document, writing
from indexer.index.lexical_parts import Part, read_parts
from matcher.errors import SnapshotDamaged
from matcher.ports import Said
from matcher.reading.literals import Literal
from tests.indexer.index.lexicals import OATS, creator, index, search


def literal(text: str, start: int = 0) -> Literal:
    return Literal("word", text, start, start + len(text))


THREE = index(
    creator("I love coffee", "oat milk coffee", id=11),
    creator(("tea", "green tea", "coffee"), id=12, name="Oat Milk Fan"),
    creator("tea and coffee", id=13, handle="oat_milk", bio="oat milk", tags=("oat milk",)),
    creator("coffee", id=14),
)


def test_who_says_more_comes_first_then_who_says_rarer_words_then_the_smaller_id():
    hits = search(THREE, [literal("coffee"), literal("tea", 10), literal("oat milk", 20)], 10)

    assert [hit.creator for hit in hits] == [12, 13, 11, 14]
    assert [[said.literal.text for said in hit.said] for hit in hits] == [
        ["tea", "oat milk", "coffee"],
        ["tea", "oat milk", "coffee"],
        ["oat milk", "coffee"],
        ["coffee"],
    ]


def test_of_equally_many_words_the_rarer_ones_count_more():
    found = index(creator("coffee tea", id=1), creator("coffee milk", id=2), creator("tea tea", id=3), creator("tea"))

    hits = search(found, [literal("coffee"), literal("tea"), literal("milk")], 2)

    assert [hit.creator for hit in hits] == [2, 1]


def test_two_frequent_words_count_more_than_a_rare_one():
    found = index(creator("rare"), *(creator("coffee tea", id=id) for id in range(2, 9)))

    hits = search(found, [literal("coffee"), literal("tea"), literal("rare")], 8)

    assert [hit.creator for hit in hits] == [2, 3, 4, 5, 6, 7, 8, 1]


def test_a_hit_names_the_fields_and_the_posts_that_say_the_word():
    (first, second, third) = search(THREE, [literal("oat milk")], 10)

    assert first.said == (Said(literal("oat milk"), fields=(), posts=(1102,)),)
    assert second.said == (Said(literal("oat milk"), fields=("name",), posts=()),)
    assert third.said == (Said(literal("oat milk"), fields=("handle", "bio", "tags"), posts=()),)


@pytest.mark.parametrize(
    ("word", "fields", "posts"),
    [
        ("#oatmilk", (), (101,)),
        ("#oatbran", ("tags",), ()),
        ("@oat.lover", ("handle",), ()),
        ("@haru_eats", (), (101,)),
    ],
)
def test_a_hashtag_or_handle_is_named_where_it_stands(word, fields, posts):
    hits = search(index(OATS), [literal(word)], 1)

    assert [hit.said for hit in hits] == [(Said(literal(word), fields, posts),)]


def test_only_those_who_pass_are_found_and_at_most_as_many_as_asked_for():
    among = np.array([True, False, True, True])

    assert [hit.creator for hit in search(THREE, [literal("coffee")], 2, among)] == [11, 13]
    assert search(THREE, [literal("coffee")], 2, np.zeros(4, dtype=bool)) == []
    assert search(THREE, [literal("nosuchword")], 2) == []
    assert search(THREE, [], 2) == []


def test_writings_of_one_word_count_once():
    hits = search(THREE, [literal("Oat-Milk", 5), literal("oat milk", 50)], 1)

    assert [[said.literal.start for said in hit.said] for hit in hits] == [[5]]


def test_the_index_is_opened_from_a_folder_that_stays_as_it_is(tmp_path):
    with writing(tmp_path) as lexical:
        lexical.add(make_document(list(read_parts(OATS))))
    before = sorted(path.name for path in (tmp_path / "lexical").iterdir())

    assert Lexical(tmp_path, np.array([1])).saying("oat").tolist() == [True]
    assert sorted(path.name for path in (tmp_path / "lexical").iterdir()) == before
    assert not [name for name in before if name.endswith(".lock")]


def test_an_index_of_another_number_of_creators_is_refused(tmp_path):
    with writing(tmp_path) as lexical:
        lexical.add(make_document([]))

    with pytest.raises(ValueError, match="its lexical index holds 1 creators instead of 2"):
        Lexical(tmp_path, np.array([1, 2]))


def test_building_holds_no_texts(tmp_path, monkeypatch):
    monkeypatch.setattr(lexical_engine, "HEAP", 15_000_000)
    many = (creator("coffee beans " * 300, id=id) for id in range(1, 3001))

    with writing(tmp_path) as lexical:
        for one in many:
            lexical.add(make_document(list(read_parts(one))))
    found = Lexical(tmp_path, np.arange(1, 3001))

    assert found.saying("beans coffee").all()


@pytest.mark.parametrize(("suffix", "word"), [(".pos", "tea coffee"), (".fast", "tea")])
def test_damage_that_shows_when_words_are_looked_up_is_named_with_its_cure(tmp_path, suffix, word):
    with writing(tmp_path) as lexical:
        for _ in range(200):
            lexical.add(make_document([Part("1", "tea coffee milk")]))
    (path,) = (tmp_path / "lexical").glob(f"*{suffix}")
    path.write_bytes(bytes(16) + path.read_bytes()[16:])
    found = Lexical(tmp_path, np.arange(200))

    with pytest.raises(SnapshotDamaged, match="The lexical index cannot be read. Run `enmusubi index`"):
        found.saying(word)
