"""What is loaded before the first question, and before workers are made, so that it is in memory once."""

import gc
from contextlib import suppress

from flask import Flask

from indexer.index.publishing import current_generation
from indexer.settings import Settings
from indexer.shelves import Shelves
from indexer.threads import share_cores
from indexer.topics import read_bank
from matcher.errors import EnmusubiError
from matcher.reading.understanding import understand
from web.door import tell_day

WARM_UP = "縁結び"
TOPICS = 4  # that are read in each language: some words are looked up in lists that only they need


def load_ahead(app: Flask, settings: Settings, shelves: Shelves, workers: int) -> None:
    """Load pages, and where there is an index the model and all that reads briefs, before workers are made.

    The index itself is opened by each of them: it is mapped, so that it is in memory once all the same.
    """
    for name in app.jinja_env.list_templates(extensions=["html"]):
        app.jinja_env.get_template(name)
    with suppress(EnmusubiError):
        current_generation(settings.snapshots)
        share_cores(workers)
        shelves.encode_brief(WARM_UP)
        for text in _list_texts():
            shelves.read_language(text)
            understand(text, tell_day())
    gc.collect()
    gc.freeze()  # what is here stays, and its pages are not copied because somebody counts references


def warm_up(shelves: Shelves) -> None:
    """Open the index in a worker."""
    with suppress(EnmusubiError):
        shelves.current().encode_brief(WARM_UP)


def _list_texts() -> list[str]:
    """Return texts in every language of the topics."""
    bank = read_bank()
    return [topic[language] for language in bank.languages for topic in bank.topics[:TOPICS]]
