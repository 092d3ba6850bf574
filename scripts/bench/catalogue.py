"""A catalogue of made creators, written in bulk, with the tags that the taggers would write."""

from collections.abc import Iterator

import numpy as np
from sqlalchemy import Engine, bindparam, insert, select, update

from indexer.catalogue.tables import CreatorRow, PostRow, RevisionRow
from indexer.catalogue.transactions import writing
from indexer.index.columns import UNKNOWN, Columns
from indexer.topics import read_bank

STEP = 10_000  # creators written together
WORDS = 6  # topics that one text names
Row = dict[str, object]


def fill_catalogue(engine: Engine, columns: Columns, tagger: str, seed: int) -> None:
    """Write one creator a row, each with a name and one post in its language."""
    vocabulary = read_vocabulary()
    with writing(engine) as connection:
        connection.execute(update(RevisionRow).values(number=1))
    for start in range(0, len(columns.ids), STEP):
        rng = np.random.default_rng([seed, 7, start])
        rows = range(start, min(start + STEP, len(columns.ids)))
        creators = [_make_creator(columns, row, tagger) for row in rows]
        posts = list(_make_posts(creators, vocabulary, rng))
        with writing(engine) as connection:
            connection.execute(insert(CreatorRow), creators)
            connection.execute(insert(PostRow), posts)


def change_some(engine: Engine, count: int, of: int, seed: int) -> None:
    """Give evenly drawn creators a new post text and the next revision, as an import would."""
    rng = np.random.default_rng([seed, 8])
    chosen = np.sort(rng.choice(of, count, replace=False) + 1).tolist()
    vocabulary = next(iter(read_vocabulary().values()))
    texts = [_write_text(rng, vocabulary) for _ in chosen]
    say_anew = update(PostRow).where(PostRow.id == bindparam("one")).values(text=bindparam("said"))
    count_up = update(CreatorRow).where(CreatorRow.id == bindparam("one")).values(revision=bindparam("now"))
    with writing(engine) as connection:
        revision = 1 + (connection.scalar(select(RevisionRow.number)) or 0)
        for at in range(0, count, STEP):
            part = list(zip(chosen[at : at + STEP], texts[at : at + STEP], strict=True))
            connection.execute(say_anew, [{"one": id, "said": text} for id, text in part])
            connection.execute(count_up, [{"one": id, "now": revision} for id, _ in part])
        connection.execute(update(RevisionRow).values(number=revision))


def read_vocabulary() -> dict[str, list[str]]:
    """Return the names of the bank's topics by language."""
    bank = read_bank()
    return {language: [topic[language] for topic in bank.topics] for language in bank.languages}


def _make_creator(columns: Columns, row: int, tagger: str) -> Row:
    followers = int(columns.followers[row])
    language = columns.languages[columns.language[row, 0]]
    return {
        "id": row + 1,
        "platform": columns.platforms[columns.platform[row]],
        "external_id": f"made-{row}",
        "handle": f"made{row}",
        "name": f"Made {row}",
        "tags": [],
        "region": columns.regions[columns.region[row]],
        "region_source": "declared",
        "region_evidence": [],
        "declared_languages": [language],
        "languages": [language],
        "followers": None if followers == UNKNOWN else followers,
        "sources": {},
        "revision": 1,
        "tagger": tagger,
    }


def _make_posts(creators: list[Row], vocabulary: dict[str, list[str]], rng: np.random.Generator) -> Iterator[Row]:
    other = next(iter(vocabulary.values()))
    for creator in creators:
        spoken = creator["languages"]
        language = str(spoken[0]) if isinstance(spoken, list) else ""
        yield {
            "id": creator["id"],
            "creator_id": creator["id"],
            "external_id": "only",
            "text": _write_text(rng, vocabulary.get(language, other)),
            "tags": [],
            "declared_language": language,
            "language": language,
            "sources": {},
        }


def _write_text(rng: np.random.Generator, vocabulary: list[str]) -> str:
    """Return a few topics; creators with the same first topic are neighbours."""
    first = int(rng.integers(0, len(vocabulary)))
    others = rng.integers(0, len(vocabulary), WORDS - 3).tolist()
    return " ".join([vocabulary[first]] * 3 + [vocabulary[place] for place in others])
