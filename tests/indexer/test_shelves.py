from threading import Event, Thread

import pytest

from indexer.shelves import Shelves
from matcher.errors import SnapshotDamaged
from tests.fake_encoder import FakeEncoder
from tests.home import Home


def test_whoever_needs_no_encoder_does_not_wait_until_it_is_loaded(home: Home):
    loading, loaded = Event(), Event()

    def load() -> FakeEncoder:
        loading.set()
        loaded.wait(30)
        return home.encoder

    shelves = Shelves(home.settings, load)
    brief = Thread(target=shelves.encode_brief, args=("coffee",))
    brief.start()
    loading.wait(30)
    seen: list[str] = []
    page = Thread(target=lambda: seen.append(shelves.generation))
    page.start()
    page.join(10)
    answered = list(seen)
    loaded.set()
    brief.join(30)
    page.join(30)

    assert answered == ["g000001"]


def test_a_damaged_header_is_damage_whatever_is_raised_over_it(home: Home):
    path = next((home.settings.snapshots / "g000001").rglob("followers.npy"))
    path.write_bytes(path.read_bytes().replace(b"False", b"Fal{e"))

    with pytest.raises(SnapshotDamaged, match="Generation g000001 cannot be opened: TokenError") as damaged:
        home.shelves().refresh()

    assert damaged.value.fix == "Run `enmusubi index` to build a new generation."
