import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.index.texts import MOST_TEXT, Passage, digest, read_texts
from matcher.domain import Creator, Post

ROOT = Path(__file__).parents[3]


def creator(*posts: Post, **fields) -> Creator:
    return Creator(id=7, platform="youtube", external_id="UC7", posts=posts, **fields)


def post(id: int, text: str | None = None, title: str | None = None, tags: tuple[str, ...] = ()) -> Post:
    return Post(id=id, external_id=str(id), text=text, title=title, tags=tags)


FULL = creator(
    post(1, "A cafe with #Filter coffee", title="The best coffee", tags=("coffee",)),
    post(2, "Beans from #Ethiopia and a filter #filter #coffee"),
    name="Corner cafe",
    bio="Coffee every week",
    handle="corner",
    tags=("Cafés",),
)


def test_the_view_of_titles_is_the_name_with_the_titles():
    titles, _, _ = read_texts(FULL).views

    assert titles == "Corner cafe The best coffee"


def test_the_view_of_tags_is_the_creators_own_then_the_posts_most_used_first():
    _, tags, _ = read_texts(FULL).views

    assert tags == "Cafés, coffee, filter, ethiopia"


def test_the_view_of_the_whole_is_profile_tags_and_posts_without_their_hashtags():
    _, _, whole = read_texts(FULL).views

    assert whole == (
        "Corner cafe\nCoffee every week\nCafés, coffee, filter, ethiopia\n"
        "The best coffee\nA cafe with  coffee\nBeans from  and a filter"
    )


def test_the_passages_are_the_posts_in_their_order():
    assert read_texts(FULL).passages == (
        Passage(post=1, text="The best coffee\nA cafe with #Filter coffee"),
        Passage(post=2, text="Beans from #Ethiopia and a filter #filter #coffee"),
    )


def test_a_creator_without_words_has_no_texts():
    texts = read_texts(creator(post(1), post(2, " \n ")))

    assert texts.views == (None, None, None)
    assert texts.passages == ()


def test_a_view_that_a_creator_lacks_is_none():
    assert read_texts(creator(name="Ana")).views == (None, None, "Ana")
    assert read_texts(creator(bio="I cook")).views == (None, None, "I cook")
    assert read_texts(creator(tags=("food",))).views == (None, "food", "food")


def test_posts_without_words_are_left_out():
    texts = read_texts(creator(post(1), post(2, "coffee"), post(3, "  ", title=None), post(4, None, title="tea")))

    assert [passage.post for passage in texts.passages] == [2, 4]
    assert texts.views == ("tea", None, "coffee\ntea")


def test_where_no_post_has_a_title_there_is_no_view_of_titles():
    assert read_texts(creator(post(1, "coffee"), post(2, "tea"), name="Ana")).views == (None, None, "Ana\ncoffee\ntea")


def test_several_posts_that_do_not_fit_are_left_to_their_own_view():
    one, two = post(1, "a" * 400), post(2, "b" * 400)

    assert read_texts(creator(one, name="Ana")).views[2] == "Ana\n" + "a" * 400
    assert read_texts(creator(one, two, name="Ana", tags=("tea",))).views[2] == "Ana\ntea"


def test_twelve_titles_are_read():
    texts = read_texts(creator(*(post(id, title=f"t{id}") for id in range(1, 20))))

    assert texts.views[0] == "t1 t2 t3 t4 t5 t6 t7 t8 t9 t10 t11 t12"


def test_thirty_tags_are_read():
    texts = read_texts(creator(tags=tuple(f"t{id}" for id in range(40))))

    assert texts.views[1] == ", ".join(f"t{id}" for id in range(30))


def test_every_text_is_bounded():
    long = creator(*(post(id, "x" * 2_000) for id in range(3)), name="n" * 2_000, tags=tuple("t" * 200 for _ in "1234"))
    many = creator(tags=tuple(f"{id:0>200}" for id in range(40)))

    assert [view and len(view) for view in read_texts(long).views] == [None, 200, 600]
    assert [len(passage.text) for passage in read_texts(long).passages] == [1_500] * 3
    assert [view and len(view) for view in read_texts(many).views] == [None, 1_500, 600]


def test_words_behind_much_space_are_read():
    assert read_texts(creator(post(1, "\n" * MOST_TEXT + "coffee"))).passages == (Passage(post=1, text="coffee"),)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#Coffee #coffee #tea", "coffee, tea"),
        ("＃カフェ巡り。とても良い #東京カフェ☕", "カフェ巡り, 東京カフェ"),
        ("#รีวิวลิปสติก #กาแฟ", "กาแฟ, รีวิวลิปสติก"),
        ("#खाना #हिंदी", "खाना, हिंदी"),
        ("#ănchay #cà_phê", "cà_phê, ănchay"),
        ("#카페 #브이로그", "브이로그, 카페"),
        ("#️⃣ # no #!", None),
    ],
)
def test_hashtags_are_tags_in_any_script(text, tags):
    assert read_texts(creator(post(1, text))).views[1] == tags


def test_a_tag_is_counted_in_tags_titles_and_texts_of_all_posts():
    posts = (post(1, "#b #a"), post(2, "#c", title="#C", tags=("C",)), post(3, "#b"))

    assert read_texts(creator(*posts)).views[1] == "c, b, a"


def test_a_digest_is_stable_and_of_sixteen_bytes():
    program = "from indexer.index.texts import digest; print(digest('縁結び').hex())"

    elsewhere = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)

    assert digest("縁結び").hex() == elsewhere.stdout.strip() == "1799d11a9a101cfcbd038fd03933c654"
    assert digest("縁結び ") != digest("縁結び")


TEXTS = st.none() | st.text(st.sampled_from("a #\nた"), min_size=1, max_size=2_000)
POSTS = st.lists(st.tuples(TEXTS, TEXTS), max_size=3)


@given(name=TEXTS, bio=TEXTS, posts=POSTS)
def test_every_text_has_words_and_no_space_around_it(name, bio, posts):
    numbered = (post(id, text, title) for id, (text, title) in enumerate(posts))

    texts = read_texts(creator(*numbered, name=name, bio=bio))

    found = [*filter(None, texts.views), *(passage.text for passage in texts.passages)]
    assert [text for text in found if text != text.strip() or not 1 <= len(text) <= MOST_TEXT] == []
    assert "" not in texts.views
