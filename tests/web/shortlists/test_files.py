import csv
from datetime import datetime
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from indexer.catalogue.shortlists.entries import EntryChange, EntryKey, add_entry, change_entry
from indexer.catalogue.transactions import writing
from tests.web.shortlists.conftest import ENGLISH
from web.shortlists.store import tell_moment


@pytest.fixture
def noted(planner, spring):
    """The list with notes that spreadsheets could misread."""
    with writing(planner.engine) as connection:
        said = EntryChange(note="＝1+1", internal_note="高すぎる", tags=("髙島屋", "😀", "=2"))
        change_entry(connection, EntryKey(shortlist=spring, creator=1), said, tell_moment())
        add_entry(connection, EntryKey(shortlist=spring, creator=3), tell_moment())
    return spring


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def read_sheets(content: bytes) -> dict[str, list[list]]:
    book = load_workbook(BytesIO(content))
    return {sheet.title: [list(row) for row in sheet.iter_rows()] for sheet in book}


def test_csv_has_a_row_for_each_creator_in_the_lists_order(planner, noted):
    answer = planner.get(f"/shortlists/{noted}/export.csv")
    rows = read_csv(answer.data)

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert [row["Creator's name"] for row in rows] == [
        "Beauty with Ploy",
        "みお｜リップ沼の住人",
        "にこのコスメ日記",
        "<script>alert(1)</script>",
    ]
    assert rows[1]["Followers"] == "48200"
    assert rows[1]["Last post"] == "2026-09-01"
    assert rows[1]["Handle"] == "mio_lips"
    assert rows[1]["Region"] == "Tokyo, Japan"
    assert rows[2]["Followers"] == "0"
    assert rows[3]["Followers"] == ""


def test_csv_keeps_what_the_old_japanese_code_page_lacks(planner, noted):
    row = read_csv(planner.get(f"/shortlists/{noted}/export.csv").data)[1]

    assert row["Tags"] == "髙島屋, 😀, =2"
    with pytest.raises(UnicodeEncodeError):
        row["Tags"].encode("cp932")


def test_csv_defuses_formulas(planner, noted):
    row = read_csv(planner.get(f"/shortlists/{noted}/export.csv").data)[1]

    assert row["Note"] == "'＝1+1"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_internal_notes_leave_only_where_they_are_asked_for(planner, noted, kind):
    plain = planner.get(f"/shortlists/{noted}/export.{kind}").data
    asked = planner.get(f"/shortlists/{noted}/export.{kind}?internal=1").data

    def tell(content):
        return (
            content.decode("utf-8-sig")
            if kind == "csv"
            else str([[cell.value for cell in row] for row in read_sheets(content)["Creators"]])
        )

    assert "高すぎる" not in tell(plain)
    assert "高すぎる" in tell(asked)


def test_heads_are_in_the_pages_language_or_the_one_asked_for(planner, noted):
    english = read_csv(planner.get(f"/shortlists/{noted}/export.csv").data)[0]
    japanese = read_csv(planner.get(f"/shortlists/{noted}/export.csv?language=ja").data)[0]

    assert list(english)[:3] == ["Place", "Creator's name", "Handle"]
    assert list(japanese)[:3] == ["順番", "クリエイター名", "アカウント名"]
    assert japanese["地域"] == "タイ"


def test_a_workbook_has_real_numbers_and_days_and_no_formula(planner, noted):
    sheets = read_sheets(planner.get(f"/shortlists/{noted}/export.xlsx").data)
    heads = [cell.value for cell in sheets["Creators"][0]]
    mio = dict(zip(heads, sheets["Creators"][2], strict=True))

    assert (mio["Followers"].value, mio["Followers"].data_type) == (48_200, "n")
    assert (mio["Last post"].value, mio["Last post"].is_date) == (datetime(2026, 9, 1), True)
    assert (mio["Sponsored posts"].value, mio["Sponsored posts"].number_format) == (0.5, "0.00%")
    assert (mio["Note"].value, mio["Note"].data_type) == ("'＝1+1", "s")
    assert mio["Engagement rate"].value is None
    assert {cell.data_type for rows in sheets.values() for row in rows for cell in row} <= {"n", "s", "d"}


def test_a_second_sheet_tells_what_each_number_means_and_where_it_is_from(planner, noted):
    sheets = read_sheets(planner.get(f"/shortlists/{noted}/export.xlsx").data)
    rows = [[cell.value for cell in row] for row in sheets["Numbers"]]

    assert rows[0] == ["Creator", "Number", "Amount", "At least", "At most", "Definition", "Source", "Seen on"]
    assert [
        "みお｜リップ沼の住人",
        "Followers",
        48_200,
        None,
        None,
        "Accounts that follow this one, as the source states.",
        "export",
        datetime(2026, 9, 20),
    ] in rows
    assert [
        "みお｜リップ沼の住人",
        "Sponsored posts",
        0.5,
        None,
        None,
        "Posts marked as sponsored among those where it is known.",
        "computed from 2 posts",
        None,
    ] in rows


def test_a_workbook_in_japanese_has_japanese_sheets_and_days(planner, noted):
    sheets = read_sheets(planner.get(f"/shortlists/{noted}/export.xlsx?language=ja").data)

    assert list(sheets) == ["クリエイター", "指標一覧"]
    days = {cell.number_format for rows in sheets.values() for row in rows for cell in row if cell.is_date}
    assert days == {'yyyy"年"m"月"d"日"'}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Spring", "filename=Spring.csv"),
        ("春の新作", "filename*=UTF-8''%E6%98%A5%E3%81%AE%E6%96%B0%E4%BD%9C.csv"),
        ("../../etc\r\nX: 1", "______etc X_ 1.csv"),
    ],
)
def test_the_file_is_named_like_the_list(planner, spring, name, told):
    planner.send(f"/shortlists/{spring}/name", name=name)

    header = planner.get(f"/shortlists/{spring}/export.csv").headers["Content-Disposition"]

    assert header.startswith("attachment; ")
    assert told in header


def test_another_kind_of_file_is_404(planner, spring):
    assert planner.client.get(f"/shortlists/{spring}/export.pdf", headers=ENGLISH).status_code == 404
