from web import create_app, warming
from web.warming import load_ahead


def load(app, home, monkeypatch):
    """Load ahead with what counts in this process left alone; return which languages were read of."""
    read = []
    monkeypatch.setattr(warming, "share_cores", read.append)
    monkeypatch.setattr(warming.gc, "freeze", lambda: None)
    shelves = home.shelves()
    monkeypatch.setattr(shelves, "read_language", read.append)
    load_ahead(app, home.settings, shelves, 2)
    return read


def test_pages_model_and_words_are_there_before_the_first_question(home, monkeypatch):
    app = create_app(home.settings, home.shelves())

    read = load(app, home, monkeypatch)

    assert {"search.html", "match.html", "sign_in.html"} <= {name for _, name in app.jinja_env.cache}
    assert home.encoder.calls
    assert read[0] == 2
    assert len(set(read[1:])) >= 30


def test_without_an_index_neither_model_nor_words_are_loaded(empty_home, monkeypatch):
    app = create_app(empty_home.settings, empty_home.shelves())

    read = load(app, empty_home, monkeypatch)

    assert (read, empty_home.encoder.calls) == ([], 0)
