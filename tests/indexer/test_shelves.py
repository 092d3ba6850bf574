from threading import Event, Thread

from indexer.shelves import Shelves
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
