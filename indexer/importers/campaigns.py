"""Reads the results of an agency's past campaigns: CSV, one row each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from indexer.importers.cells import read_number_cell
from indexer.importers.numbers import read_amount, read_currency, read_day, read_number
from indexer.importers.sheets import open_sheet
from matcher.forecast.campaigns import UNITS, Campaign

Read = TypeVar("Read")
REQUIRED = ("date", "creator", "kind", "cost")


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaigns:
    """What a file holds, and what was left out of it."""

    campaigns: tuple[Campaign, ...]
    currency: str | None  # None: the file names none
    rejected: tuple[tuple[int, str], ...]  # (line, reason)


def read_campaigns(path: Path, now: datetime) -> Campaigns:
    """Read the columns date, creator, kind, cost, and views, engagements, follows, sales, currency where there are.

    An empty cell is unknown. Rows that mean nothing are left out and told; so is a row in another currency than the
    first one's, for costs are added up.

    Raises:
        UnreadableInput: the file cannot be read, or lacks a column.
    """
    reader = open_sheet(path, REQUIRED, (*REQUIRED, *UNITS))
    campaigns, rejected, currency = [], [], None
    for row in reader.read():
        try:
            if row.problem:
                raise ValueError(row.problem)
            cells = {name: cell.strip() for name, cell in zip(reader.header, row.cells, strict=True)}
            campaign = _read_campaign(cells, now)
            currency = _agree(currency, cells)
            campaigns.append(campaign)
        except ValueError as error:
            rejected.append((row.line, str(error)))
    return Campaigns(campaigns=tuple(campaigns), currency=currency, rejected=tuple(rejected))


def _read_campaign(cells: dict[str, str], now: datetime) -> Campaign:
    _read("date", cells, lambda cell: read_day(cell, now))
    for name in ("creator", "kind"):
        if not cells[name]:
            raise ValueError(f"{name}: It is empty.")
    units = {name: _read(name, cells, _read_units) if cells.get(name) else None for name in UNITS}
    cost = _read("cost", cells, lambda cell: float(read_amount(read_number_cell(cell))))
    return Campaign(kind=cells["kind"].casefold(), cost=cost, **units)


def _read_units(cell: str) -> float:
    return float(read_number(read_number_cell(cell)))


def _read(name: str, cells: dict[str, str], read: Callable[[str], Read]) -> Read:
    try:
        return read(cells[name])
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error


def _agree(currency: str | None, cells: dict[str, str]) -> str | None:
    if not cells.get("currency"):
        return currency
    said = _read("currency", cells, read_currency)
    if currency is not None and said != currency:
        raise ValueError(f"currency: It is {said}, but the rows before are in {currency}.")
    return said
