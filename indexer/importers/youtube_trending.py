"""Lists of trending YouTube channels: titles without dates or counts, and medians that the list worked out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from indexer.importers.cells import read_number_cell
from indexer.importers.checking import check_creator, join_rejects
from indexer.importers.inputs import Input
from indexer.importers.numbers import read_count, read_number
from indexer.importers.records import Checked, Record, Reject
from indexer.importers.rows import Row, RowReader
from indexer.importers.tables import make_record
from indexer.importers.texts import read_region_code

REQUIRED = ("id", "platform", "countries", "titles")
BETWEEN_TITLES = " / "
TRENDING_LIST = "trending list"  # where a region is from
STATISTICS = {
    "n_videos": ("videos", "count"),
    "median_views": ("views", "median"),
    "median_likes": ("likes", "median"),
    "median_dislikes": ("dislikes", "median"),
    "median_comments": ("comments", "median"),
}
READ = {"id", "name", "platform", "countries", "titles", "tags", *STATISTICS}


def read_youtube_trending(source: Input, now: datetime) -> Iterator[Record]:
    """Give a record for every channel. Where a video trended in several countries, the region stays unknown."""
    (path,) = source.files.values()
    reader = RowReader(path)
    for row in reader.read():
        cells = {name: cell for name, cell in zip(reader.header, row.cells, strict=False) if cell.strip()}
        checked = _check(row, cells, now)
        identity = ("creator", *checked.draft.key) if checked.draft else ()
        yield make_record(path.name, row, 0, identity, checked)


def _check(row: Row, cells: dict[str, str], now: datetime) -> Checked:
    if row.problem:
        return Checked(draft=None, rejects=(Reject("", row.problem),))
    countries, statistics, rejects = _read_numbers_and_countries(cells)
    checked = check_creator(_make_creator(cells, countries), now)
    if checked.draft is None or rejects:
        return Checked(draft=None, rejects=(join_rejects([*rejects, *checked.rejects]),))
    columns = dict(checked.draft.columns)
    if "region" in columns:
        columns["region_source"] = TRENDING_LIST
    draft = replace(checked.draft, columns=columns, statistics=statistics)
    return replace(checked, draft=draft, ignored=dict.fromkeys(cells.keys() - READ, 1))


def _make_creator(cells: dict[str, str], countries: list[str]) -> dict[str, object]:
    """Return the row as a creator of JSON Lines; an empty cell says nothing."""
    identifier = cells.get("id", "").strip()
    creator: dict[str, object] = {name: cells[name] for name in ("platform", "name") if name in cells}
    creator["external_id"] = identifier
    if len(countries) == 1:
        creator["region"] = countries[0]
    if "tags" in cells:
        creator["tags"] = cells["tags"].split("|")
    titles = enumerate(cells.get("titles", "").split(BETWEEN_TITLES), start=1)
    creator["posts"] = [
        {"external_id": f"{identifier}:{place}", "title": title.strip()} for place, title in titles if title.strip()
    ]
    return creator


def _read_numbers_and_countries(
    cells: dict[str, str],
) -> tuple[list[str], dict[tuple[str, str], float], list[Reject]]:
    statistics, countries, rejects = {}, list[str](), []
    for column, key in STATISTICS.items():
        try:
            if column in cells:
                number = read_number_cell(cells[column].strip())
                statistics[key] = float(read_count(number) if key[1] == "count" else read_number(number))
        except ValueError as error:
            rejects.append(Reject(column, str(error)))
    try:
        named = [part.strip() for part in cells.get("countries", "").split("|") if part.strip()]
        countries = list(dict.fromkeys(read_region_code(part) for part in named))
    except ValueError as error:
        rejects.append(Reject("countries", str(error)))
    return countries, statistics, rejects
