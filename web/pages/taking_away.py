"""A shortlist to take away: CSV, XLSX, and a view to print."""

from io import BytesIO

from flask import Response, render_template, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import force_locale  # type: ignore[import-untyped]
from werkzeug.exceptions import NotFound

from web.access import needs
from web.language import LANGUAGES, read_locale
from web.pages.blueprint import pages
from web.shortlists.board import Board, read_board
from web.shortlists.files import write_csv, write_xlsx
from web.shortlists.table import list_creators, list_numbers

KINDS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
DAY_FORMATS = {"en": "yyyy-mm-dd", "ja": 'yyyy"年"m"月"d"日"'}


@pages.get("/shortlists/<id:id>/export.<kind>", endpoint="export")
@needs("read")
def export(id: int, kind: str) -> ResponseReturnValue:
    """Send a shortlist as a file, in the page's language or the one that is asked for.

    Statuses: 200, 404 no such list or kind of file.
    """
    if kind not in KINDS:
        raise NotFound
    board = read_board(id)
    with force_locale(choose_language()):
        content = write_file(board, kind, internal="internal" in request.args)
    return send_as(content, board.shortlist.name, kind)


@pages.get("/shortlists/<id:id>/print", endpoint="print_shortlist")
@needs("read")
def show_print_view(id: int) -> ResponseReturnValue:
    """Show a shortlist as a client may hold it: no internal notes, no tags.

    Statuses: 200, 404 no such list.
    """
    board = read_board(id)
    with force_locale(choose_language()):
        return render_template("shortlist_print.html", board=board)


def write_file(board: Board, kind: str, *, internal: bool) -> bytes:
    """Return a shortlist as a file, in the language that is set."""
    creators = list_creators(board, internal=internal)
    if kind == "csv":
        return write_csv(creators)
    return write_xlsx([creators, list_numbers(board)], DAY_FORMATS[read_locale()])


def send_as(content: bytes, name: str, kind: str) -> Response:
    """Return a file to be kept under the list's name."""
    safe = "".join(letter if letter.isalnum() or letter in " -_" else "_" for letter in name)[:80].strip()
    return send_file(
        BytesIO(content), KINDS[kind], as_attachment=True, download_name=f"{safe or 'shortlist'}.{kind}", max_age=0
    )


def choose_language() -> str:
    """Return the language that the address asks for, else that of the page."""
    asked = request.args.get("language")
    return asked if asked in LANGUAGES else read_locale()
