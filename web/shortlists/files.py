"""Tables as files: CSV that Excel opens rightly in Japan, and XLSX."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from web.shortlists.cells import defuse
from web.shortlists.table import Cell, Number, Table

WIDTH = 20  # of a column, in characters
LONGEST_CELL = 32_767  # characters, Excel's own bound


def write_csv(table: Table) -> bytes:
    """Return the table as CSV: UTF-8 with the mark that Excel looks for, dates as 2026-09-01, rates as fractions."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([defuse(head) for head in table.heads])
    for row in table.rows:
        writer.writerow([_write_plainly(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig", "replace")


def write_xlsx(tables: Sequence[Table], day_format: str) -> bytes:
    """Return the tables as a workbook, a sheet each; numbers and dates are cells of their own kind.

    Rows are written as they come and not kept, so that memory does not grow with them.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # noqa: PLC0415 (only files need it)

    content = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(content, options) as book:
        formats = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "count": book.add_format({"num_format": "#,##0", "valign": "top"}),
            "rate": book.add_format({"num_format": "0.00%", "valign": "top"}),
            "day": book.add_format({"num_format": day_format, "valign": "top"}),
        }
        for table in tables:
            _write_sheet(book.add_worksheet(table.title), table, formats)
    return content.getvalue()


def _write_plainly(cell: Cell) -> str | int | float:
    if isinstance(cell, str):
        return defuse(cell)
    amount = cell.amount
    return "" if amount is None else amount.isoformat() if isinstance(amount, date) else amount


def _write_sheet(sheet: Any, table: Table, formats: Mapping[str, Any]) -> None:  # noqa: ANN401 (untyped library)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(table.heads) - 1, WIDTH)
    for column, head in enumerate(table.heads):
        sheet.write_string(0, column, defuse(head), formats["head"])
    for line, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(line, column, _fit(defuse(cell)), formats["text"])
            else:
                _write_number(sheet, (line, column), cell, formats[cell.form])


def _write_number(sheet: Any, place: tuple[int, int], cell: Number, form: Any) -> None:  # noqa: ANN401
    if isinstance(cell.amount, date):
        sheet.write_datetime(*place, cell.amount, form)
    elif cell.amount is not None:
        sheet.write_number(*place, cell.amount, form)


def _fit(text: str) -> str:
    """Return text that Excel takes: whole characters, and not more than a cell holds."""
    return text.encode("utf-8", "replace").decode()[:LONGEST_CELL]
