import codecs
import tracemalloc

import pytest

LINES = '{"platform": "x", "external_id": "1", "name": "はる ☕"}\n{"platform": "x", "external_id": "2"}\n'
ROWS = 'platform,external_id,name\nx,1,はる ☕\nx,2,"a\nb"\n'


@pytest.mark.parametrize("name", ["creators.jsonl", "creators.csv"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])
def test_texts_in_unicode_are_read(desk, name, line_end, encoding):
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    text = (LINES if name.endswith("l") else ROWS).replace("\n", line_end)

    summary = desk.take_text(name, mark + text.encode(encoding))

    assert (summary.accepted, summary.rejected) == (2, 0)
    assert [creator.name for creator in desk.creators()] == ["はる ☕", None if name.endswith("l") else "a\nb"]


def test_a_line_that_is_not_utf_8_is_rejected_alone(desk, read_rejects):
    lines = LINES.encode() + b'{"platform": "x", "name": "caf\xe9"}\n' + LINES.replace("1", "3").encode()

    summary = desk.take_text("creators.jsonl", lines)

    assert (summary.accepted, summary.rejected, summary.new) == (4, 1, 3)
    assert read_rejects(summary) == [
        {
            "file": "creators.jsonl",
            "line": 3,
            "field": "",
            "reason": "Byte 0xE9 after character 30 is not UTF-8.",
            "row": '{"platform": "x", "name": "caf\ufffd"}',
        }
    ]


def test_a_row_that_is_not_utf_8_is_rejected_alone(desk, read_rejects):
    rows = ROWS.encode() + b'x,3,"caf\xe9"\nx,4,ok\nx,5,"a\nb\xff"\nx,6,ok\n'

    summary = desk.take_text("creators.csv", rows)

    rejects = [(each["line"], each["reason"]) for each in read_rejects(summary)]
    assert [creator.external_id for creator in desk.creators()] == ["1", "2", "4", "6"]
    assert rejects == [
        (5, "Byte 0xE9 after character 8 is not UTF-8."),
        (7, "A quote is opened and never closed."),
        (8, "Byte 0xFF after character 1 is not UTF-8."),
    ]


def test_a_broken_unit_of_utf_16_becomes_a_replacement_character(desk):
    lines = codecs.BOM_UTF16_LE + LINES.replace("☕", "☕").encode("utf-16-le").replace(
        "☕".encode("utf-16-le"), b"\x00\xd8"
    )

    summary = desk.take_text("creators.jsonl", lines)

    assert (summary.accepted, desk.creators()[0].name) == (2, "はる \ufffd")


@pytest.mark.parametrize("name", ["creators.jsonl", "creators.csv"])
def test_a_line_of_fifty_megabytes_is_rejected_without_being_held(desk, read_rejects, name):
    good = LINES.splitlines() if name.endswith("l") else ["x,1,a", "x,2,b"]
    header = [] if name.endswith("l") else ["platform,external_id,name"]
    path = desk.write(name, "\n".join([*header, good[0], "x" * 50_000_000, good[1], ""]))
    tracemalloc.start()

    summary = desk.take(path)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    (reject,) = read_rejects(summary)
    assert (summary.accepted, summary.rejected) == (2, 1)
    assert (reject["reason"], reject["row"]) == ("The line is longer than 10,000,000 characters.", "x" * 10_000)
    assert peak < 30_000_000
