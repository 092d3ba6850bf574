"""The command as a user types it, without a process of its own."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from matcher.errors import UnreadableInput
from scripts.cli.campaigns_command import campaigns_command

HEAD = "date,creator,kind,cost,views,engagements,follows,sales,currency"
ROWS = [
    *(f"2026-03-{day:02},a,Product,90000,{40000 + day * 100},,{20 + day},,JPY" for day in range(1, 9)),
    *(f"2026-04-{day:02},b,giveaway,60000,{20000 + day * 100},,{200 + day},0,JPY" for day in range(1, 9)),
]


def write(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "campaigns.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(campaigns_command, [str(word) for word in words], catch_exceptions=False)


def test_one_json_object_a_unit_with_both_kinds_and_a_verdict(tmp_path):
    ran = run(write(tmp_path, *ROWS), "--json")

    told = {line["unit"]: line for line in map(json.loads, ran.stdout.splitlines())}
    assert (ran.exit_code, list(told)) == (0, ["views", "engagements", "follows", "sales"])
    assert (told["follows"]["cheaper"], told["follows"]["currency"]) == ("giveaway", "JPY")
    assert told["follows"]["product"]["price"] == pytest.approx(90_000 * 8 / 196)
    assert told["engagements"]["verdict"] == "too few to tell"
    assert (told["sales"]["product"]["campaigns"], told["sales"]["giveaway"]["campaigns"]) == (0, 8)


def test_without_json_it_is_said_in_sentences(tmp_path):
    ran = run(write(tmp_path, *ROWS))

    lines = ran.stdout.splitlines()
    assert lines[2].startswith("follows: a product post's cost 3,673.47 JPY each (8 campaigns, ")
    assert lines[2].endswith("Giveaways are cheaper.")
    assert lines[1] == (
        "engagements: a product post's cost cannot be told (0 campaigns), a giveaway's cannot be told (0 campaigns). "
        "There are too few campaigns to tell."
    )


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2026-13-01,a,product,1,,,,,", "date: It is not an ISO 8601 date such as 2026-09-01."),
        ("2999-01-01,a,product,1,,,,,", "date: It lies in the future."),
        ("2026-03-01,,product,1,,,,,", "creator: It is empty."),
        ("2026-03-01,a,,1,,,,,", "kind: It is empty."),
        ("2026-03-01,a,product,,,,,,", "cost: It is not a number in plain digits."),
        ("2026-03-01,a,product,0,,,,,", "cost: It must be above 0."),
        ("2026-03-01,a,product,1,-5,,,,", "views: It is negative."),
        ("2026-03-01,a,product,1,,,,,USD", "currency: It is USD, but the rows before are in JPY."),
        ("2026-03-01,a,product,1,,,,,yen", "currency: It is no ISO 4217 currency such as JPY."),
    ],
)
def test_a_row_that_means_nothing_is_left_out_and_told(tmp_path, row, reason):
    ran = run(write(tmp_path, *ROWS, row), "--json")

    assert (ran.exit_code, ran.stderr) == (1, f"Line 18 is left out. {reason}\n")


def test_a_file_without_a_column_says_which(tmp_path):
    with pytest.raises(UnreadableInput, match="no column kind, cost"):
        run(write(tmp_path, head="date,creator"))
