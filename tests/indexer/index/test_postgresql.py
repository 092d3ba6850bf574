from pathlib import Path

import pytest

from matcher.domain import Brief
from matcher.search import find_matches
from tests.home import SAMPLE, Home


@pytest.mark.postgresql
def test_a_catalogue_on_postgresql_is_indexed_and_answers_like_one_on_sqlite(
    home: Home, postgresql_url: str, tmp_path: Path
):
    served = Home(tmp_path / "served", postgresql_url)
    served.import_rows(SAMPLE)
    shelves = served.shelves()

    built = served.index()

    brief = Brief(text="新作リップを紹介してくれる人", language="ja")
    assert (built.creators, built.embedded_passages) == (4, 6)
    assert find_matches(brief, shelves).matches == find_matches(brief, home.shelves()).matches
    for engine in (served.engine, shelves.reader.engine):
        engine.dispose()
