"""Two to five creators of a shortlist, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from indexer.catalogue.shortlists.nouns import Entry
from indexer.catalogue.shortlists.reading import read_shortlist
from web.access import needs
from web.errors import status_of
from web.pages.blueprint import pages
from web.pages.shortlists import show_board
from web.phrases import Phrase
from web.shortlists.figures import Figure
from web.shortlists.portrait import Portrait
from web.shortlists.reading import COMPARED, InvalidShortlist, read_ids
from web.shortlists.store import draw_portraits, read_lists


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure of all that are compared; None where a creator has no such figure."""

    name: str
    figures: tuple[Figure | None, ...]
    differs: bool


@pages.get("/shortlists/<id:id>/compare", endpoint="compare")
@needs("read")
def show_comparison(id: int) -> ResponseReturnValue:
    """Show the chosen creators side by side, in the list's order.

    Statuses: 200, 404 no such list, 422 fewer than two or more than five.
    """
    chosen = set(read_ids(request.args.getlist("creator")))
    with read_lists() as connection:
        shortlist = read_shortlist(connection, id)
        entries = [entry for entry in shortlist.entries if entry.creator in chosen]
        portraits = draw_portraits(entries)
    columns = [(entry, portraits[entry.creator]) for entry in entries if entry.creator in portraits]
    least, most = COMPARED
    if not least <= len(columns) <= most:
        error = InvalidShortlist(
            Phrase("That many creators cannot be compared."), Phrase("Tick two to five of the list, then compare.")
        )
        return show_board(id, error=error), status_of(error)
    rows = list_rows(columns)
    return render_template("compare.html", shortlist=shortlist, columns=columns, rows=rows)


def list_rows(columns: Sequence[tuple[Entry, Portrait]]) -> list[Row]:
    """Return one row a figure, in the order of the portraits; a figure that only some have stands, too."""
    found = [{figure.name: figure for figure in portrait.figures} for _, portrait in columns]
    rows = []
    for name in dict.fromkeys(name for figures in found for name in figures):
        figures = tuple(by_name.get(name) for by_name in found)
        amounts = {figure.amount if figure else None for figure in figures}
        rows.append(Row(name=name, figures=figures, differs=len(amounts) > 1))
    return rows
